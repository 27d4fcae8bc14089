package org.attentionworkbench.bench;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.attentionworkbench.bench.contender.Contender.Computation;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.problem.Inputs;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Variation;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call of a fused kernel under JMH, for work on the kernel itself: its profilers show where the time goes, and its parameters take any
 * shape and variation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class KernelBenchmark {
    /** Which kernel. */
    @Param({"simd", "plain"})
    public String kernel = "simd";

    /** Batch, heads, heads of keys, queries, keys and head size. */
    @Param({"1x12x12x128x128x64", "1x12x12x512x512x64", "1x32x8x1x4096x128", "1x1x1x9x9x4"})
    public String shape = "1x1x1x9x9x4";

    /** What is computed. */
    @Param({"full", "causal"})
    public String variation = "full";

    /** How many threads the kernel has. */
    @Param("1")
    public int threads = 1;

    private @Nullable Computation computation;

    /** For JMH. */
    public KernelBenchmark() {}

    /**
     * Prepares the arrays.
     *
     * @throws Exception if the kernel is not here
     */
    @Setup(Level.Trial)
    public void prepare() throws Exception {
        Problem problem = new Problem(Shape.parse(shape), Variation.named(variation));
        computation = Entrant.named(kernel).enter(threads).prepare(problem, new Inputs(problem.shape()));
    }

    /**
     * One call.
     *
     * @throws Exception if it fails
     */
    @Benchmark
    public void attend() throws Exception {
        Objects.requireNonNull(computation).call();
    }

    /**
     * Gives back what the kernel holds.
     *
     * @throws Exception if it fails
     */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        Objects.requireNonNull(computation).close();
    }
}
