package org.attentionworkbench.core.normalizer;

/** What several normalizers need to know of a line of scores. */
final class Lines {
    private Lines() {}

    /** The largest score, M = max_k s[k]; −∞ if there is none. */
    static double maximum(double[] scores) {
        double maximum = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            maximum = Math.max(maximum, score);
        }
        return maximum;
    }

    /** Shares the weight equally among the scores that are the maximum: what is left where that is +∞. */
    static void shareAmong(double maximum, double[] scores) {
        int ties = 0;
        for (double score : scores) {
            ties += score == maximum ? 1 : 0;
        }
        for (int index = 0; index < scores.length; index++) {
            scores[index] = scores[index] == maximum ? 1.0 / ties : 0;
        }
    }
}
