package org.attentionworkbench.bench.turn;

import java.util.Arrays;
import java.util.List;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.problem.Problem;

/**
 * How long a contender took for a problem, or why that is not known.
 *
 * @param entrant the contender
 * @param problem the problem
 * @param difference how far its output is from the truth, at most; NaN if it was not computed
 * @param milliseconds of one call, in each of its turns; none if it was not timed
 * @param reason why it was not timed; empty if it was
 */
public record Timing(Entrant entrant, Problem problem, double difference, List<Double> milliseconds, String reason) {
    /** Copies the list. */
    public Timing {
        milliseconds = List.copyOf(milliseconds);
    }

    /**
     * No timing.
     *
     * @param entrant the contender
     * @param problem the problem
     * @param reason why it was not timed
     * @return a timing without times
     */
    public static Timing none(Entrant entrant, Problem problem, String reason) {
        return new Timing(entrant, problem, Double.NaN, List.of(), reason);
    }

    /**
     * Whether it was timed.
     *
     * @return true if there are times
     */
    public boolean timed() {
        return !milliseconds.isEmpty();
    }

    /**
     * The time of a call.
     *
     * @return the median of the turns in milliseconds; NaN if it was not timed
     */
    public double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * How far the turns are apart.
     *
     * @return the slowest less the fastest, as a part of the median; NaN if it was not timed
     */
    public double spread() {
        double[] sorted = sorted();
        return sorted.length == 0 ? Double.NaN : (sorted[sorted.length - 1] - sorted[0]) / median();
    }

    private double[] sorted() {
        double[] sorted = milliseconds.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * How fast it was.
     *
     * @return operations in a second by 10⁹, those of {@link Problem#operations()}; NaN if it was not timed
     */
    public double gigaflops() {
        return problem.operations() / (median() * 1e6);
    }
}
