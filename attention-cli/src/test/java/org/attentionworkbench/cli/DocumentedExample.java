package org.attentionworkbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command that a page shows, in a block of its own or after a prompt.
 *
 * @param place the page and the line
 * @param command what is to be typed
 * @param printed what the page says is printed then; nothing where it does not say
 */
record DocumentedExample(String place, String command, String printed) {
    private static final String FENCE = "```";
    private static final String PROMPT = "$ ";
    private static final Pattern COMMAND = Pattern.compile("(\\./)?attention .*");

    /** A remark after a command. */
    private static final Pattern REMARK = Pattern.compile(" +# .*");

    /** The examples of a page, from its top to its end. */
    static List<DocumentedExample> of(Path page) throws IOException {
        List<DocumentedExample> examples = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        boolean inside = false;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            String place = page.getFileName() + " line " + (index + 1);
            if (line.startsWith(FENCE)) {
                inside = !inside;
            } else if (inside && line.startsWith(PROMPT)) {
                String command = line.substring(PROMPT.length());
                examples.add(new DocumentedExample(place, command, printedAfter(index, lines)));
            } else if (inside && COMMAND.matcher(line).matches()) {
                examples.add(new DocumentedExample(place, REMARK.matcher(line).replaceFirst(""), ""));
            }
        }
        return examples;
    }

    /** The lines between a prompt and the next, or the end of the block. */
    private static String printedAfter(int prompt, List<String> lines) {
        StringBuilder printed = new StringBuilder();
        for (String line : lines.subList(prompt + 1, lines.size())) {
            if (line.startsWith(FENCE) || line.startsWith(PROMPT)) {
                break;
            }
            printed.append(line).append('\n');
        }
        return printed.toString();
    }

    @Override
    public String toString() {
        return place + ": " + command;
    }
}
