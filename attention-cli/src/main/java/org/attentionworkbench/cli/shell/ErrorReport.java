package org.attentionworkbench.cli.shell;

import java.io.PrintWriter;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one helpful line on standard error and an exit code. */
public final class ErrorReport implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** What picocli says of a text that is no number of a Java type. */
    private static final String JAVA_INTEGER = " is not an? (int|long)$";

    private final PrintWriter err;

    /**
     * A report to standard error.
     *
     * @param err where the lines go
     */
    public ErrorReport(PrintWriter err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        StringBuilder line = new StringBuilder(firstLine(failure).replaceFirst(JAVA_INTEGER, " is not an integer"));
        if (failure instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                line.append("; did you mean ").append(suggestions.get(0)).append('?');
            }
        }
        print(line + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return report(failure, parsed);
    }

    /**
     * Reports that a command failed.
     *
     * @param failure why
     * @param parsed its command line
     * @return the exit code
     */
    public int report(Throwable failure, ParseResult parsed) {
        if (wantsStackTrace(parsed)) {
            failure.printStackTrace(err);
        }
        if (failure instanceof InvalidInputException invalid) {
            invalid.getMessage().lines().forEach(this::print);
            return ExitCode.USAGE;
        }
        if (failure instanceof OutOfMemoryError) {
            print("there is not enough memory (" + firstLine(failure)
                    + "); the report top-k needs least, and JAVA_OPTS=-Xmx8g gives Java 8 GiB");
        } else {
            print(failure.getClass().getSimpleName() + ": " + firstLine(failure) + " (--stacktrace shows where)");
        }
        return ExitCode.SOFTWARE;
    }

    private static boolean wantsStackTrace(ParseResult parsed) {
        ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        return command.hasMatchedOption("--stacktrace");
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private void print(String line) {
        err.println("attention: " + line);
    }
}
