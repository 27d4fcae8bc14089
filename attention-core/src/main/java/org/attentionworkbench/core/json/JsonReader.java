package org.attentionworkbench.core.json;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.text.UnusableFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads JSON (RFC 8259) into plain Java values: objects as {@link Map} in their order, arrays as {@link List}, texts as
 * {@link String}, whole numbers as {@link Long}, other numbers (and whole ones beyond 64 bits) as {@link Double}, truth values
 * as {@link Boolean}, and null. A name that occurs twice in one object is an error.
 *
 * <p>{@code NaN}, {@code Infinity} and {@code -Infinity} without quotation marks are numbers here, although they are not in
 * JSON: Python writes them.
 */
public final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final JsonParser parser;
    private final String source;

    private JsonReader(JsonParser parser, String source) {
        this.parser = parser;
        this.source = source;
    }

    /**
     * Reads a file.
     *
     * @param file a file of one JSON value, in UTF-8
     * @return the value
     * @throws InvalidInputException if the file cannot be read or is not well-formed; the message names file, line and column
     */
    public static @Nullable Object read(Path file) {
        try {
            return read(Files.readAllBytes(file), file.toString());
        } catch (IOException problem) {
            throw UnusableFile.because(file, problem);
        }
    }

    /**
     * Reads bytes.
     *
     * @param utf8 one JSON value, in UTF-8
     * @param source what the bytes are, for messages: the name of a file
     * @return the value
     * @throws InvalidInputException if the bytes are not UTF-8 or not well-formed
     */
    public static @Nullable Object read(byte[] utf8, String source) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return read(text.startsWith("\uFEFF") ? text.substring(1) : text, source);
        } catch (CharacterCodingException malformed) {
            throw new InvalidInputException(source + ": it is not UTF-8, which JSON is written in", malformed);
        }
    }

    /**
     * Reads a text.
     *
     * @param json one JSON value
     * @param source what the text is, for messages: the name of a file
     * @return the value
     * @throws InvalidInputException if the text is not well-formed
     */
    public static @Nullable Object read(String json, String source) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            return new JsonReader(parser, source).document();
        } catch (JacksonException malformed) {
            throw new InvalidInputException(
                    place(source, malformed) + ": not well-formed JSON: " + reason(malformed), malformed);
        }
    }

    private @Nullable Object document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new InvalidInputException(source + ": it is empty; a JSON value is needed");
        }
        Object value = value(first);
        if (parser.nextToken() != null) {
            throw problem("something follows the JSON value");
        }
        return value;
    }

    private @Nullable Object value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> wholeNumber();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw problem("a value is missing");
        };
    }

    private Object wholeNumber() {
        BigInteger number = parser.getBigIntegerValue();
        if (number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        return number.doubleValue();
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (object.containsKey(name)) {
                throw problem("the name '" + name + "' occurs twice");
            }
            object.put(name, value(parser.nextToken()));
        }
        return object;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            array.add(value(next));
        }
        return array;
    }

    private InvalidInputException problem(String what) {
        return new InvalidInputException(place(
                        source,
                        parser.currentTokenLocation().getLineNr(),
                        parser.currentTokenLocation().getColumnNr())
                + ": " + what);
    }

    private static String place(String source, JacksonException malformed) {
        if (malformed.getLocation() == null) {
            return source;
        }
        return place(
                source,
                malformed.getLocation().getLineNr(),
                malformed.getLocation().getColumnNr());
    }

    private static String place(String source, int line, int column) {
        return source + " line " + line + " column " + column;
    }

    /** The first line of the parser's message, without the places that it shows in its own way. */
    private static String reason(JacksonException malformed) {
        return malformed
                .getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("it cannot be read")
                .replaceAll(" \\(start marker at .*", "");
    }
}
