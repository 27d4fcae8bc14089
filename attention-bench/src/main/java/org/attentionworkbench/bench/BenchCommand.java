package org.attentionworkbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Variation;
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
    private static final int[] LIBRARY_LENGTHS = {128, 256, 512, 1024, 2048};
    private static final List<Entrant> LIBRARIES = List.of(
            Entrant.SIMD,
            Entrant.PLAIN,
            Entrant.EJML_FLOAT,
            Entrant.EJML_DOUBLE,
            Entrant.OJALGO_FLOAT,
            Entrant.OJALGO_DOUBLE);

    private final Surroundings surroundings;

    @Option(
            names = "--quick",
            description =
                    "shorter turns; unless --only names parts, the table of the peers alone, on one thread, in about two"
                            + " minutes")
    private boolean quick;

    @Option(
            names = "--only",
            split = COMMAS,
            paramLabel = "PART",
            description =
                    "what to measure: peers; libraries (plain Java beside matrix libraries by hand, and beside simd);"
                            + " variations (what modifiers and masks cost); captures (what captures cost); growth (time and memory"
                            + " from 256 to 65,536 tokens) (all)")
    private List<String> only = new ArrayList<>();

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
                    + " (seven of them); then peers is the only part")
    private List<String> shapes = new ArrayList<>();

    @Option(
            names = "--peers",
            split = COMMAS,
            paramLabel = "NAME",
            description = "who is measured beside the kernel, however slow (all that are fast enough)")
    private List<String> peers = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "write everything to a file, too")
    private @Nullable Path json;

    @Option(names = "--markdown", description = "write the tables as Markdown")
    private boolean markdown;

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
        Set<Part> parts = parts();
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
                parts.contains(Part.PEERS)
                        ? compare(entrants, measured, counts, peers.isEmpty() ? pace : pace.patient())
                        : List.of(),
                parts.contains(Part.LIBRARIES) ? Optional.of(libraries(pace)) : Optional.empty(),
                parts.stream().anyMatch(Part::isOfTheKernel) ? kernel(pace, parts) : Optional.empty());
        if (json != null) {
            ResultOutput.writeFile(
                    "--json",
                    surroundings.directory().resolve(json),
                    out -> JsonDocument.write(BenchJson.of(result), out));
        }
        new ResultOutput(surroundings).write(new BenchText(result, markdown)::writeTo);
        return 0;
    }

    private Set<Part> parts() {
        boolean ofPeers = !shapes.isEmpty() || !peers.isEmpty() || !threads.isEmpty();
        if (only.isEmpty()) {
            return quick || !shapes.isEmpty() ? EnumSet.of(Part.PEERS) : EnumSet.allOf(Part.class);
        }
        Set<Part> parts = Part.named(only);
        if (ofPeers && !parts.contains(Part.PEERS)) {
            throw new InvalidInputException(
                    "--shapes, --peers and --threads choose what peers are measured with; add peers to --only, or leave them out");
        }
        return parts;
    }

    private List<Comparison> compare(List<Entrant> entrants, List<Shape> measured, List<Integer> counts, Pace pace)
            throws IOException {
        List<Comparison> comparisons = new ArrayList<>();
        for (int count : counts) {
            surroundings.err().println("bench: threads: " + count);
            comparisons.add(new Measurement(entrants, Measurement.fullAndCausal(measured), pace, surroundings.err())
                    .compare(count));
        }
        return comparisons;
    }

    private Comparison libraries(Pace pace) throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (int length : LIBRARY_LENGTHS) {
            problems.add(new Problem(new Shape(1, 1, 1, length, length, 64), Variation.FULL));
        }
        return new Measurement(LIBRARIES, problems, pace.patient(), surroundings.err()).compare(1);
    }

    /** That of the Vector API, or without it that of plain Java. */
    private Optional<KernelFigures> kernel(Pace pace, Set<Part> parts) throws IOException {
        Optional<KernelFigures> figures = new KernelMeasurement(Entrant.SIMD, pace, surroundings.err()).measure(parts);
        return figures.isPresent()
                ? figures
                : new KernelMeasurement(Entrant.PLAIN, pace, surroundings.err()).measure(parts);
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
