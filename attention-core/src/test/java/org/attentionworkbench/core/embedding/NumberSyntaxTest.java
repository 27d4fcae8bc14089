package org.attentionworkbench.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberSyntaxTest {
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "12",
                "-1",
                "+1",
                "1.",
                ".5",
                "-.5",
                "3.14",
                "1e5",
                "1E-05",
                "-2.5e+10",
                "1.e3",
                "00",
                "1e999"
            })
    void takesNumbers(String field) {
        assertThat(end(field)).isEqualTo(NumberSyntax.NUMBER);
        assertThatCode(() -> Double.parseDouble(field)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "nan",
                "NaN",
                "inf",
                "-Infinity",
                "1.2.3",
                "--1",
                "+-1",
                "-",
                "+",
                ".",
                "-.",
                "e5",
                ".e5",
                "1e",
                "1e+",
                "1e5.0",
                "1e5e5",
                "1-1",
                "1f",
                "1d",
                "0x10",
                "1,5",
                "１",
                "1e--5",
                "\0"
            })
    void takesNothingElse(String field) {
        assertThat(end(field)).isEqualTo(NumberSyntax.WORD);
    }

    @Test
    void anEmptyFieldIsNeither() {
        assertThat(end("")).isEqualTo(NumberSyntax.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTheGrammarOnAnyText(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder field = new StringBuilder();
            for (int length = 1 + random.nextInt(6); length > 0; length--) {
                field.append("0123+-..eExd".charAt(random.nextInt(12)));
            }
            assertThat(end(field.toString()) == NumberSyntax.NUMBER)
                    .as(field.toString())
                    .isEqualTo(NUMBER.matcher(field).matches());
        }
    }

    /** The state at the end of a field, the same for each byte that may end it. */
    private static int end(String field) {
        int state = NumberSyntax.START;
        for (byte value : field.getBytes(StandardCharsets.UTF_8)) {
            state = NumberSyntax.next(state, value);
            assertThat(state).isLessThan(NumberSyntax.EMPTY);
        }
        int end = NumberSyntax.next(state, (byte) ' ');
        for (char last : "\t\r\n".toCharArray()) {
            assertThat(NumberSyntax.next(state, (byte) last)).isEqualTo(end);
        }
        return end;
    }
}
