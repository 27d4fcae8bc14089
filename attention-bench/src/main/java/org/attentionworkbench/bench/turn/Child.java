package org.attentionworkbench.bench.turn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.attentionworkbench.bench.contender.Contender;
import org.attentionworkbench.bench.contender.Contender.Computation;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.contender.MultiplyAddPeak;
import org.attentionworkbench.bench.problem.Inputs;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Truth;
import org.attentionworkbench.bench.problem.Variation;
import org.jspecify.annotations.Nullable;

/**
 * One contender in a process of its own: reads a request a line, does it, and answers with a line. It waits for the next request without
 * using the processor, so that nobody else is disturbed.
 *
 * <pre>
 * knows SHAPE VARIATION   →  known
 * check SHAPE VARIATION   →  checked DIFFERENCE            calls it once, unless it has been; compares with the truth
 * time SHAPE VARIATION MILLISECONDS  →  timed CALLS NANOSECONDS PROCESSOR     calls it for at least so long
 * memory SHAPE VARIATION  →  memory PEAK KEPT              bytes of the heap at most during one call, and after it
 * release SHAPE VARIATION →  released
 * peak MILLISECONDS       →  peak OPERATIONS               multiplications and additions a second
 * </pre>
 *
 * Its first line is {@code ready DESCRIPTION} or {@code absent REASON}; what cannot be done is answered with {@code refused REASON} if the
 * contender does not know such a problem, and else with {@code failed REASON}. Answers begin with {@link #MARK}: native libraries
 * may write lines of their own.
 */
final class Child {
    static final String MARK = "bench:";

    private static final int IDLE_MILLISECONDS = 12;
    private static final int LONGEST_WAIT = 80;
    private static final int FORTH_AND_BACK = 1000;

    private final Entrant entrant;
    private final int threads;
    private final BufferedReader in;
    private final PrintStream out;
    private final Map<Problem, Computation> computations = new HashMap<>();
    private @Nullable Contender contender;

    Child(Entrant entrant, int threads, BufferedReader in, PrintStream out) {
        this.entrant = entrant;
        this.threads = threads;
        this.in = in;
        this.out = out;
    }

    /** Answers requests until there are no more. */
    void run() throws IOException {
        answer(this::enter);
        if (contender == null) {
            return;
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String request = line;
            answer(() -> answerTo(request.split(" ", -1)));
        }
    }

    private interface Work {
        String answer() throws Exception;
    }

    /** Whatever goes wrong is an answer, too; another request may go well. */
    private void answer(Work work) {
        String answer;
        try {
            answer = work.answer();
        } catch (UnsupportedOperationException unknown) {
            answer = "refused " + reason(unknown);
        } catch (Exception | OutOfMemoryError | LinkageError failure) {
            answer = "failed " + reason(failure);
        }
        out.println(MARK + answer);
        out.flush();
    }

    /** In one line; of an error of linking what it came from, since it says little itself. */
    private static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null && (first instanceof LinkageError || first.getMessage() == null)) {
            first = first.getCause();
        }
        String message = String.valueOf(first.getMessage()).lines().findFirst().orElse("");
        return first instanceof UnsupportedOperationException
                ? message
                : first.getClass().getSimpleName() + ": " + message;
    }

    private String enter() {
        try {
            contender = entrant.enter(threads);
            return "ready " + contender.description();
        } catch (RuntimeException | LinkageError failure) {
            return "absent " + reason(failure);
        }
    }

    private String answerTo(String[] words) throws Exception {
        return switch (words[0]) {
            case "knows" -> knows(problem(words));
            case "check" -> check(problem(words));
            case "time" -> time(problem(words), Integer.parseInt(words[3]));
            case "memory" -> memory(problem(words));
            case "release" -> release(problem(words));
            case "peak" -> "peak " + new MultiplyAddPeak(threads).operationsPerSecond(Integer.parseInt(words[1]));
            default -> throw new IllegalArgumentException("no request: " + words[0]);
        };
    }

    private static Problem problem(String[] words) {
        return new Problem(Shape.parse(words[1]), Variation.named(words[2]));
    }

    private Contender present() {
        Contender present = contender;
        if (present == null) {
            throw new IllegalStateException("nobody is here");
        }
        return present;
    }

    private String knows(Problem problem) {
        present().checkKnown(problem);
        return "known";
    }

    private Computation prepared(Problem problem, Inputs inputs) throws Exception {
        present().checkKnown(problem);
        Computation computation = present().prepare(problem, inputs);
        computations.put(problem, computation);
        return computation;
    }

    private String check(Problem problem) throws Exception {
        Inputs inputs = new Inputs(problem.shape());
        Computation computation = computations.get(problem);
        if (computation == null) {
            computation = prepared(problem, inputs);
            computation.call();
        }
        return "checked " + new Truth(problem, inputs).difference(computation.output());
    }

    private String release(Problem problem) throws Exception {
        Computation computation = computations.remove(problem);
        if (computation != null) {
            computation.close();
        }
        return "released";
    }

    private String time(Problem problem, int milliseconds) throws Exception {
        Computation computation = computations.get(problem);
        if (computation == null) {
            throw new IllegalStateException("not checked: " + problem);
        }
        long least = milliseconds * 1_000_000L;
        ThreadMXBean processor = ManagementFactory.getThreadMXBean();
        long calls = 0;
        long batch = 1;
        long processorStart = processor.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long passed = 0;
        while (passed < least || calls == 0) {
            for (long call = 0; call < batch; call++) {
                computation.call();
            }
            calls += batch;
            passed = System.nanoTime() - start;
            batch = passed < least / FORTH_AND_BACK ? batch * 2 : batch; // looking at the clock is not to count
        }
        long used = processor.getCurrentThreadCpuTime() - processorStart;
        waitUntilIdle();
        return String.format(Locale.ROOT, "timed %d %d %d", calls, passed, used);
    }

    /** Threads that spin for a while before they sleep must not take the time of whoever is next. */
    private static void waitUntilIdle() throws InterruptedException {
        if (!(ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system)) {
            Thread.sleep(IDLE_MILLISECONDS);
            return;
        }
        long before = system.getProcessCpuTime();
        for (int wait = 0; wait < LONGEST_WAIT; wait++) {
            Thread.sleep(IDLE_MILLISECONDS);
            long after = system.getProcessCpuTime();
            if (after == before) {
                return;
            }
            before = after;
        }
    }

    /** How the heap changes by the first call. */
    private String memory(Problem problem) throws Exception {
        Computation computation = prepared(problem, new Inputs(problem.shape()));
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long before = sum(MemoryPoolMXBean::getUsage);
        computation.call();
        long peak = sum(MemoryPoolMXBean::getPeakUsage);
        System.gc();
        long after = sum(MemoryPoolMXBean::getUsage);
        return "memory " + Math.max(0, peak - before) + " " + Math.max(0, after - before);
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static long sum(Function<MemoryPoolMXBean, MemoryUsage> use) {
        return heapPools().stream().mapToLong(pool -> use.apply(pool).getUsed()).sum();
    }
}
