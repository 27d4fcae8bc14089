package org.attentionworkbench.cli.explain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.core.explanation.SoftmaxSteps;

/**
 * How a softmax is written on paper: weights to the decimals asked for, and backwards from there the sums, the exponentials
 * and the scores to as many as it takes.
 */
final class SoftmaxPaper {
    private static final int MOST = 15;

    private final SoftmaxSteps steps;
    private final double[] scores;
    private final double[] weights;
    private final int digits;
    private int sumDecimals;
    private int exponentialDecimals;
    private final int scoreDecimals;

    SoftmaxPaper(SoftmaxSteps steps, double[] scores, double[] weights, int digits, int meaningful) {
        this.steps = steps;
        this.scores = scores;
        this.weights = weights;
        this.digits = digits;
        sumDecimals = digits;
        do {
            sumDecimals++;
            exponentialDecimals = PaperDigits.decimals(sumDecimals, meaningful, this::exponentialsGiveSums);
        } while (sumDecimals < Math.min(MOST, meaningful) && !quotientsGiveWeights());
        scoreDecimals = PaperDigits.decimals(exponentialDecimals, meaningful, this::scoresGiveExponentials);
    }

    /** A score or a maximum as it is printed. */
    String score(double score) {
        return PaperDigits.print(score, scoreDecimals);
    }

    /** An exponential as it is printed. */
    String exponential(double exponential) {
        return PaperDigits.print(exponential, exponentialDecimals);
    }

    /** A sum as it is printed. */
    String sum(double sum) {
        return PaperDigits.print(sum, sumDecimals);
    }

    private boolean exponentialsGiveSums(int decimals) {
        if (steps.axis() == Axis.KEYS) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int key = 0; key < scores.length; key++) {
                sum = sum.add(PaperDigits.round(steps.exponential(key), decimals));
            }
            return PaperDigits.gives(sum, steps.sum(0), sumDecimals);
        }
        for (int key = 0; key < scores.length; key++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int query = 0; query < steps.queries(); query++) {
                sum = sum.add(PaperDigits.round(steps.exponential(query, key), decimals));
            }
            if (!PaperDigits.gives(sum, steps.sum(key), sumDecimals)) {
                return false;
            }
        }
        return true;
    }

    private boolean quotientsGiveWeights() {
        for (int key = 0; key < scores.length; key++) {
            BigDecimal sum = PaperDigits.round(steps.sum(key), sumDecimals);
            if (sum.signum() == 0) {
                continue; // no key is allowed: there is nothing to divide
            }
            BigDecimal quotient = PaperDigits.round(steps.exponential(key), exponentialDecimals)
                    .divide(sum, 2 * MOST, RoundingMode.HALF_EVEN);
            if (!PaperDigits.gives(quotient, weights[key], digits)) {
                return false;
            }
        }
        return true;
    }

    private boolean scoresGiveExponentials(int decimals) {
        for (int key = 0; key < scores.length; key++) {
            if (PaperDigits.writable(scores[key], steps.maximum(key))) {
                double difference = PaperDigits.round(scores[key], decimals)
                        .subtract(PaperDigits.round(steps.maximum(key), decimals))
                        .doubleValue();
                if (!PaperDigits.gives(
                        new BigDecimal(Math.exp(difference)), steps.exponential(key), exponentialDecimals)) {
                    return false;
                }
            }
        }
        return true;
    }
}
