package org.attentionworkbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.result.BenchJson;
import org.attentionworkbench.bench.result.BenchResult;
import org.attentionworkbench.bench.result.BenchText;
import org.attentionworkbench.bench.result.Comparison;
import org.attentionworkbench.bench.result.KernelFigures;
import org.attentionworkbench.bench.result.Machine;
import org.attentionworkbench.bench.turn.Pace;
import org.attentionworkbench.cli.shell.ErrorReport;
import org.attentionworkbench.cli.shell.ResultOutput;
import org.attentionworkbench.cli.shell.Surroundings;
import org.attentionworkbench.cli.shell.Version;
import org.attentionworkbench.core.json.JsonDocument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code bench}. */
@Command(
        name = "attention bench",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Measures the fused kernel beside its peers on this machine, by turns.",
        footer = {"", "The whole takes about twenty-five minutes, --quick about two. Nothing else should run meanwhile."
        })
final class BenchCommand implements Callable<Integer> {
    private static final String COMMAS = ",";

    private final Surroundings surroundings;

    @Option(names = "--quick", description = "the table of the peers alone, on one thread, in about two minutes")
    private boolean quick;

    @Option(
            names = "--threads",
            split = COMMAS,
            paramLabel = "N",
            description = "how many threads each contender has, one table for each number (1,2; with --quick 1)")
    private List<Integer> threads = new ArrayList<>();

    @Option(
            names = "--shapes",
            split = COMMAS,
            paramLabel = "SHAPE",
            description = "batch x heads x heads of keys x queries x keys x head size, such as 1x12x12x128x128x64"
                    + " (seven of them); then the kernel is not measured against itself")
    private List<String> shapes = new ArrayList<>();

    @Option(
            names = "--peers",
            split = COMMAS,
            paramLabel = "NAME",
            description = "who is measured beside the kernel, however slow (all that are fast enough)")
    private List<String> peers = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "write everything to a file, too")
    private @Nullable Path json;

    @Option(names = "--stacktrace", description = "show where an error came from")
    @SuppressWarnings("UnusedVariable") // ErrorReport asks the parse result for it
    private boolean stackTrace;

    BenchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Executes the command line. */
    static int execute(Surroundings surroundings, String... arguments) {
        ErrorReport errors = new ErrorReport(surroundings.err());
        return new CommandLine(new BenchCommand(surroundings))
                .setOut(new PrintWriter(surroundings.out()))
                .setErr(surroundings.err())
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        List<Entrant> entrants = entrants();
        List<Shape> measured = shapes.isEmpty()
                ? Shape.MEASURED
                : shapes.stream().map(Shape::parse).toList();
        List<Integer> counts = threadCounts();
        if (json != null) {
            ResultOutput.checkFile("--json", surroundings.directory().resolve(json));
        }
        Pace pace = quick ? Pace.QUICK : Pace.WHOLE;
        BenchResult result = new BenchResult(
                Machine.here(),
                LocalDate.now(ZoneOffset.UTC),
                pace,
                compare(entrants, measured, counts, peers.isEmpty() ? pace : pace.patient()),
                quick || !shapes.isEmpty() ? Optional.empty() : kernel(pace));
        if (json != null) {
            ResultOutput.writeFile(
                    "--json",
                    surroundings.directory().resolve(json),
                    out -> JsonDocument.write(BenchJson.of(result), out));
        }
        new ResultOutput(surroundings).write(new BenchText(result)::writeTo);
        return 0;
    }

    private List<Comparison> compare(List<Entrant> entrants, List<Shape> measured, List<Integer> counts, Pace pace)
            throws IOException {
        List<Comparison> comparisons = new ArrayList<>();
        for (int count : counts) {
            surroundings.err().println("bench: threads: " + count);
            comparisons.add(new Measurement(entrants, measured, pace, surroundings.err()).compare(count));
        }
        return comparisons;
    }

    /** That of the Vector API, or without it that of plain Java. */
    private Optional<KernelFigures> kernel(Pace pace) throws IOException {
        Optional<KernelFigures> figures = new KernelMeasurement(Entrant.SIMD, pace, surroundings.err()).measure();
        return figures.isPresent() ? figures : new KernelMeasurement(Entrant.PLAIN, pace, surroundings.err()).measure();
    }

    /** The kernels always, and the peers that were named, or all. */
    private List<Entrant> entrants() {
        LinkedHashSet<Entrant> named = new LinkedHashSet<>();
        peers.forEach(name -> named.add(Entrant.named(name.strip())));
        List<Entrant> entrants = new ArrayList<>();
        for (Entrant entrant : Entrant.values()) {
            if (entrant.ours() || named.isEmpty() || named.contains(entrant)) {
                entrants.add(entrant);
            }
        }
        return entrants;
    }

    private List<Integer> threadCounts() {
        int processors = Runtime.getRuntime().availableProcessors();
        if (threads.isEmpty()) {
            return quick || processors == 1 ? List.of(1) : List.of(1, 2);
        }
        for (int count : threads) {
            if (count < 1 || count > processors) {
                throw new InvalidInputException("--threads takes integers from 1 to " + processors
                        + ", as many as there are processors, not " + count);
            }
        }
        return threads;
    }
}
