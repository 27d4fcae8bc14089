package org.attentionworkbench.api.result;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.attentionworkbench.api.attention.Stage;

/**
 * What is to be kept of a run besides its output. What is not asked for costs no memory; asking for it never changes the
 * result.
 *
 * @param stages the stages to keep whole: memory grows with queries × keys
 * @param heads of which heads to keep the whole stages; empty for all of them
 * @param rows the positions of the queries whose rows of weights are to be kept whole: memory grows with keys
 * @param topKeys how many keys of largest weight to keep of every query, of equal weights the earlier ones: memory grows with queries; 0 for none
 * @param statistics whether to keep the {@link RowStatistics} of the weights: memory grows with queries
 * @param keySet the positions of the keys whose joint share the statistics are to tell; empty for none
 * @param received whether to keep how much attention each key received: memory grows with keys
 */
public record Capture(
        Set<Stage> stages,
        Set<Integer> heads,
        Set<Integer> rows,
        int topKeys,
        boolean statistics,
        Set<Integer> keySet,
        boolean received) {

    /** Nothing but the output. */
    public static final Capture NOTHING = new Capture(Set.of(), 0, false);

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public Capture {
        stages = Set.copyOf(stages);
        heads = Set.copyOf(heads);
        rows = Set.copyOf(rows);
        keySet = Set.copyOf(keySet);
        if (topKeys < 0) {
            throw new IllegalArgumentException("cannot keep " + topKeys + " keys");
        }
        for (Set<Integer> positions : Arrays.asList(heads, rows, keySet)) {
            if (positions.stream().anyMatch(position -> position < 0)) {
                throw new IllegalArgumentException("positions count from 0, and one of " + positions + " is negative");
            }
        }
    }

    /**
     * Whole stages of all heads, top keys and statistics.
     *
     * @param stages the stages to keep whole
     * @param topKeys how many keys of largest weight to keep of every query
     * @param statistics whether to keep the statistics of the weights
     */
    public Capture(Set<Stage> stages, int topKeys, boolean statistics) {
        this(stages, Set.of(), Set.of(), topKeys, statistics, Set.of(), false);
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
     * The statistics of every row of weights, with the share of a set of keys.
     *
     * @param keys the positions of the keys
     * @return the capture of just these
     */
    public static Capture ofStatistics(int... keys) {
        return new Capture(Set.of(), Set.of(), Set.of(), 0, true, positions(keys), false);
    }

    /**
     * How much attention each key received, over all queries.
     *
     * @return the capture of just this
     */
    public static Capture ofReceived() {
        return new Capture(Set.of(), Set.of(), Set.of(), 0, false, Set.of(), true);
    }

    /**
     * Whole rows of weights.
     *
     * @param queries the positions of the queries
     * @return the capture of just these
     */
    public static Capture ofRows(int... queries) {
        return new Capture(Set.of(), Set.of(), positions(queries), 0, false, Set.of(), false);
    }

    private static Set<Integer> positions(int... positions) {
        return Arrays.stream(positions).boxed().collect(Collectors.toSet());
    }

    /**
     * This capture with its whole stages kept of some heads only.
     *
     * @param first a head
     * @param more further heads
     * @return another capture
     */
    public Capture inHeads(int first, int... more) {
        Set<Integer> chosen = positions(more);
        chosen.add(first);
        return new Capture(stages, chosen, rows, topKeys, statistics, keySet, received);
    }

    /**
     * Whether a stage of a head is to be kept whole.
     *
     * @param stage the stage
     * @param head the index of the head
     * @return true if it is
     */
    public boolean keeps(Stage stage, int head) {
        return stages.contains(stage) && (heads.isEmpty() || heads.contains(head));
    }

    /**
     * What this capture or another asks for. Where each asks for whole stages of heads of its own, all their stages are kept of all
     * their heads.
     *
     * @param other the other capture
     * @return both together
     */
    public Capture and(Capture other) {
        EnumSet<Stage> both = EnumSet.noneOf(Stage.class);
        both.addAll(stages);
        both.addAll(other.stages);
        return new Capture(
                both,
                bothHeads(other),
                union(rows, other.rows),
                Math.max(topKeys, other.topKeys),
                statistics || other.statistics,
                union(keySet, other.keySet),
                received || other.received);
    }

    private Set<Integer> bothHeads(Capture other) {
        if (stages.isEmpty()) {
            return other.heads;
        }
        if (other.stages.isEmpty()) {
            return heads;
        }
        return heads.isEmpty() || other.heads.isEmpty() ? Set.of() : union(heads, other.heads);
    }

    private static Set<Integer> union(Set<Integer> some, Set<Integer> others) {
        Set<Integer> union = new TreeSet<>(some);
        union.addAll(others);
        return union;
    }
}
