package org.attentionworkbench.core.comparison;

import java.util.Optional;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.RowStatistics;
import org.attentionworkbench.api.result.TopKeys;
import org.attentionworkbench.api.text.Token;

/**
 * What can be measured of one result in a few numbers. Entropy and share run over all rows of all heads.
 *
 * @param queries how many words attend: the rows of the matrix
 * @param keys how many words are attended to: its columns
 * @param multiWordTerms how many of the attending tokens consist of several words
 * @param strongest the pair of largest weight
 * @param shares what can be said of weights that are shares; nothing if some weight is below 0
 */
public record Summary(int queries, int keys, int multiWordTerms, Pair strongest, Optional<Shares> shares) {

    /**
     * How weights are shared out, over all rows of all heads.
     *
     * @param meanEntropy the mean over the rows of {@code −Σ p ln p}, in nats
     * @param leastEntropy the least of them
     * @param greatestEntropy the greatest of them
     * @param self the mean over the rows of the share that a word leaves with itself
     */
    public record Shares(double meanEntropy, double leastEntropy, double greatestEntropy, double self) {}

    /**
     * A query, a key and the weight between them.
     *
     * @param head the index of the head, from 0
     * @param query the position of the query, from 0
     * @param key the position of the key, from 0
     * @param weight how much the query takes of the key
     */
    public record Pair(int head, int query, int key, double weight) {}

    /**
     * What a run must capture for a summary; memory grows with the length of the text only.
     *
     * @return the statistics, and the top key of every query
     */
    public static Capture captures() {
        return Capture.ofStatistics().and(Capture.ofTopKeys(1));
    }

    /**
     * Measures a result.
     *
     * @param result a result with what {@link #captures} asks for
     * @return the numbers
     */
    public static Summary of(AttentionResult result) {
        return new Summary(
                result.queries().size(),
                result.keys().size(),
                multiWordTerms(result),
                strongest(result),
                shares(result));
    }

    private static Pair strongest(AttentionResult result) {
        Pair strongest = new Pair(0, 0, 0, Double.NEGATIVE_INFINITY);
        for (int index = 0; index < result.heads().size(); index++) {
            TopKeys topKeys = result.head(index).topKeys();
            for (int query = 0; query < result.head(index).statistics().rows(); query++) {
                double weight = topKeys.weight(query, 0);
                if (weight > strongest.weight()) {
                    strongest = new Pair(index, query, topKeys.key(query, 0), weight);
                }
            }
        }
        return strongest;
    }

    private static Optional<Shares> shares(AttentionResult result) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        double self = 0;
        int rows = 0;
        for (HeadResult head : result.heads()) {
            RowStatistics statistics = head.statistics();
            for (int query = 0; query < statistics.rows(); query++, rows++) {
                if (!statistics.hasShares(query)) {
                    return Optional.empty();
                }
                double entropy = statistics.entropy(query);
                sum += entropy;
                least = Math.min(least, entropy);
                greatest = Math.max(greatest, entropy);
                self += statistics.selfShare(query);
            }
        }
        return Optional.of(new Shares(sum / rows, least, greatest, self / rows));
    }

    private static int multiWordTerms(AttentionResult result) {
        int terms = 0;
        for (Token token : result.queries()) {
            if (token.text().strip().chars().anyMatch(Character::isWhitespace)) {
                terms++;
            }
        }
        return terms;
    }
}
