package org.attentionworkbench.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The command line, ready to be executed in any surroundings. */
final class Program {
    private static final Set<String> ANSWERED_AT_THE_TOP = Set.of("-h", "--help", "-V", "--version");

    private final Surroundings surroundings;

    Program(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Executes a command line.
     *
     * @param arguments the words after {@code attention}
     * @return the exit code: 0 fine, 1 failed, 2 bad usage or input
     */
    int execute(String... arguments) {
        CommandLine commandLine = commandLine();
        return commandLine.execute(
                withCommand(arguments, commandLine.getSubcommands().keySet()));
    }

    CommandLine commandLine() {
        ErrorReport errors = new ErrorReport(surroundings.err());
        return new CommandLine(new AttentionCommand(), new Commands(surroundings))
                .setOut(new PrintWriter(surroundings.out()))
                .setErr(surroundings.err())
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    /** A first word that is no command begins the short form of {@code run}. */
    private static String[] withCommand(String[] arguments, Set<String> commands) {
        if (arguments.length == 0 || commands.contains(arguments[0]) || ANSWERED_AT_THE_TOP.contains(arguments[0])) {
            return arguments;
        }
        return Stream.concat(Stream.of("run"), Arrays.stream(arguments)).toArray(String[]::new);
    }
}
