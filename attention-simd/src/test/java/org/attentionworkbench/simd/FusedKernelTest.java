package org.attentionworkbench.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.result.Capture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kernel keeps from call to call is bounded, and calls do not disturb each other. */
@Timeout(120)
final class FusedKernelTest {
    private static final FusedForm FORM = FusedForm.of(0.25);

    static Stream<TileMath> both() {
        return Stream.of(new VectorTileMath(), new PlainTileMath());
    }

    /** Queries, keys and values of some heads, and their output by one thread. */
    private static final class Heads {
        private final HeadArray queries;
        private final HeadArray keys;
        private final HeadArray values;
        private final float[] expected;

        Heads(TileMath math, long seed, int heads, int queryCount, int keyCount, int width) {
            SplittableRandom random = new SplittableRandom(seed);
            queries = Layout.SIDE_BY_SIDE.filled(1, heads, queryCount, width, () -> random.nextDouble() - 0.5);
            keys = Layout.SIDE_BY_SIDE.filled(1, heads, keyCount, width, () -> random.nextDouble() - 0.5);
            values = Layout.SIDE_BY_SIDE.filled(1, heads, keyCount, width, () -> random.nextDouble() - 0.5);
            try (FusedKernel kernel = new FusedKernel(math, 1)) {
                expected = attend(kernel, FORM, Capture.NOTHING);
            }
        }

        float[] attend(FusedKernel kernel, FusedForm form, Capture capture) {
            HeadArray output = HeadArray.withHeadAxis(
                    new float[queries.elements().length], 1, queries.heads(), queries.positions(), queries.width());
            kernel.attend(form, queries, keys, values, output, capture);
            return output.elements();
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void aHundredThousandSmallCallsKeepOneScratch(TileMath math) {
        try (FusedKernel kernel = new FusedKernel(math, 2)) {
            Heads heads = new Heads(math, 1, 1, 3, 5, 4);
            call(kernel, heads, 1000);
            long before = usedHeap();
            call(kernel, heads, 100_000);
            assertThat(kernel.idleScratches()).isEqualTo(1);
            assertThat(usedHeap() - before).isLessThan(16L << 20);
        }
    }

    private static void call(FusedKernel kernel, Heads heads, int count) {
        HeadArray output = HeadArray.withHeadAxis(new float[12], 1, 1, 3, 4);
        for (int index = 0; index < count; index++) {
            kernel.attend(FORM, heads.queries, heads.keys, heads.values, output, Capture.ofTopKeys(2));
        }
        assertThat(output.elements()).isEqualTo(heads.expected);
    }

    /** After collections until less is no longer found. */
    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @ParameterizedTest
    @MethodSource("both")
    void scratchesAreBoundedAndReleasedOnClose(TileMath math) {
        FusedKernel kernel = new FusedKernel(math, 2, 0);
        Heads oneQueryOfManyKeys = new Heads(math, 2, 3, 1, 40_000, 2);
        for (int round = 0; round < 3; round++) {
            assertThat(oneQueryOfManyKeys.attend(kernel, FORM, Capture.NOTHING)).isEqualTo(oneQueryOfManyKeys.expected);
            assertThat(kernel.idleScratches()).isBetween(2, 34);
        }
        kernel.close();
        assertThat(kernel.idleScratches()).isZero();
        assertThat(oneQueryOfManyKeys.attend(kernel, FORM, Capture.NOTHING)).isEqualTo(oneQueryOfManyKeys.expected);
        assertThat(kernel.idleScratches()).as("after the close").isZero();
    }

    @ParameterizedTest
    @MethodSource("both")
    void aScratchThatHasGrownLargeIsNotKept(TileMath math) {
        try (FusedKernel kernel = new FusedKernel(math, 1)) {
            Heads heads = new Heads(math, 3, 1, 1, 3000, 1);
            Capture many = Capture.ofTopKeys(3000);
            assertThat(heads.attend(kernel, FORM, many)).isEqualTo(heads.expected);
            assertThat(kernel.idleScratches()).isZero();
            assertThat(heads.attend(kernel, FORM, Capture.ofTopKeys(10))).isEqualTo(heads.expected);
            assertThat(kernel.idleScratches()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void aScratchIsGivenBackWhenAPieceFails(TileMath math) {
        ScoreModifier failing = (score, head, query, key) -> {
            throw new IllegalStateException("as it must");
        };
        for (int[] shape : new int[][] {{1, 40_000}, {200, 300}}) {
            try (FusedKernel kernel = new FusedKernel(math, 1)) {
                Heads heads = new Heads(math, 4, 2, shape[0], shape[1], 2);
                for (int round = 0; round < 3; round++) {
                    assertThatThrownBy(
                                    () -> heads.attend(kernel, FORM.withModifiers(List.of(failing)), Capture.NOTHING))
                            .hasMessage("as it must");
                    assertThat(kernel.idleScratches()).isEqualTo(1);
                }
                assertThat(heads.attend(kernel, FORM, Capture.NOTHING)).isEqualTo(heads.expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void anInterruptedCallEndsAndTheNextIsRight(TileMath math) {
        ConcurrentHashMap<Thread, Boolean> threads = new ConcurrentHashMap<>();
        Thread caller = Thread.currentThread();
        ScoreModifier interrupting = (score, head, query, key) -> {
            threads.put(Thread.currentThread(), true);
            caller.interrupt();
            return score;
        };
        Heads heads = new Heads(math, 5, 4, 300, 300, 4);
        FusedKernel kernel = new FusedKernel(math, 2);
        try {
            assertThatThrownBy(() ->
                            heads.attend(kernel, FORM.withModifiers(List.of(interrupting)), Capture.ofStatistics()))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(heads.attend(kernel, FORM, Capture.NOTHING)).isEqualTo(heads.expected);
        kernel.close();
        threads.remove(caller);
        assertThat(threads.keySet()).noneMatch(Thread::isAlive);
    }

    @ParameterizedTest
    @MethodSource("both")
    void manyCallersAtOnceGetTheirOwnResults(TileMath math) throws InterruptedException {
        AtomicInteger right = new AtomicInteger();
        int[][] shapes = {{1, 3000, 8}, {9, 9, 4}, {130, 200, 16}, {40, 1000, 3}};
        try (FusedKernel kernel = new FusedKernel(math, 3, 0)) {
            List<Thread> callers = new ArrayList<>();
            for (int number = 0; number < 8; number++) {
                int[] shape = shapes[number % shapes.length];
                Heads heads = new Heads(math, 10 + number, 1 + number % 3, shape[0], shape[1], shape[2]);
                callers.add(new Thread(() -> {
                    for (int round = 0; round < 20; round++) {
                        Capture capture = round % 2 == 0 ? Capture.NOTHING : Capture.ofTopKeys(3 + round);
                        right.addAndGet(Arrays.equals(heads.attend(kernel, FORM, capture), heads.expected) ? 1 : 0);
                    }
                }));
            }
            callers.forEach(Thread::start);
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(right).hasValue(8 * 20);
            assertThat(kernel.idleScratches()).isLessThanOrEqualTo(35);
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void aModifierMayCallTheKernelThatCallsIt(TileMath math) {
        try (FusedKernel kernel = new FusedKernel(math, 3, 0)) {
            Heads inner = new Heads(math, 20, 2, 17, 33, 4);
            Heads outer = new Heads(math, 21, 3, 70, 3, 4);
            AtomicInteger wrong = new AtomicInteger();
            ScoreModifier calling = (score, head, query, key) -> {
                wrong.addAndGet(Arrays.equals(inner.attend(kernel, FORM, Capture.NOTHING), inner.expected) ? 0 : 1);
                return score;
            };
            assertThat(outer.attend(kernel, FORM.withModifiers(List.of(calling)), Capture.NOTHING))
                    .isEqualTo(outer.expected);
            assertThat(wrong).hasValue(0);
        }
    }
}
