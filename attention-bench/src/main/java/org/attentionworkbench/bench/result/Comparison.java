package org.attentionworkbench.bench.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Variation;
import org.attentionworkbench.bench.turn.Timing;

/**
 * The contenders side by side, with one number of threads.
 *
 * @param threads how many threads each had
 * @param peakGigaflops what fused multiply-adds alone reach on so many threads; NaN if that is not known
 * @param participants who took part, and who could not
 * @param rows the timings of each problem
 */
public record Comparison(int threads, double peakGigaflops, List<Participant> participants, List<Row> rows) {
    /** How many of the measured shapes the geometric means are taken of: the five that are no step and no phrase. */
    private static final int SHAPES_OF_THE_MEAN = 5;

    /** Copies the lists. */
    public Comparison {
        participants = List.copyOf(participants);
        rows = List.copyOf(rows);
    }

    /**
     * A contender that was to take part.
     *
     * @param entrant the contender
     * @param description what it says of itself, or why it could not take part
     * @param present whether it took part
     */
    public record Participant(Entrant entrant, String description, boolean present) {}

    /**
     * One problem.
     *
     * @param problem the problem
     * @param timings those of all participants
     */
    public record Row(Problem problem, List<Timing> timings) {
        /** Copies the list. */
        public Row {
            timings = List.copyOf(timings);
        }

        /**
         * The timing of a contender.
         *
         * @param entrant the contender
         * @return its timing, if it was timed
         */
        public Optional<Timing> of(Entrant entrant) {
            return fastest(each -> each == entrant);
        }

        /**
         * The fastest of some contenders.
         *
         * @param among which
         * @return its timing, if one of them was timed
         */
        public Optional<Timing> fastest(Predicate<Entrant> among) {
            return timings.stream()
                    .filter(timing -> timing.timed() && among.test(timing.entrant()))
                    .min(Comparator.comparingDouble(Timing::median));
        }

        /**
         * How many times faster a contender was than the fastest of others.
         *
         * @param entrant the contender
         * @param others which others
         * @return the time of the fastest of the others by that of the contender; NaN if one of them is not known
         */
        public double ratio(Entrant entrant, Predicate<Entrant> others) {
            double own = of(entrant).map(Timing::median).orElse(Double.NaN);
            return fastest(others).map(Timing::median).orElse(Double.NaN) / own;
        }
    }

    /**
     * The geometric mean of the ratios of a contender and the fastest peer over the first five of the measured shapes.
     *
     * @param entrant the contender
     * @param variation full or causal
     * @return the mean; NaN if one of the five is not known
     */
    public double meanRatio(Entrant entrant, Variation variation) {
        List<Double> logarithms = new ArrayList<>();
        for (Shape shape : Shape.MEASURED.subList(0, SHAPES_OF_THE_MEAN)) {
            Problem problem = new Problem(shape, variation);
            for (Row row : rows) {
                if (row.problem().equals(problem)) {
                    logarithms.add(Math.log(row.ratio(entrant, peer -> !peer.ours())));
                }
            }
        }
        if (logarithms.size() < SHAPES_OF_THE_MEAN) {
            return Double.NaN;
        }
        return Math.exp(
                logarithms.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN));
    }
}
