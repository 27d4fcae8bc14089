package org.attentionworkbench.cli;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.cli.shell.Version;
import picocli.CommandLine.Command;

/** The command itself. Without a subcommand it is the short form of {@link RunCommand}. */
@Command(
        name = "attention",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Computes, compares and explains attention.",
        synopsisSubcommandLabel = "(COMMAND | PHRASE…)",
        footer = {"", "attention \"some phrase\" is short for attention run \"some phrase\"."})
final class AttentionCommand implements Runnable {
    @Override
    public void run() {
        throw new InvalidInputException("no phrase; try attention \"The quick brown fox\", or attention --help");
    }
}
