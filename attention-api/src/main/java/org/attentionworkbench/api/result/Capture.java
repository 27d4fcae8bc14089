package org.attentionworkbench.api.result;

import java.util.EnumSet;
import java.util.Set;
import org.attentionworkbench.api.attention.Stage;

/**
 * What is to be kept of a run besides its output. What is not asked for costs no memory; asking for it never changes the
 * result.
 *
 * @param stages the stages to keep whole: memory grows with queries × keys
 * @param topKeys how many keys of largest weight to keep of every query: memory grows with queries; 0 for none
 * @param statistics whether to keep the {@link RowStatistics} of the weights: memory grows with queries
 */
public record Capture(Set<Stage> stages, int topKeys, boolean statistics) {

    /** Nothing but the output. */
    public static final Capture NOTHING = new Capture(Set.of(), 0, false);

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the number of keys is negative
     */
    public Capture {
        stages = Set.copyOf(stages);
        if (topKeys < 0) {
            throw new IllegalArgumentException("cannot keep " + topKeys + " keys");
        }
    }

    /**
     * Whole stages.
     *
     * @param first a stage to keep
     * @param more further stages to keep
     * @return the capture of just these
     */
    public static Capture of(Stage first, Stage... more) {
        return new Capture(EnumSet.of(first, more), 0, false);
    }

    /**
     * The keys of largest weight.
     *
     * @param count how many of every query
     * @return the capture of just these
     */
    public static Capture ofTopKeys(int count) {
        return new Capture(Set.of(), count, false);
    }

    /**
     * The statistics of every row of weights.
     *
     * @return the capture of just these
     */
    public static Capture ofStatistics() {
        return new Capture(Set.of(), 0, true);
    }

    /**
     * What this capture or another asks for.
     *
     * @param other the other capture
     * @return both together
     */
    public Capture and(Capture other) {
        EnumSet<Stage> both = EnumSet.noneOf(Stage.class);
        both.addAll(stages);
        both.addAll(other.stages);
        return new Capture(both, Math.max(topKeys, other.topKeys), statistics || other.statistics);
    }
}
