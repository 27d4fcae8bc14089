package org.attentionworkbench.core.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.attentionworkbench.api.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML into nodes. */
final class YamlReader {
    /** How the parser names places in its messages. */
    private static final Pattern PLACE = Pattern.compile("\\R in reader, line (\\d+), column \\d+:");

    private final YAMLParser parser;
    private final String file;

    private YamlReader(YAMLParser parser, String file) {
        this.parser = parser;
        this.file = file;
    }

    /**
     * Reads a YAML document.
     *
     * @param yaml the document
     * @param file the name of its file, for messages
     * @return its root; an empty mapping if it is empty
     * @throws InvalidInputException if it is not well-formed
     */
    static YamlNode read(String yaml, String file) {
        try (YAMLParser parser = (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), yaml)) {
            return new YamlReader(parser, file).document();
        } catch (StreamConstraintsException excessive) {
            throw new InvalidInputException(
                    Origin.line(file, line(excessive)) + ": it is nested too deep, or too long, for a configuration",
                    excessive);
        } catch (JacksonException malformed) {
            throw new InvalidInputException(
                    Origin.line(file, line(malformed)) + ": not well-formed YAML: " + reason(malformed), malformed);
        }
    }

    private YamlNode document() {
        JsonToken first = parser.nextToken();
        YamlNode root = first == null ? new YamlNode.Mapping(List.of(), 1) : node(first);
        if (parser.nextToken() != null) {
            throw new InvalidInputException(
                    Origin.line(file, line()) + ": a configuration is one document; remove what follows the first");
        }
        boolean empty = root instanceof YamlNode.Scalar scalar && scalar.text().isEmpty();
        return empty ? new YamlNode.Mapping(List.of(), root.line()) : root;
    }

    /** The node that begins with a token, which is the current one of the parser. */
    private YamlNode node(JsonToken token) {
        int line = line();
        if (token == JsonToken.START_OBJECT) {
            return new YamlNode.Mapping(entries(), line);
        }
        if (token == JsonToken.START_ARRAY) {
            return new YamlNode.Sequence(items(), line);
        }
        String text = parser.getString();
        if (parser.isCurrentAlias()) {
            throw new InvalidInputException(Origin.line(file, line) + ": the alias '*" + text
                    + "' stands for something else; write it out here");
        }
        String tag = parser.getTypeId();
        if (tag != null && !tag.startsWith("tag:")) {
            throw new InvalidInputException(Origin.line(file, line) + ": YAML takes '!" + tag
                    + "' for a tag; put a text that begins with ! in quotes");
        }
        return new YamlNode.Scalar(token == JsonToken.VALUE_NULL ? "" : text, line);
    }

    private List<YamlNode.Entry> entries() {
        List<YamlNode.Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int line = line();
            String key = parser.currentName();
            entries.add(new YamlNode.Entry(key, line, node(parser.nextToken())));
        }
        return entries;
    }

    private List<YamlNode> items() {
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            items.add(node(next));
        }
        return items;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    /** Where the parser stumbled: the last place that its message names, after the one where it began to read something. */
    private static int line(JacksonException malformed) {
        int line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
        Matcher places = PLACE.matcher(malformed.getOriginalMessage());
        while (places.find()) {
            line = Integer.parseInt(places.group(1));
        }
        return line;
    }

    /** What is wrong in one line: the message without the lines of the file that it shows, which it indents. */
    private static String reason(JacksonException malformed) {
        return PLACE.matcher(malformed.getOriginalMessage())
                .replaceAll(" (line $1)")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
    }
}
