package org.attentionworkbench.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attentionworkbench.cli.analyze.AnalyzeCommand;
import org.attentionworkbench.cli.compare.CompareCommand;
import org.attentionworkbench.cli.explain.ExplainCommand;
import org.attentionworkbench.cli.list.ListCommand;
import org.attentionworkbench.cli.mask.MaskCommand;
import org.attentionworkbench.cli.shell.ErrorReport;
import org.attentionworkbench.cli.shell.Surroundings;
import org.attentionworkbench.cli.verify.VerifyCommand;
import picocli.CommandLine;

/** The command line, ready to be executed in any surroundings. */
final class Program {
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();
    private static final Set<String> ANSWERED_AT_THE_TOP = Set.of("-h", "--help", "-V", "--version");

    static {
        COMMANDS.put("run", RunCommand.class);
        COMMANDS.put("explain", ExplainCommand.class);
        COMMANDS.put("compare", CompareCommand.class);
        COMMANDS.put("analyze", AnalyzeCommand.class);
        COMMANDS.put("verify", VerifyCommand.class);
        COMMANDS.put("mask", MaskCommand.class);
        COMMANDS.put("list", ListCommand.class);
        COMMANDS.put("config", ConfigCommand.class);
        COMMANDS.put("bench", BenchCommand.class);
        COMMANDS.put("completion", CompletionCommand.class);
    }

    private final Surroundings surroundings;
    private final ErrorReport errors;

    Program(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.errors = new ErrorReport(surroundings.err());
    }

    /**
     * Executes a command line.
     *
     * @param arguments the words after {@code attention}
     * @return the exit code: 0 fine, 1 failed, 2 bad usage or input
     */
    int execute(String... arguments) {
        String[] words = withCommand(arguments);
        // a command that is not called is not read either: reading the options of all takes longer than most runs
        boolean all = words.length == 0 || !COMMANDS.containsKey(words[0]) || words[0].equals("completion");
        CommandLine commandLine = commandLine(all ? COMMANDS.keySet() : Set.of(words[0]));
        try {
            return commandLine.execute(words);
        } catch (OutOfMemoryError | StackOverflowError | LinkageError failure) {
            // picocli hands exceptions to the report, but not errors: a large text or a plugin may end in one
            return errors.report(failure, commandLine.getParseResult());
        }
    }

    /** The command line with all its commands. */
    CommandLine commandLine() {
        return commandLine(COMMANDS.keySet());
    }

    private CommandLine commandLine(Set<String> commands) {
        CommandLine.IFactory factory = new Commands(surroundings);
        CommandLine commandLine = new CommandLine(new AttentionCommand(), factory);
        for (String command : commands) {
            commandLine.addSubcommand(command, new CommandLine(COMMANDS.get(command), factory));
        }
        return commandLine
                .setOut(new PrintWriter(surroundings.out()))
                .setErr(surroundings.err())
                .setExpandAtFiles(false) // a phrase may begin with @
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    /** A first word that is no command begins the short form of {@code run}. */
    private static String[] withCommand(String[] arguments) {
        if (arguments.length == 0 || COMMANDS.containsKey(arguments[0]) || ANSWERED_AT_THE_TOP.contains(arguments[0])) {
            return arguments;
        }
        List<String> words = new ArrayList<>(List.of("run"));
        words.addAll(List.of(arguments));
        return words.toArray(new String[0]);
    }
}
