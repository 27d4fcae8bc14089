package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.KeySource;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.fused.FusedBackend;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.cli.shell.Backends;
import org.attentionworkbench.core.cache.AppendCache;
import org.attentionworkbench.core.cache.SlidingCache;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.mask.Alignment;
import org.attentionworkbench.core.mask.CausalMask;
import org.attentionworkbench.core.run.Attention;
import org.attentionworkbench.core.run.BatchAttention;
import org.attentionworkbench.core.run.BatchResult;
import org.attentionworkbench.core.run.HeadedResult;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Tensor;
import org.attentionworkbench.core.variant.GroupedQuery;
import org.attentionworkbench.core.variant.MultiHead;
import org.attentionworkbench.core.wiring.Workbench;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What holds of attention whatever it is composed of: seeded random compositions of every strategy that is found, on every backend
 * that is found. Whether a property applies is seen from what the strategies say of themselves and from trying them.
 */
class CompositionPropertyTest {
    private static final int COMPOSITIONS = 500;
    private static final int WIDTH = 8;
    private static final Capture EVERYTHING = new Capture(EnumSet.allOf(Stage.class), 2, true);
    private static final Mask CAUSAL = new CausalMask(Alignment.TOP_LEFT);

    private final Workbench workbench = Workbench.open();
    private final RandomCompositions compositions = new RandomCompositions(workbench);

    /** One composition with queries, keys and values to try it on. */
    private record Trial(Configuration configuration, Mechanism mechanism, Matrix queries, Matrix keys, Matrix values) {

        HeadedResult run() {
            return attend(mechanism, queries, keys, values);
        }

        @Override
        public String toString() {
            return configuration.composition() + " on " + queries + " and " + keys;
        }
    }

    private static HeadedResult attend(Mechanism mechanism, Matrix queries, Matrix keys, Matrix values) {
        return new Attention(mechanism).attend(queries, keys, values, EVERYTHING);
    }

    /** What is tried on one composition; true if the property applied. */
    private interface Property {
        boolean holds(Trial trial);
    }

    /** A property on every backend, over many compositions, to enough of which it must have applied. */
    private Stream<DynamicTest> onEveryBackend(boolean selfAttention, int atLeast, Property property) {
        return backends().entrySet().stream()
                .map(backend -> dynamicTest(backend.getKey(), () -> {
                    int applied = 0;
                    for (Trial trial : trials(selfAttention, backend.getValue())) {
                        try {
                            applied += property.holds(trial) ? 1 : 0;
                        } catch (RuntimeException | AssertionError failure) {
                            throw new AssertionError(trial + ": " + failure.getMessage(), failure);
                        }
                    }
                    assertThat(applied).as("compositions it applied to").isGreaterThanOrEqualTo(atLeast);
                }));
    }

    private Map<String, MatrixBackend> backends() {
        Map<String, MatrixBackend> backends = Backends.all(workbench);
        assertThat(backends).containsKeys("reference", "ejml", "ojalgo", "simd", "plain");
        return backends;
    }

    private List<Trial> trials(boolean selfAttention, MatrixBackend backend) {
        List<Trial> trials = new ArrayList<>();
        for (long seed = 0; trials.size() < COMPOSITIONS; seed++) {
            assertThat(seed).as("draws for compositions that have a meaning").isLessThan(4 * COMPOSITIONS);
            SplittableRandom random = new SplittableRandom(seed);
            Configuration configuration = compositions.draw(random);
            Optional<Mechanism> mechanism = compositions.mechanism(configuration);
            if (mechanism.isEmpty()) {
                continue;
            }
            int queries = 1 + random.nextInt(9);
            boolean alike = selfAttention || mechanism.get().variant().keySource() == KeySource.SAME_TEXT;
            int keys = alike ? queries : 1 + random.nextInt(9);
            trials.add(new Trial(
                    configuration,
                    mechanism.get().withBackend(backend),
                    random(queries, 3 * seed),
                    random(keys, 3 * seed + 1),
                    random(keys, 3 * seed + 2)));
        }
        return trials;
    }

    /** Numbers that 32 bits hold, so that a fused pass begins with the same. */
    private static Matrix random(int rows, long seed) {
        Matrix matrix = Matrices.random(rows, WIDTH, seed);
        double[] elements = matrix.elements();
        for (int index = 0; index < elements.length; index++) {
            elements[index] = (float) elements[index];
        }
        return matrix;
    }

    private static boolean isFused(HeadedResult result) {
        return result.way().name().equals(Execution.FUSED);
    }

    /**
     * How far results near 1 may be apart. Scores of d = 8 channels below 1 are off by at most d·ε·‖q‖‖k‖, that is d²ε, in 32 bits,
     * and a softmax at most doubles that; 64 bits leave room for modifiers that make scores larger.
     */
    private static double rounding(HeadedResult result) {
        return isFused(result) ? 2 * WIDTH * WIDTH * Math.ulp(1.0f) : 1e-11;
    }

    @TestFactory
    Stream<DynamicTest> nothingIsEverNotANumber() {
        return onEveryBackend(false, COMPOSITIONS, trial -> {
            HeadedResult result = trial.run();
            boolean logarithmic = trial.mechanism().normalizer().logarithmic();
            for (HeadResult head : result.heads()) {
                for (Stage stage : Stage.values()) {
                    head.stage(stage)
                            .ifPresent(matrix -> assertThat(matrix.elements())
                                    .as(stage.word())
                                    .doesNotContain(Double.NaN));
                }
            }
            for (double element : result.joined().elements()) {
                assertThat(Double.isFinite(element) || logarithmic)
                        .as("output %s", element)
                        .isTrue();
            }
            return true;
        });
    }

    @TestFactory
    Stream<DynamicTest> rowsWithAnAllowedKeySumToOne() {
        return onEveryBackend(false, COMPOSITIONS / 5, trial -> {
            Normalizer normalizer = trial.mechanism().normalizer();
            AttentionVariant variant = trial.mechanism().variant();
            if (!sumsToOne(normalizer) || !leavesWeights(variant)) {
                return false;
            }
            HeadedResult result = trial.run();
            for (HeadResult head : result.heads()) {
                boolean overKeys = normalizer.axis() == Axis.KEYS;
                Matrix masked = lines(head.stage(Stage.MASKED).orElseThrow(), overKeys);
                Matrix weights = lines(head.weights(), overKeys);
                for (int line = 0; line < weights.rows(); line++) {
                    double expected = allowsNothing(masked.row(line)) ? 0 : 1;
                    assertThat(sum(weights.row(line)))
                            .as("the sum of line %d", line)
                            .isCloseTo(expected, within(isFused(result) ? rounding(result) : 1e-12));
                }
            }
            return true;
        });
    }

    private static Matrix lines(Matrix matrix, boolean overKeys) {
        return overKeys ? matrix : Matrices.transpose(matrix);
    }

    private static boolean allowsNothing(double[] scores) {
        for (double score : scores) {
            if (score != Double.NEGATIVE_INFINITY) {
                return false;
            }
        }
        return true;
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum;
    }

    /** Whether lines of weights sum to 1, as seen from scores of both signs and of one. */
    private static boolean sumsToOne(Normalizer normalizer) {
        boolean overKeys = normalizer.axis() == Axis.KEYS;
        Matrix scores = Matrices.random(6, 6, 5);
        for (int place = 0; place < 6; place++) {
            scores.elements()[place] = -1 - place; // a line without a positive score
        }
        Matrix weights = lines(normalizer.normalize(lines(scores, overKeys)), overKeys);
        for (int line = 0; line < weights.rows(); line++) {
            if (normalizer.logarithmic() || Math.abs(sum(weights.row(line)) - 1) > 1e-12) {
                return false;
            }
        }
        return true;
    }

    /** Whether the weights of a variant are those of the normalizer, as seen from one composition. */
    private static boolean leavesWeights(AttentionVariant variant) {
        if (!variant.stages().contains(Stage.WEIGHTS) || variant.keySource() == KeySource.SAME_TEXT) {
            return false;
        }
        HeadedResult result = attend(
                Mechanism.scaledDot().withVariant(variant),
                Matrices.random(5, WIDTH, 1),
                Matrices.random(4, WIDTH, 2),
                Matrices.random(4, WIDTH, 3));
        return result.heads().stream().allMatch(head -> {
            for (int query = 0; query < 5; query++) {
                if (Math.abs(sum(head.weights().row(query)) - 1) > 1e-12) {
                    return false;
                }
            }
            return true;
        });
    }

    @TestFactory
    Stream<DynamicTest> aQueryThatMayAttendToNothingHasNoWeightsAndNoValue() {
        return onEveryBackend(false, COMPOSITIONS / 2, trial -> {
            if (!trial.mechanism().variant().stages().contains(Stage.MASKED)) {
                return false;
            }
            Mechanism closed =
                    trial.mechanism().withMask(trial.mechanism().mask().and((query, key) -> query != 0));
            HeadedResult result = attend(closed, trial.queries(), trial.keys(), trial.values());
            double none = closed.normalizer().logarithmic() ? Double.NEGATIVE_INFINITY : 0;
            for (HeadResult head : result.heads()) {
                assertThat(head.weights().row(0)).containsOnly(none);
                head.stage(Stage.VALUES)
                        .ifPresent(values -> assertThat(values.row(0)).containsOnly(0));
            }
            return true;
        });
    }

    @TestFactory
    Stream<DynamicTest> aForbiddenKeyHasNoInfluence() {
        return onEveryBackend(false, COMPOSITIONS, trial -> {
            HeadedResult before = trial.run();
            SplittableRandom random = new SplittableRandom(trial.toString().hashCode());
            int changed = random.nextInt(trial.keys().rows());
            HeadedResult after = attend(
                    trial.mechanism(),
                    trial.queries(),
                    withRow(trial.keys(), changed, 40),
                    withRow(trial.values(), changed, 50));
            for (int query = 0; query < trial.queries().rows(); query++) {
                if (forbiddenInEveryHead(before, query, changed)) {
                    assertThat(after.joined().row(query))
                            .as("the output of query %d after key %d has changed", query, changed)
                            .containsExactly(before.joined().row(query), within(1e-12));
                }
            }
            return true;
        });
    }

    private static Matrix withRow(Matrix matrix, int row, double number) {
        double[] elements = matrix.elements().clone();
        for (int column = 0; column < matrix.columns(); column++) {
            elements[row * matrix.columns() + column] = number + column;
        }
        return Matrix.wrap(matrix.rows(), matrix.columns(), elements);
    }

    private static boolean forbiddenInEveryHead(HeadedResult result, int query, int key) {
        return result.heads().stream()
                .allMatch(head -> head.stage(Stage.MASKED)
                        .filter(masked -> masked.get(query, key) == Double.NEGATIVE_INFINITY)
                        .isPresent());
    }

    @TestFactory
    Stream<DynamicTest> theOrderOfWordsDoesNotMatterWherePositionsDoNot() {
        return onEveryBackend(false, 5, trial -> {
            if (!withoutPositions(trial.mechanism(), trial.queries(), trial.keys())) {
                return false;
            }
            HeadedResult expected = trial.run();
            int[] queryOrder = Matrices.randomOrder(trial.queries().rows(), 1);
            int[] keyOrder = Matrices.randomOrder(trial.keys().rows(), 2);
            HeadedResult reordered = attend(
                    trial.mechanism(),
                    Matrices.reorderRows(trial.queries(), queryOrder),
                    Matrices.reorderRows(trial.keys(), keyOrder),
                    Matrices.reorderRows(trial.values(), keyOrder));

            if (trial.mechanism().variant().stages().contains(Stage.VALUES)) {
                assertClose(
                        reordered.joined(), Matrices.reorderRows(expected.joined(), queryOrder), rounding(expected));
            }
            for (int head = 0; head < expected.heads().size(); head++) {
                assertClose(
                        reordered.heads().get(head).weights(),
                        Matrices.reorderColumns(
                                Matrices.reorderRows(expected.heads().get(head).weights(), queryOrder), keyOrder),
                        rounding(expected));
            }
            return true;
        });
    }

    /** Tries whether score, modifiers, mask and normalizer give the same wherever the text begins. */
    private static boolean withoutPositions(Mechanism mechanism, Matrix queries, Matrix keys) {
        HeadContext here =
                new HeadContext(mechanism.backend(), 0, mechanism.variant().heads(), 0, 0);
        HeadContext there =
                new HeadContext(mechanism.backend(), 0, mechanism.variant().heads(), 40, 17);
        Matrix scores = Matrices.random(queries.rows(), keys.rows(), 9);
        boolean without = mechanism.variant().keySource() != KeySource.SAME_TEXT
                && !mechanism.mask().comparesPositions()
                && allowsEverything(mechanism.mask(), queries.rows(), keys.rows())
                && !mechanism.score().comparesPositions()
                && mechanism
                        .score()
                        .score(queries, keys, here)
                        .equals(mechanism.score().score(queries, keys, there))
                && mechanism
                        .normalizer()
                        .normalize(scores, here)
                        .equals(mechanism.normalizer().normalize(scores, there));
        for (ScoreModifier modifier : mechanism.modifiers()) {
            without &= !modifier.comparesPositions()
                    && modifier.modify(scores, here).equals(modifier.modify(scores, there));
        }
        return without;
    }

    private static boolean allowsEverything(Mask mask, int queries, int keys) {
        return mask.over(queries, keys).coverage(0, queries - 1, 0, keys - 1) == Mask.Coverage.ALL;
    }

    private static void assertClose(Matrix actual, Matrix expected, double rounding) {
        double largest = 1;
        for (double element : expected.elements()) {
            largest = Double.isFinite(element) ? Math.max(largest, Math.abs(element)) : largest;
        }
        Matrices.assertClose(actual, expected, rounding * largest);
    }

    @TestFactory
    Stream<DynamicTest> stepsWithACacheGiveWhatAllAtOnceGive() {
        return onEveryBackend(true, COMPOSITIONS / 3, trial -> {
            if (!inSteps(trial.mechanism())) {
                return false;
            }
            Mechanism causal =
                    trial.mechanism().withMask(trial.mechanism().mask().and(CAUSAL));
            HeadedResult steps = new Attention(causal)
                    .attendStepByStep(trial.queries(), trial.keys(), trial.values(), new AppendCache(), EVERYTHING);
            assertSame(steps, attend(causal, trial.queries(), trial.keys(), trial.values()));

            Mechanism window = causal.withMask(causal.mask().and((query, key) -> query - key < 3));
            HeadedResult sliding = new Attention(window)
                    .attendStepByStep(trial.queries(), trial.keys(), trial.values(), new SlidingCache(3), EVERYTHING);
            assertSame(sliding, attend(window, trial.queries(), trial.keys(), trial.values()));
            return true;
        });
    }

    private static boolean inSteps(Mechanism mechanism) {
        return mechanism.variant().inBlocks()
                && mechanism.variant().stages().containsAll(EnumSet.allOf(Stage.class))
                && mechanism.normalizer().axis() == Axis.KEYS;
    }

    private static void assertSame(HeadedResult actual, HeadedResult expected) {
        double rounding = Math.max(rounding(actual), rounding(expected));
        assertClose(actual.joined(), expected.joined(), rounding);
        for (int head = 0; head < expected.heads().size(); head++) {
            assertClose(
                    actual.heads().get(head).weights(),
                    expected.heads().get(head).weights(),
                    rounding);
        }
    }

    @TestFactory
    Stream<DynamicTest> groupedHeadsAreRepeatedHeads() {
        return onEveryBackend(false, COMPOSITIONS / 3, trial -> {
            if (!trial.mechanism().variant().stages().containsAll(EnumSet.allOf(Stage.class))
                    || !suitsFourHeads(trial.mechanism())) {
                return false;
            }
            Matrix keys = trial.keys().columns(0, 4);
            Matrix values = trial.values().columns(0, 6);
            HeadedResult grouped =
                    attend(trial.mechanism().withVariant(new GroupedQuery(4, 2)), trial.queries(), keys, values);
            HeadedResult repeated = attend(
                    trial.mechanism().withVariant(new MultiHead(4)), trial.queries(), repeated(keys), repeated(values));
            assertSame(grouped, repeated);
            return true;
        });
    }

    /** Modifiers may be for another number of heads. */
    private static boolean suitsFourHeads(Mechanism mechanism) {
        try {
            return mechanism.withVariant(new MultiHead(4)).variant().heads() == 4;
        } catch (InvalidInputException forOtherHeads) {
            return false;
        }
    }

    /** Each half of the columns twice. */
    private static Matrix repeated(Matrix matrix) {
        int half = matrix.columns() / 2;
        Matrix first = matrix.columns(0, half);
        Matrix second = matrix.columns(half, 2 * half);
        return Matrix.joinColumns(List.of(first, first, second, second));
    }

    @TestFactory
    Stream<DynamicTest> everyEntryOfABatchIsComputedByItself() {
        return onEveryBackend(false, COMPOSITIONS, trial -> {
            Matrix otherQueries = random(trial.queries().rows(), 77);
            Matrix otherKeys = random(trial.keys().rows(), 78);
            Matrix otherValues = random(trial.keys().rows(), 79);
            HeadedResult first = trial.run();
            // tensors of 64 bits are never computed in 32
            ElementType type = isFused(first) ? ElementType.F32 : ElementType.F64;
            BatchResult batch = new BatchAttention(trial.mechanism())
                    .attend(
                            batch(type, trial.queries(), otherQueries),
                            batch(type, trial.keys(), otherKeys),
                            batch(type, trial.values(), otherValues),
                            EVERYTHING);
            HeadedResult second = attend(trial.mechanism(), otherQueries, otherKeys, otherValues);
            assertThat(batch.joined().elements())
                    .isEqualTo(Matrix.joinRows(List.of(first.joined(), second.joined()))
                            .elements());
            assertThat(batch.entries().get(1).get(0).weights())
                    .isEqualTo(second.heads().get(0).weights());
            return true;
        });
    }

    private static Tensor batch(ElementType type, Matrix first, Matrix second) {
        Matrix rows = Matrix.joinRows(List.of(first, second));
        return Tensor.wrap(type, rows.elements(), 2, first.rows(), first.columns());
    }

    @TestFactory
    Stream<DynamicTest> capturingChangesNothing() {
        return onEveryBackend(false, COMPOSITIONS, trial -> {
            Matrix bare = new Attention(trial.mechanism())
                    .attend(trial.queries(), trial.keys(), trial.values(), Capture.NOTHING)
                    .joined();
            assertThat(bare).isEqualTo(trial.run().joined());
            return true;
        });
    }

    /** So that the other properties are properties of fused passes too. */
    @TestFactory
    Stream<DynamicTest> aFusedBackendRunsManyOfThemInOnePassAndOthersNone() {
        return onEveryBackend(false, COMPOSITIONS / 8, trial -> {
            boolean couldBe = trial.mechanism().backend() instanceof FusedBackend;
            boolean is = isFused(trial.run());
            assertThat(is && !couldBe).isFalse();
            return is == couldBe;
        });
    }

    @TestFactory
    Stream<DynamicTest> everyBackendGivesTheSame() {
        MatrixBackend reference = backends().get("reference");
        return onEveryBackend(false, COMPOSITIONS, trial -> {
            Mechanism onReference = trial.mechanism().withBackend(reference);
            assertSame(trial.run(), attend(onReference, trial.queries(), trial.keys(), trial.values()));
            return true;
        });
    }
}
