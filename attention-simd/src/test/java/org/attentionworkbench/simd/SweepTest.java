package org.attentionworkbench.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.attentionworkbench.api.result.RowStatistics;
import org.attentionworkbench.api.result.TopKeys;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Random problems against {@link OracleRow}: outputs, captures, and the same bits with captures and with more threads. */
@Tag("sweep")
final class SweepTest {
    private static final int PROBLEMS_PER_SEED = 100;

    @TestFactory
    Stream<DynamicTest> vectorsAreThoseOfTheOracle() {
        return sweep(new VectorTileMath(), 20);
    }

    @TestFactory
    Stream<DynamicTest> plainJavaIsThatOfTheOracle() {
        return sweep(new PlainTileMath(), 20);
    }

    private static Stream<DynamicTest> sweep(TileMath math, int seeds) {
        return LongStream.range(0, seeds)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    Problems problems = new Problems(seed);
                    for (int count = 0; count < PROBLEMS_PER_SEED; count++) {
                        Problem problem = problems.next();
                        try {
                            check(math, problem, problems);
                        } catch (RuntimeException | AssertionError failure) {
                            throw new AssertionError("problem " + count + ": " + problem, failure);
                        }
                    }
                }));
    }

    private static void check(TileMath math, Problem problem, Problems problems) {
        Layout layout = problems.layout();
        Capture capture = capture(problem, problems);
        HeadArray alone = problem.blankOutput(layout);
        List<HeadCapture> captures = attend(math, 1, problem, alone, capture);
        for (int threads = 1; threads <= 3; threads++) {
            HeadArray uncaptured = problem.blankOutput(layout);
            attend(math, threads, problem, uncaptured, Capture.NOTHING);
            assertThat(uncaptured.elements()).as(threads + " threads").isEqualTo(alone.elements());
            if (threads > 1) {
                HeadArray shared = problem.blankOutput(layout);
                List<HeadCapture> others = attend(math, threads, problem, shared, capture);
                assertThat(shared.elements()).as(threads + " threads").isEqualTo(alone.elements());
                assertThat(numbers(others, problem, capture))
                        .as(threads + " threads")
                        .isEqualTo(numbers(captures, problem, capture));
            }
        }
        compare(problem, alone, capture, captures);
    }

    /** However small the work is, it is shared. */
    private static List<HeadCapture> attend(
            TileMath math, int threads, Problem problem, HeadArray output, Capture capture) {
        try (FusedKernel kernel = new FusedKernel(math, threads, 0)) {
            return kernel.attend(problem.form(), problem.queries(), problem.keys(), problem.values(), output, capture);
        }
    }

    /** Everything that was captured, one number after the other. */
    private static double[] numbers(List<HeadCapture> captures, Problem problem, Capture capture) {
        DoubleStream.Builder numbers = DoubleStream.builder();
        for (HeadCapture captured : captures) {
            for (Stage stage : capture.stages()) {
                add(numbers, captured.stage(stage).elements());
            }
            for (int row : capture.rows()) {
                add(
                        numbers,
                        captured.row(row) == null
                                ? new double[0]
                                : captured.row(row).elements());
            }
            add(numbers, capture.received() ? captured.received().elements() : new double[0]);
            for (int query = 0; query < problem.queries().positions(); query++) {
                for (int rank = 0;
                        capture.topKeys() > 0 && rank < captured.topKeys().count();
                        rank++) {
                    add(
                            numbers,
                            captured.topKeys().key(query, rank),
                            captured.topKeys().weight(query, rank));
                }
                RowStatistics statistics = captured.statistics();
                add(numbers, statistics.entropy(query), statistics.selfShare(query), statistics.firstShare(query));
                add(numbers, statistics.keySetShare(query), statistics.maximum(query), statistics.logSumExp(query));
            }
        }
        return numbers.build().toArray();
    }

    private static void add(DoubleStream.Builder numbers, double... more) {
        for (double number : more) {
            numbers.add(number);
        }
    }

    private static Capture capture(Problem problem, Problems problems) {
        boolean whole = problems.below(4) == 0;
        return new Capture(
                whole ? Set.of(Stage.values()) : Set.of(),
                Set.of(),
                Set.of(problem.firstQuery() + problems.below(20)),
                problems.below(3) == 0 ? 0 : problems.below(12),
                true,
                Set.of(problem.firstKey(), problem.firstKey() + 1 + problems.below(300)),
                problems.below(2) == 0);
    }

    private static void compare(Problem problem, HeadArray output, Capture capture, List<HeadCapture> captures) {
        HeadArray queries = problem.queries();
        for (int entry = 0; entry < queries.batch(); entry++) {
            for (int head = 0; head < queries.heads(); head++) {
                HeadCapture captured = captures.get(entry * queries.heads() + head);
                double[] received = new double[problem.keys().positions()];
                double[] errors = new double[received.length];
                for (int query = 0; query < queries.positions(); query++) {
                    OracleRow row = new OracleRow(problem, entry, head, query);
                    close(row.output, row.outputErrors, output.elements(), output.place(entry, head, query));
                    topKeys(row, capture, captured, query);
                    statistics(problem, row, capture, captured, query);
                    stages(row, problem, capture, captured, query);
                    for (int key = 0; key < received.length; key++) {
                        received[key] += row.weights[key];
                        errors[key] += row.weightErrors[key] + 0x1p-20 * row.weights[key];
                    }
                }
                if (capture.received()) {
                    close("received", received, errors, captured.received().elements(), 0);
                }
            }
        }
    }

    private static void close(double[] expected, double[] errors, float[] actual, int at) {
        double[] doubles = new double[expected.length];
        Arrays.setAll(doubles, index -> actual[at + index]);
        close("output", expected, errors, doubles, 0);
    }

    private static void close(String what, double[] expected, double[] errors, double[] actual, int at) {
        for (int index = 0; index < expected.length; index++) {
            close(
                    what + " " + index,
                    expected[index],
                    errors[index] + 0x1p-23 * Math.abs(expected[index]),
                    actual[at + index]);
        }
    }

    private static void close(String what, double expected, double error, double actual) {
        if (expected != actual && !(Math.abs(expected - actual) <= error)) {
            throw new AssertionError(what + ": " + expected + " expected within " + error + ", but got " + actual);
        }
    }

    private static void topKeys(OracleRow row, Capture capture, HeadCapture captured, int query) {
        if (capture.topKeys() == 0) {
            return;
        }
        TopKeys top = captured.topKeys();
        int keys = row.weights.length;
        assertThat(top.count()).isEqualTo(Math.min(capture.topKeys(), keys));
        double[] sorted = row.weights.clone();
        Arrays.sort(sorted);
        double error = Arrays.stream(row.weightErrors).max().orElse(0) + 0x1p-23;
        List<Integer> seen = new ArrayList<>();
        for (int rank = 0; rank < top.count(); rank++) {
            int key = top.key(query, rank);
            double weight = top.weight(query, rank);
            close("weight of rank " + rank, sorted[keys - 1 - rank], error * Math.max(1, weight), weight);
            close("weight of key " + key, row.weights[key], row.weightErrors[key] + 0x1p-23 * row.weights[key], weight);
            assertThat(seen).doesNotContain(key);
            seen.add(key);
            if (rank > 0) {
                assertThat(weight).isLessThanOrEqualTo(top.weight(query, rank - 1));
                if (weight == 0 && top.weight(query, rank - 1) == 0) {
                    assertThat(key)
                            .as("of weights 0 the earlier key comes first")
                            .isGreaterThan(seen.get(rank - 1));
                }
            }
        }
    }

    /** Errors of shares follow from those of the weights and their sum; that of the entropy from {@code d(−p·ln p) = −(ln p + 1)·dp}. */
    private static void statistics(Problem problem, OracleRow row, Capture capture, HeadCapture captured, int query) {
        var statistics = captured.statistics();
        double scoreError = row.largestScoreError();
        close("maximum", row.maximum(), scoreError + 0x1p-23 * Math.abs(row.maximum()), statistics.maximum(query));
        double logSumExp = row.logSumExp();
        close(
                "log-sum-exp",
                logSumExp,
                scoreError + 2 * row.sumError() + 0x1p-22 * Math.abs(logSumExp),
                statistics.logSumExp(query));
        double sum = Arrays.stream(row.weights).sum();
        double sumOfErrors = Arrays.stream(row.weightErrors).sum();
        if (sum == 0 || sumOfErrors > sum / 4 || sum < 0x1p-100) {
            return;
        }
        double relative = 2 * (sumOfErrors / sum + row.sumError());
        double entropy = 0;
        double entropyError = 0;
        for (int key = 0; key < row.weights.length; key++) {
            double share = row.weights[key] / sum;
            if (share > 0) {
                double logarithm = Math.abs(Math.log(share)) + Math.abs(Math.log(row.weights[key])) + 2;
                entropy -= share * Math.log(share);
                entropyError += logarithm * (2 * row.weightErrors[key] / sum + share * (relative + row.sumError()));
            }
        }
        close("entropy", entropy, entropyError + 0x1p-20, statistics.entropy(query));
        int keys = row.weights.length;
        int self = problem.firstQuery() + query - problem.firstKey();
        share("self share", row, sum, relative, statistics.selfShare(query), self);
        share("first share", row, sum, relative, statistics.firstShare(query), 0);
        int[] set = capture.keySet().stream()
                .mapToInt(key -> key - problem.firstKey())
                .filter(key -> key < keys)
                .toArray();
        share("key-set share", row, sum, relative, statistics.keySetShare(query), set);
    }

    private static void share(String what, OracleRow row, double sum, double relative, double actual, int... keys) {
        double share = 0;
        double error = 0;
        for (int key : keys) {
            if (key >= 0 && key < row.weights.length) {
                share += row.weights[key] / sum;
                error += 2 * row.weightErrors[key] / sum;
            }
        }
        close(what, share, error + share * (relative + row.sumError()) + 0x1p-23, actual);
    }

    private static void stages(OracleRow row, Problem problem, Capture capture, HeadCapture captured, int query) {
        int keys = row.weights.length;
        int position = problem.firstQuery() + query;
        if (capture.rows().contains(position) && keys > 0) {
            close("row", row.weights, row.weightErrors, captured.row(position).elements(), 0);
        }
        if (!capture.stages().isEmpty() && keys > 0) {
            int at = query * keys;
            close("raw", row.raw, row.rawErrors, captured.stage(Stage.RAW).elements(), at);
            close(
                    "modified",
                    row.modified,
                    row.scoreErrors,
                    captured.stage(Stage.MODIFIED).elements(),
                    at);
            close(
                    "masked",
                    row.masked,
                    row.scoreErrors,
                    captured.stage(Stage.MASKED).elements(),
                    at);
            close(
                    "weights",
                    row.weights,
                    row.weightErrors,
                    captured.stage(Stage.WEIGHTS).elements(),
                    at);
            close(
                    "values",
                    row.output,
                    row.outputErrors,
                    captured.stage(Stage.VALUES).elements(),
                    query * row.output.length);
        }
    }
}
