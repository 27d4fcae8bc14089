package org.attentionworkbench.cli;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.cli.shell.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Stands for the command of the module {@code attention-bench}, which is not shipped: the launcher starts that module itself where it is
 * there, and this command where it is not.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Measures the fused kernel beside its peers on this machine; needs a checkout.")
final class BenchCommand implements Runnable {
    /** Whatever its options are, there is nothing to measure here. */
    @Unmatched
    @SuppressWarnings("UnusedVariable") // so that no option is unknown
    private List<String> words = new ArrayList<>();

    @Override
    public void run() {
        throw new InvalidInputException("bench needs a checkout of the sources and Maven, which fetches the peers; "
                + "a distribution has nothing to measure beside");
    }
}
