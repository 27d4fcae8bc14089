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
     * The score tile, or a part of it: {@code Sᵀ[j,i] = Σ_c K[j,c]·Q′ᵀ[c·width + i]}. Each score is the same, bit for bit, in whatever parts
     * they are computed.
     *
     * @param keys holds K; the row of the first key of the part begins at {@code first}, later ones {@code stride} apart
     * @param queries Q′ᵀ
     * @param channels d
     * @param scores takes Sᵀ
     */
    void scores(float[] keys, int first, int stride, float[] queries, int channels, TilePart part, float[] scores);

    /** Up to how many queries {@link #scoresOfFew} is faster than {@link #scores}, a multiple of 4. */
    int few();

    /**
     * The score tile of a few queries that are not turned: {@code Sᵀ[j,i] = Σ_c K[j,c]·Q′[i·channels + c]}. What takes time is to read the
     * keys.
     *
     * @param keys holds K; the row of the first key begins at {@code first}, later ones {@code stride} apart
     * @param queries Q′, and zeros up to a multiple of 4 queries
     * @param channels d
     * @param part the queries and some keys
     * @param scores takes Sᵀ; what belongs to no query is left as it is
     */
    void scoresOfFew(float[] keys, int first, int stride, float[] queries, int channels, TilePart part, float[] scores);

    /**
     * One step of what makes weights of scores, and brings what is known of their queries up to date. What lies beside the queries of a part,
     * in their last vector, is treated as they are.
     */
    enum Step {
        /** The rows say which magnitude of the scores is largest, as {@link #largestMagnitude} does. */
        MAGNITUDES,

        /** M becomes the largest of itself and the scores; F becomes what M was. The rows say whether all scores were finite. */
        MAXIMA,

        /** F, which is what M was, becomes {@code exp(F − M)}; L is multiplied by it. */
        SOFTMAX_FACTORS,

        /** Scores become {@code exp(s − M)}; L takes them. */
        EXPONENTIALS,

        /** As {@link #EXPONENTIALS}, and U takes {@code exp(s − M)·(s − M)}. */
        EXPONENTIALS_AND_MOMENTS,

        /** F, which is what M was, becomes {@code (F/M)²}, or 0 where M is not positive; L is multiplied by it. */
        SQUARE_FACTORS,

        /** Scores become {@code (max(0, s)/M)²}, or 0 where M is not positive; L takes them. */
        SQUARED_SHARES,

        /** Scores become {@code max(0, s)²}; L takes them. */
        SQUARES,

        /** Scores become {@code 1 / (1 + exp(−(s + b)))}; L takes them. */
        SIGMOIDS
    }

    /** Takes a step with a part of a tile. */
    void take(Step step, float[] scores, TilePart part, RowSums rows);

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
     * The value tile, or what a part of the weights adds to it: {@code O[i·channels + e] += Σ_j Pᵀ[j,i]·V[j,e]}.
     *
     * @param weights Pᵀ, with room for {@link #SLACK} more numbers
     * @param values holds V; the row of the first key of the part begins at {@code first}, later ones {@code stride} apart
     * @param output O, with room for {@link #SLACK} more rows
     * @param channels how long a row of O is, a multiple of {@link #narrow()}
     */
    void values(float[] weights, TilePart part, float[] values, int first, int stride, float[] output, int channels);

    /**
     * Keeps those scores of a tile that may be among the largest of their query, and some that are not.
     *
     * @param part all queries and the first keys of the tile
     * @param firstKey which key the first of them is
     * @param top takes them
     */
    void keepLargest(float[] scores, TilePart part, int firstKey, TopRows top);

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
