package org.attentionworkbench.simd;

/**
 * The arithmetic on one tile of queries × keys. Everything that is done once for every score stands here, twice: with vectors
 * ({@link VectorTileMath}) and in plain Java ({@link PlainTileMath}).
 *
 * <p>Queries lie side by side in the lanes of vectors, so that maxima, exponentials and sums of a query never cross lanes; K and V are
 * read where they lie, and only the few queries are turned. A tile is {@link #wide()} queries wide, or {@link #narrow()} where there
 * are few.
 *
 * <pre>
 *                         queries →                                   channels →
 *                       ┌───────────┐                               ┌───────────┐
 *             channels ↓│ Q′ᵀ       │                       keys ↓  │ V         │
 *                       └───────────┘                               └───────────┘
 *        ┌─────────┐    ┌───────────┐               ┌───────────┐   ┌───────────┐
 * keys ↓ │ K       │ →  │ Sᵀ        │ → Pᵀ, turned: │ P         │ → │ O         │ ↓ queries
 *        └─────────┘    └───────────┘               └───────────┘   └───────────┘
 *         channels →
 *
 * score tile      Sᵀ[j,i] = Σ_c K[j,c]·Q′ᵀ[c,i]
 * softmax update  M′ = max(M, max_j Sᵀ[j,i]),  F = exp(M − M′),  Pᵀ[j,i] = exp(Sᵀ[j,i] − M′),  L′ = F·L + Σ_j Pᵀ[j,i]
 * value tile      O′[i,e] = F·O[i,e] + Σ_j Pᵀ[j,i]·V[j,e]
 * </pre>
 */
interface TileMath {

    /** How many queries a wide tile holds. */
    int wide();

    /** How many queries a narrow tile holds; rows of O are as many channels long, or a multiple. */
    int narrow();

    /**
     * Turns queries: {@code Q′ᵀ[c·width + lane + i] = σ·Q[i][c]}.
     *
     * @param queries holds Q; row i begins at {@code first + i·stride}
     * @param count how many queries
     * @param channels d
     * @param tile takes Q′ᵀ
     * @param width wide or narrow
     * @param lane where the first query goes
     */
    void turn(
            float[] queries,
            int first,
            int stride,
            int count,
            int channels,
            float scale,
            float[] tile,
            int width,
            int lane);

    /**
     * The score tile: {@code Sᵀ[j·width + i] = Σ_c K[j][c]·Q′ᵀ[c·width + i]}.
     *
     * @param keys holds K; row j begins at {@code first + j·stride}
     * @param count how many keys
     * @param queries Q′ᵀ
     * @param channels d
     * @param scores takes Sᵀ
     * @param width wide or narrow
     */
    void scores(
            float[] keys, int first, int stride, int count, float[] queries, int channels, float[] scores, int width);

    /** Brings M up to date; F becomes what M was. */
    void maxima(float[] scores, int count, int width, RowSums rows);

    /** F, which is what M was, becomes {@code exp(F − M)}; L is multiplied by it. */
    void softmaxFactors(int width, RowSums rows);

    /** Scores become {@code exp(s − M)}; L takes them. */
    void exponentials(float[] scores, int count, int width, RowSums rows);

    /** As {@link #exponentials}, and U takes {@code exp(s − M)·(s − M)}. */
    void exponentialsAndMoments(float[] scores, int count, int width, RowSums rows);

    /** F, which is what M was, becomes {@code (F/M)²}, or 0 where M is not positive; L is multiplied by it. */
    void squareFactors(int width, RowSums rows);

    /** Scores become {@code (max(0, s)/M)²}, or 0 where M is not positive; L takes them. */
    void squaredShares(float[] scores, int count, int width, RowSums rows);

    /** Scores become {@code max(0, s)²}; L takes them. */
    void squares(float[] scores, int count, int width, RowSums rows);

    /**
     * Scores become {@code 1 / (1 + exp(−(s + b)))}; L takes them.
     *
     * @param biases b of each query
     */
    void sigmoids(float[] scores, int count, int width, float[] biases, RowSums rows);

    /**
     * The value tile: {@code O[i·channels + e] = F[i]·O[i·channels + e] + Σ_j Pᵀ[j·width + i]·V[j][e]}.
     *
     * @param weights Pᵀ
     * @param count how many keys
     * @param width wide or narrow
     * @param queries how many queries; O has room for a multiple of 4
     * @param factors F
     * @param values holds V; row j begins at {@code first + j·stride}
     * @param output O
     * @param channels how long a row of O is, a multiple of {@link #narrow()}
     */
    void values(
            float[] weights,
            int count,
            int width,
            int queries,
            float[] factors,
            float[] values,
            int first,
            int stride,
            float[] output,
            int channels);

    /**
     * Whether any of some scores is above its threshold.
     *
     * @param scores the scores
     * @param at where the first is
     * @param thresholds the thresholds of all queries of the tile
     * @param lane the first query; {@link #narrow()} of them are compared
     * @return true if one is
     */
    boolean anyAbove(float[] scores, int at, float[] thresholds, int lane);

    /**
     * A row of the result: {@code target[at + e] = factor·output[from + e]}.
     *
     * @param output O
     * @param from where the row begins
     * @param factor what it is multiplied by
     * @param target takes the row
     * @param at where
     * @param channels how many channels
     * @return whether all of them are finite
     */
    boolean write(float[] output, int from, float factor, float[] target, int at, int channels);

    /**
     * A product of matrices in 64-bit floating point, {@code product += A·B}.
     *
     * @param a A, rows × inner
     * @param b B, inner × columns
     * @param product rows × columns
     */
    void multiply(double[] a, double[] b, double[] product, int rows, int inner, int columns);

    /** What computes, for whoever reads a result. */
    String description();
}
