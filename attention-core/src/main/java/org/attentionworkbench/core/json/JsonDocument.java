package org.attentionworkbench.core.json;

import com.google.common.io.CharStreams;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.matrix.Matrix;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.io.NumberOutput;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes plain Java values as JSON (RFC 8259), piece by piece, on one line. The values are maps with text keys (in the order
 * of their entries), lists, {@code double[]}, a {@link Matrix} (an array of its rows), texts, integers, numbers, truth values
 * and null, one inside the other.
 *
 * <p>Numbers are the shortest that read back as the same double, and the same on every JDK. JSON has no infinite numbers and no
 * NaN; they become the texts {@code "-Infinity"}, {@code "Infinity"} and {@code "NaN"}. Characters beyond ASCII stand for
 * themselves.
 */
public final class JsonDocument {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private JsonDocument() {}

    /**
     * Writes one value on one line, with a line feed after it. The target is neither flushed nor closed.
     *
     * @param value the value
     * @param out where to write
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if there is a value in it of a kind that is not named above
     */
    public static void write(@Nullable Object value, Appendable out) throws IOException {
        Writer writer = CharStreams.asWriter(out);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), writer)) {
            writeValue(value, generator);
        } catch (JacksonIOException failure) {
            throw failure.getCause();
        }
        writer.write('\n');
    }

    /**
     * A number as it stands in a document, but without quotation marks where it is not finite.
     *
     * @param number any number
     * @return the shortest text that reads back as the same number, the same on every JDK, such as {@code 0.002} or
     *     {@code 1.0E-9}; {@code -Infinity}, {@code Infinity} or {@code NaN}
     */
    public static String number(double number) {
        return NumberOutput.toString(number, true);
    }

    private static void writeValue(@Nullable Object value, JsonGenerator generator) {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Double number) {
            generator.writeNumber(number.doubleValue());
        } else if (value instanceof Integer number) {
            generator.writeNumber(number.intValue());
        } else if (value instanceof Long number) {
            generator.writeNumber(number.longValue());
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, generator);
        } else if (value instanceof List<?> list) {
            writeList(list, generator);
        } else if (value instanceof double[] numbers) {
            generator.writeArray(numbers, 0, numbers.length);
        } else if (value instanceof Matrix matrix) {
            writeMatrix(matrix, generator);
        } else {
            throw new IllegalArgumentException(
                    "no JSON is known for a " + value.getClass().getName());
        }
    }

    private static void writeMap(Map<?, ?> map, JsonGenerator generator) {
        generator.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new IllegalArgumentException("a name in JSON is a text, not " + entry.getKey());
            }
            generator.writeName(name);
            writeValue(entry.getValue(), generator);
        }
        generator.writeEndObject();
    }

    private static void writeList(List<?> list, JsonGenerator generator) {
        generator.writeStartArray();
        for (Object element : list) {
            writeValue(element, generator);
        }
        generator.writeEndArray();
    }

    private static void writeMatrix(Matrix matrix, JsonGenerator generator) {
        generator.writeStartArray();
        for (int row = 0; row < matrix.rows(); row++) {
            generator.writeArray(matrix.elements(), row * matrix.columns(), matrix.columns());
        }
        generator.writeEndArray();
    }
}
