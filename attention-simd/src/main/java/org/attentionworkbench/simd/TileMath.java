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

    /**
     * The same arithmetic for one thread alone, with memory to work in if it needs any. Only {@link #multiply} and {@link
     * #largestMagnitude} serve all threads.
     */
    TileMath ofOneThread();

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
     * The score tile, or the part of it that belongs to some strips of {@link #narrow()} queries: {@code Sᵀ[at + j·width + i] = Σ_c
     * K[j][c]·Q′ᵀ[c·width + lane + i]} for i below lanes. Each score is the same, bit for bit, in whatever parts they are computed.
     *
     * @param keys holds K; row j begins at {@code first + j·stride}
     * @param count how many keys
     * @param queries Q′ᵀ
     * @param lane the first query, of a strip
     * @param lanes how many queries, in whole strips
     * @param channels d
     * @param scores takes Sᵀ
     * @param at where the score of the first key and the first query goes
     * @param width wide or narrow
     */
    void scores(
            float[] keys,
            int first,
            int stride,
            int count,
            float[] queries,
            int lane,
            int lanes,
            int channels,
            float[] scores,
            int at,
            int width);

    /** Up to how many queries {@link #scoresOfFew} is faster than {@link #scores}, a multiple of 4. */
    int few();

    /**
     * The score tile of a few queries that are not turned: {@code Sᵀ[j·width + i] = Σ_c K[j][c]·Q′[i·channels + c]}. What takes time is
     * to read the keys.
     *
     * @param keys holds K; row j begins at {@code first + j·stride}
     * @param count how many keys
     * @param queries Q′, and zeros up to a multiple of 4 queries
     * @param rows how many queries
     * @param channels d
     * @param scores takes Sᵀ; what belongs to no query is left as it is
     * @param width wide or narrow
     */
    void scoresOfFew(
            float[] keys,
            int first,
            int stride,
            int count,
            float[] queries,
            int rows,
            int channels,
            float[] scores,
            int width);

    /**
     * Brings M up to date; F becomes what M was.
     *
     * @return whether all scores of the tile are finite
     */
    boolean maxima(float[] scores, int count, int width, RowSums rows);

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

    /** How many rows more than it is wide a tile may take up in P and O. */
    int SLACK = 8;

    /**
     * What was summed before is made relative to the new maximum: {@code O[i] = F[i]·O[i]}.
     *
     * @param output O
     * @param rows how many queries
     * @param channels how long a row of O is, a multiple of {@link #narrow()}
     * @param factors F
     */
    void rescale(float[] output, int rows, int channels, float[] factors);

    /**
     * The value tile: {@code O[i·channels + e] += Σ_j Pᵀ[j·width + i]·V[j][e]} for some queries and keys.
     *
     * @param weights Pᵀ, with room for {@link #SLACK} more numbers
     * @param firstKey the first key of the tile that counts
     * @param count how many keys count
     * @param width wide or narrow
     * @param firstQuery the first query
     * @param queries how many queries
     * @param values holds V; the row of the first key that counts begins at {@code first}, later ones {@code stride} apart
     * @param output O, with room for {@link #SLACK} more rows
     * @param channels how long a row of O is, a multiple of {@link #narrow()}
     */
    void values(
            float[] weights,
            int firstKey,
            int count,
            int width,
            int firstQuery,
            int queries,
            float[] values,
            int first,
            int stride,
            float[] output,
            int channels);

    /**
     * Keeps those scores of a tile that may be among the largest of their query, and some that are not.
     *
     * @param rows how many queries count
     * @param firstKey the key of the first scores
     * @param top takes them
     */
    void keepLargest(float[] scores, int count, int width, int rows, int firstKey, TopRows top);

    /**
     * Ranks numbers of each row: afterwards the ranked ones are the largest of those and of what was ranked before, largest first.
     *
     * @param numbers those of row i are at {@code i + j·stride}, j below count and up to the next multiple of 4
     * @param ranked likewise, in their order
     * @param stride how many rows
     */
    void rank(long[] numbers, int count, long[] ranked, int stride);

    /**
     * Rows of the result: {@code target[at + i·stride + e] = share[i]·O[i·channels + e]}.
     *
     * @param output O
     * @param channels how long a row of O is
     * @param first the first row
     * @param count how many rows
     * @param shares what each row of O is multiplied by
     * @param target takes the rows
     * @param at where the first goes
     * @param stride how far they are apart there
     * @param width how many channels of each row
     * @return whether all of them are finite
     */
    boolean write(
            float[] output,
            int channels,
            int first,
            int count,
            float[] shares,
            float[] target,
            int at,
            int stride,
            int width);

    /**
     * The largest magnitude of some numbers, as bits: magnitudes are ordered as their bits are, ∞ comes after what is finite, and
     * what is no number after ∞.
     *
     * @param from where the first number is
     * @param to where the last one ends
     * @return the bits of the magnitude, those of 0 if there is no number
     */
    int largestMagnitude(float[] numbers, int from, int to);

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
