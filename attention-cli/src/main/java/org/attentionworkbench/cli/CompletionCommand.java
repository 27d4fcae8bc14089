package org.attentionworkbench.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.attentionworkbench.cli.shell.ResultOutput;
import org.attentionworkbench.cli.shell.Version;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a completion script for bash and zsh. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints a completion script: source <(attention completion)")
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ResultOutput output;

    @Override
    public Integer call() throws IOException {
        String script = AutoComplete.bash("attention", spec.root().commandLine());
        output.write(out -> out.append(script).append('\n'));
        return 0;
    }
}
