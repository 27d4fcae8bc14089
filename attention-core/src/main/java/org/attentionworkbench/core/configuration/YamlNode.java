package org.attentionworkbench.core.configuration;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** A piece of a YAML file that knows its line. Every scalar is kept as the text that was written. */
sealed interface YamlNode {

    /** The line, from 1. */
    int line();

    record Scalar(String text, int line) implements YamlNode {}

    record Sequence(List<YamlNode> items, int line) implements YamlNode {}

    record Mapping(List<Entry> entries, int line) implements YamlNode {}

    record Entry(String key, int line, YamlNode value) {}

    /**
     * Reads a YAML document.
     *
     * @param yaml the document
     * @param file the name of its file, for messages
     * @return its root; an empty mapping if it is empty
     * @throws InvalidInputException if it is not well-formed
     */
    static YamlNode parse(String yaml, String file) {
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), yaml)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new Mapping(List.of(), 1);
            }
            YamlNode root = node(parser, first);
            if (parser.nextToken() != null) {
                throw new InvalidInputException(
                        Origin.line(file, parser.currentTokenLocation().getLineNr())
                                + ": a configuration is one document; remove what follows the first");
            }
            return root;
        } catch (StreamReadException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : malformed.getLocation().getLineNr();
            throw new InvalidInputException(
                    Origin.line(file, line) + ": not well-formed YAML: " + reason(malformed), malformed);
        }
    }

    private static YamlNode node(JsonParser parser, JsonToken token) {
        int line = parser.currentTokenLocation().getLineNr();
        if (token == JsonToken.START_OBJECT) {
            return new Mapping(entries(parser), line);
        }
        if (token == JsonToken.START_ARRAY) {
            return new Sequence(items(parser), line);
        }
        String text = parser.getString();
        return new Scalar(token == JsonToken.VALUE_NULL || text == null ? "" : text, line);
    }

    private static List<Entry> entries(JsonParser parser) {
        List<Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int line = parser.currentTokenLocation().getLineNr();
            String key = parser.currentName();
            entries.add(new Entry(key, line, node(parser, parser.nextToken())));
        }
        return entries;
    }

    private static List<YamlNode> items(JsonParser parser) {
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            items.add(node(parser, next));
        }
        return items;
    }

    private static String reason(JacksonException malformed) {
        return malformed.getOriginalMessage().lines().findFirst().orElse("").strip();
    }
}
