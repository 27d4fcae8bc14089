package org.attentionworkbench.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A directory, and as much of a shell as the documentation asks of its readers: programs joined by {@code |}, one after the other by
 * {@code ;}, a file written by {@code >}. {@code attention} runs in this process.
 */
final class Terminal {
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|[^\\s\"|;>])+|[|;>]");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z_]+=.*");

    private final Path directory;
    private final StringBuilder screen = new StringBuilder();
    private int exitCode;

    Terminal(Path directory) {
        this.directory = directory;
    }

    /** The words of a line as a shell would pass them on. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group().replace("\"", ""));
        }
        return words;
    }

    /** Executes a line. */
    void type(String line) throws IOException {
        for (List<String> pipeline : split(words(line), ";")) {
            String text = "";
            for (List<String> program : split(pipeline, "|")) {
                text = output(program, text);
            }
            screen.append(text);
        }
    }

    private static List<List<String>> split(List<String> words, String separator) {
        List<List<String>> parts = new ArrayList<>();
        int begin = 0;
        for (int index = 0; index <= words.size(); index++) {
            if (index == words.size() || words.get(index).equals(separator)) {
                parts.add(words.subList(begin, index));
                begin = index + 1;
            }
        }
        return parts;
    }

    /** What is to be seen: the standard errors of all programs, and the standard output that went nowhere else. */
    String screen() {
        return screen.toString();
    }

    /** The exit code of the last attention. */
    int exitCode() {
        return exitCode;
    }

    private String output(List<String> program, String input) throws IOException {
        int arrow = program.indexOf(">");
        if (arrow >= 0) {
            Files.writeString(directory.resolve(program.get(arrow + 1)), output(program.subList(0, arrow), input));
            return "";
        }
        List<String> arguments = program.subList(1, program.size());
        if (VARIABLE.matcher(program.get(0)).matches()) {
            return output(arguments, input); // JAVA_OPTS are for a Java of its own
        }
        return switch (program.get(0)) {
            case "attention", "./attention" -> attention(arguments, input);
            case "echo" -> String.join(" ", arguments) + "\n";
            case "seq" ->
                lines(IntStream.rangeClosed(1, Integer.parseInt(arguments.get(0)))
                        .mapToObj(String::valueOf));
            case "grep" -> lines(input.lines().filter(each -> each.contains(arguments.get(0))));
            case "head" -> part(true, arguments, input);
            case "tail" -> part(false, arguments, input);
            case "cp" -> {
                Files.copy(directory.resolve(arguments.get(0)), directory.resolve(arguments.get(1)));
                yield "";
            }
            case "rm" -> {
                Files.deleteIfExists(directory.resolve(arguments.get(0)));
                yield "";
            }
            default -> throw new IllegalArgumentException("this terminal has no program " + program.get(0));
        };
    }

    private String attention(List<String> arguments, String input) {
        CommandRun run = CommandRun.withInput(input, directory, arguments.toArray(new String[0]));
        screen.append(run.err());
        exitCode = run.exitCode();
        return run.out();
    }

    /** {@code -n COUNT} and perhaps a file: the first or last lines of it. */
    private String part(boolean first, List<String> arguments, String input) throws IOException {
        int count = Integer.parseInt(arguments.get(1));
        String text = arguments.size() > 2 ? Files.readString(directory.resolve(arguments.get(2))) : input;
        long before = first ? 0 : Math.max(0, text.lines().count() - count);
        return lines(text.lines().skip(before).limit(count));
    }

    private static String lines(Stream<String> lines) {
        return lines.map(line -> line + "\n").collect(joining());
    }
}
