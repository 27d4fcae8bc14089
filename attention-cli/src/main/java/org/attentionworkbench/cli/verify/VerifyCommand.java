package org.attentionworkbench.cli.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.cli.shell.Backends;
import org.attentionworkbench.cli.shell.PluginOptions;
import org.attentionworkbench.cli.shell.ResultOutput;
import org.attentionworkbench.cli.shell.Version;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.conformance.ConformanceFolder;
import org.attentionworkbench.core.conformance.Strictness;
import org.attentionworkbench.core.conformance.Verification;
import org.attentionworkbench.core.operator.Operators;
import org.attentionworkbench.core.wiring.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs cases with known results on every backend. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs folders of cases with known results on every backend and tells what differs.")
public final class VerifyCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "a folder of cases with its manifest.json, or a directory of such folders")
    private List<Path> directories = new ArrayList<>();

    @Option(
            names = "--backend",
            paramLabel = "CHOICE",
            description = "run the cases on this backend only, instead of on all that can be had")
    private @Nullable String backend;

    @Option(
            names = "--tolerance",
            paramLabel = "WHICH",
            description = "compare with the tight tolerance of each case (the default) or the loose one: tight, loose")
    private String tolerance = Strictness.TIGHT.toString();

    @Mixin
    private PluginOptions plugins;

    @Mixin
    private ResultOutput output;

    @Override
    public Integer call() throws IOException {
        Strictness strictness = strictness();
        List<ConformanceFolder> folders = new ArrayList<>();
        for (Path directory : directories) {
            folders.addAll(ConformanceFolder.find(plugins.resolve(directory)));
        }
        Map<String, MatrixBackend> backends = backends();
        VerificationReport report =
                new VerificationReport(new Verification(Operators.standard(), backends, strictness), backends.keySet());
        output.write(out -> {
            if (output.json()) {
                report.writeJson(folders, strictness, out);
            } else {
                report.writeText(folders, out);
            }
        });
        return report.failed() > 0 ? ExitCode.SOFTWARE : plugins.exitCode();
    }

    private Strictness strictness() {
        for (Strictness each : Strictness.values()) {
            if (each.toString().equals(tolerance)) {
                return each;
            }
        }
        throw new InvalidInputException("--tolerance is tight or loose, not '" + tolerance + "'");
    }

    /** The backend that was chosen, else all. */
    private Map<String, MatrixBackend> backends() {
        Workbench workbench = plugins.workbench(Configuration.defaults());
        if (backend == null) {
            return Backends.all(workbench);
        }
        Choice choice = Choice.parse(backend, new Origin("--backend"));
        return Map.of(
                backend,
                workbench
                        .runner(Configuration.defaults().with(Kind.BACKEND, List.of(choice)))
                        .composition()
                        .backend());
    }
}
