package org.attentionworkbench.core.comparison;

import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;

/**
 * How far two results of the same composition are apart at one stage, over all heads.
 *
 * @param stage the stage
 * @param absolute the largest {@code |a − b|}
 * @param relative the largest {@code |a − b| / max(|a|, |b|)}, 0 where both are 0, ∞ where {@code |a − b|} is
 */
public record StageDifference(Stage stage, double absolute, double relative) {

    /**
     * Compares two results at one stage.
     *
     * @param first a result in which the stage was captured
     * @param second another of the same shape
     * @param stage the stage
     * @return the largest differences; equal infinities do not differ
     * @throws IllegalArgumentException if one has other heads, or the stage another shape, than the other
     */
    public static StageDifference between(AttentionResult first, AttentionResult second, Stage stage) {
        if (first.heads().size() != second.heads().size()) {
            throw new IllegalArgumentException("a result of " + first.heads().size()
                    + " heads cannot be compared with one of " + second.heads().size());
        }
        double absolute = 0;
        double relative = 0;
        for (int head = 0; head < first.heads().size(); head++) {
            Matrix left = first.head(head).stage(stage).orElseThrow();
            Matrix right = second.head(head).stage(stage).orElseThrow();
            if (left.rows() != right.rows() || left.columns() != right.columns()) {
                throw new IllegalArgumentException("a " + left + " cannot be compared with a " + right);
            }
            for (int index = 0; index < left.elements().length; index++) {
                double a = left.elements()[index];
                double b = right.elements()[index];
                if (a != b) {
                    double difference = Math.abs(a - b);
                    absolute = Math.max(absolute, difference);
                    double largest = Double.isInfinite(difference) ? 1 : Math.max(Math.abs(a), Math.abs(b));
                    relative = Math.max(relative, difference / largest);
                }
            }
        }
        return new StageDifference(stage, absolute, relative);
    }
}
