package org.attentionworkbench.core.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.core.score.GivenOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mask {@code matrix}. */
class MaskFilesTest {
    @TempDir
    private Path directory;

    private static Mask mask(Path file, String... further) {
        Map<String, String> options = new HashMap<>(Map.of("file", file.toString()));
        for (int index = 0; index < further.length; index += 2) {
            options.put(further[index], further[index + 1]);
        }
        return new StandardMasks()
                .masks().stream()
                        .filter(strategy -> strategy.name().equals("matrix"))
                        .findFirst()
                        .orElseThrow()
                        .create(new GivenOptions(options));
    }

    private Path text(String lines) throws IOException {
        return Files.writeString(directory.resolve("mask.csv"), lines);
    }

    /** A file of one tensor named {@code a}, an element per byte. */
    private Path safetensors(String type, String shape, int... bytes) throws IOException {
        String header = "{\"a\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[0," + bytes.length
                + "]}}";
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[8 + json.length + bytes.length];
        all[0] = (byte) json.length;
        System.arraycopy(json, 0, all, 8, json.length);
        for (int index = 0; index < bytes.length; index++) {
            all[8 + json.length + index] = (byte) bytes[index];
        }
        return Files.write(directory.resolve("mask.safetensors"), all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,0,1\n0,0,1\n", "1 0 1\n0 0 1", "0,-inf,0\n-inf,-inf,0\n", "# a\n1.0;0.0;1.0\n\n0;0;1"})
    void textHoldsOnesAndZerosOrZerosAndMinusInfinity(String lines) throws IOException {
        assertThat(Drawing.of(mask(text(lines)).over(2, 3), 2, 3)).isEqualTo("x.x ..x");
    }

    @ParameterizedTest
    @CsvSource({"BOOL", "U8", "I8"})
    void tensorsHoldTruthValuesOrIntegers(String type) throws IOException {
        Path file = safetensors(type, "[2,3]", 1, 0, 1, 0, 0, 1);

        assertThat(Drawing.of(mask(file).over(2, 3), 2, 3)).isEqualTo("x.x ..x");
        assertThat(Drawing.of(mask(file, "tensor", "a").over(2, 3), 2, 3)).isEqualTo("x.x ..x");
        assertThat(Drawing.of(mask(safetensors(type, "[2]", 0, 0)).over(2, 2), 2, 2))
                .as("nothing is allowed, and a single axis is that of the keys")
                .isEqualTo(".. ..");
    }

    @Test
    void aThirdAxisIsThatOfHeads() throws IOException {
        Mask mask = mask(safetensors("BOOL", "[2,1,3]", 1, 0, 1, 0, 1, 1)).over(2, 3);

        assertThat(Drawing.of(mask.ofHead(0), 2, 3)).isEqualTo("x.x x.x");
        assertThat(Drawing.of(mask.ofHead(1), 2, 3)).isEqualTo(".xx .xx");
        assertThatThrownBy(() -> mask.ofHead(2)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1,0.5;it holds the number 0.5, and a mask only allows and forbids; give 1 and 0, or 0 and −∞, or add "
                        + "the numbers to the scores by the modifier bias:file=",
                "1,-inf;it holds 1 and −∞",
                "0,0;every number is 0, which allows nothing if 1 allows, and everything if −∞ forbids",
                "0,inf;it holds the number Infinity"
            },
            quoteCharacter = '`')
    void numbersOfAnotherKindAreRefused(String lines, String message) throws IOException {
        Path file = text(lines);

        assertThatThrownBy(() -> mask(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    @Test
    void otherShapesAreRefused() throws IOException {
        Path file = safetensors("BOOL", "[1,1,1,2]", 1, 0);

        assertThatThrownBy(() -> mask(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        file + ": a mask is keys, queries × keys or heads × queries × keys, and this is [1, 1, 1, 2]");
        assertThatThrownBy(() -> mask(safetensors("BOOL", "[0,2]")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("this is [0, 2]");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> mask(directory.resolve("absent.npy")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("absent.npy");
    }
}
