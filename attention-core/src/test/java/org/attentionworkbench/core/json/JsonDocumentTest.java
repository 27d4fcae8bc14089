package org.attentionworkbench.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonDocumentTest {

    private static String json(Object value) throws IOException {
        StringBuilder out = new StringBuilder();
        JsonDocument.write(value, out);
        return out.toString();
    }

    static Stream<Arguments> documents() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", List.of());
        map.put("nothing", null);
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of("word", "\"word\""),
                Arguments.of(3, "3"),
                Arguments.of(5_000_000_000L, "5000000000"),
                Arguments.of(0.1, "0.1"),
                Arguments.of(-0.0, "-0.0"),
                Arguments.of(true, "true"),
                Arguments.of(Map.of(), "{}"),
                Arguments.of(map, "{\"z\":1,\"a\":[],\"nothing\":null}"),
                Arguments.of(Arrays.asList("a", null, List.of(false)), "[\"a\",null,[false]]"),
                Arguments.of(new double[] {1, -2.5}, "[1.0,-2.5]"),
                Arguments.of(Matrix.ofRows(new double[] {1, 2}, new double[] {3, 4}), "[[1.0,2.0],[3.0,4.0]]"),
                Arguments.of(Matrix.zeros(2, 0), "[[],[]]"),
                Arguments.of(Matrix.zeros(0, 2), "[]"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyKindOfValueHasItsForm(Object value, String expected) throws IOException {
        assertThat(json(value)).isEqualTo(expected + "\n");
    }

    @Test
    void notFiniteNumbersAreTexts() throws IOException {
        double[] numbers = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN};

        assertThat(json(numbers)).isEqualTo("[\"-Infinity\",\"Infinity\",\"NaN\"]\n");
        assertThat(json(Matrix.ofRows(numbers))).isEqualTo("[[\"-Infinity\",\"Infinity\",\"NaN\"]]\n");
        assertThat(json(Double.NEGATIVE_INFINITY)).isEqualTo("\"-Infinity\"\n");
    }

    @Test
    void textsAreEscapedOnlyWhereTheyMustBe() throws IOException {
        assertThat(json("a\"b\\c\n\t\u0001/é…🦊")).isEqualTo("\"a\\\"b\\\\c\\n\\t\\u0001/é…🦊\"\n");
        assertThat(json(Map.of("\"", 1))).isEqualTo("{\"\\\"\":1}\n");
    }

    /** The first comes out as 9.999999999999999E22 from {@code Double.toString} before JDK 19. */
    @ParameterizedTest
    @CsvSource({
        "1e23, 1.0E23",
        "2e-3, 0.002",
        "1e-3, 0.001",
        "9.999e-4, 9.999E-4",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "4.9E-324, 4.9E-324",
        "2.0E-323, 2.0E-323",
        "1.0E7, 1.0E7",
        "123456.789, 123456.789",
        "-Infinity, -Infinity",
        "Infinity, Infinity",
        "NaN, NaN"
    })
    void numbersAreTheSameOnEveryJdk(double number, String expected) {
        assertThat(JsonDocument.number(number)).isEqualTo(expected);
    }

    @Test
    void documentsUseTheSameNumbers() throws IOException {
        double number = Double.parseDouble("1e23");

        assertThat(json(number)).isEqualTo("1.0E23\n");
        assertThat(json(new double[] {number})).isEqualTo("[1.0E23]\n");
        assertThat(json(Matrix.ofRows(new double[] {number}))).isEqualTo("[[1.0E23]]\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void numbersReadBackAsTheSame(long seed) {
        Random random = new Random(seed);
        for (int count = 0; count < 1000; count++) {
            double number = Double.longBitsToDouble(random.nextLong());

            assertThat(Double.valueOf(JsonDocument.number(number))).isEqualTo(Double.valueOf(number));
        }
    }

    @Test
    void longDocumentsReadBackAsTheSame() throws IOException {
        List<Object> list = new ArrayList<>();
        Random random = new Random(4);
        for (int count = 0; count < 5000; count++) {
            list.add(random.nextDouble());
            list.add("word " + count);
        }

        assertThat(JsonMapper.shared().readValue(json(list), Object.class)).isEqualTo(list);
    }

    @Test
    void writersAreNeitherFlushedNorClosed() throws IOException {
        List<String> calls = new ArrayList<>();
        StringWriter writer = new StringWriter() {
            @Override
            public void flush() {
                calls.add("flush");
            }

            @Override
            public void close() {
                calls.add("close");
            }
        };

        JsonDocument.write(1, writer);
        JsonDocument.write(List.of(2), writer);

        assertThat(writer).hasToString("1\n[2]\n");
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 100_000})
    void failuresOfTheTargetComeOutAsTheyAre(int room) {
        IOException full = new IOException("no space left");
        Writer target = new Writer() {
            private int written;

            @Override
            public void write(char[] characters, int offset, int length) throws IOException {
                written += length;
                if (written > room) {
                    throw full;
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> JsonDocument.write(Collections.nCopies(20_000, "word"), target))
                .isSameAs(full);
    }

    @Test
    void otherValuesAreRefused() {
        StringBuilder out = new StringBuilder();

        assertThatThrownBy(() -> JsonDocument.write(List.of('x'), out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no JSON is known for a java.lang.Character");
        assertThatThrownBy(() -> JsonDocument.write(Map.of(1, "x"), out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a name in JSON is a text, not 1");
    }
}
