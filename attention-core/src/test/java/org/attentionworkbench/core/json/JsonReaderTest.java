package org.attentionworkbench.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {

    @Test
    void everyKindOfValueIsRead() {
        Object value = JsonReader.read(
                "{\"z\":[1,-2.5,\"é\\n\",true,false,null],\"a\":{},\"big\":9223372036854775808,\"e\":1e2}", "x");

        assertThat(value)
                .isEqualTo(Map.of(
                        "z",
                        Arrays.asList(1L, -2.5, "é\n", true, false, null),
                        "a",
                        Map.of(),
                        "big",
                        0x1p63,
                        "e",
                        100.0));
        assertThat(((Map<?, ?>) value).keySet()).hasToString("[z, a, big, e]");
        assertThat(JsonReader.read("null", "x")).isNull();
    }

    @Test
    void numbersOfPythonThatAreNotInJsonAreRead() {
        assertThat(JsonReader.read("[NaN, Infinity, -Infinity]", "x"))
                .isEqualTo(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`{\"a\":1,\n \"a\":2}`; some.json line 2 column 2: the name 'a' occurs twice",
                "``; some.json: it is empty; a JSON value is needed",
                "`[1,2`; some.json line 1 column 5: not well-formed JSON: Unexpected end-of-input: expected close marker for Array",
                "`{\"a\" 1}`; some.json line 1 column 6: not well-formed JSON: ",
                "`1 2`; some.json line 1 column 3: something follows the JSON value",
                "`nil`; some.json line 1 column 1: not well-formed JSON: ",
            })
    void malformedTextsAreRefused(String json, String message) {
        assertThatThrownBy(() -> JsonReader.read(json, "some.json"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void valuesTooDeepForTheStackAreRefused() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000), "some.json"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not well-formed JSON")
                .hasMessageContaining("depth");
    }

    @Test
    void filesAreUtf8(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("some.json");

        Files.writeString(file, "\uFEFF[\"é\"]");
        assertThat(JsonReader.read(file)).isEqualTo(List.of("é"));

        Files.write(file, "[\"é\"]".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> JsonReader.read(file))
                .hasMessage(file + ": it is not UTF-8, which JSON is written in");

        Path missing = directory.resolve("missing.json");
        assertThatThrownBy(() -> JsonReader.read(missing)).hasMessage(missing + ": there is no such file");
    }
}
