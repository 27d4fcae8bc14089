package org.attentionworkbench.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFileTest {
    @TempDir
    private Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Path safetensors(String header, int bytes) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[8 + json.length + bytes];
        all[0] = (byte) json.length;
        System.arraycopy(json, 0, all, 8, json.length);
        return Files.write(directory.resolve("b.safetensors"), all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,-2.5e1,.5\n0,-inf,3.\n",
                "1 -25 0.5\n0 -Infinity 3",
                "# a comment\n\n  1\t-25   0.5 \r\n0 , −∞ ; 3\r\n",
                "\uFEFF1;-25;0.5\n0;-∞;+3"
            })
    void textIsReadRowByRow(String text) throws IOException {
        Tensor table = NumberFile.read(file("b.csv", text), Optional.empty());

        assertThat(table.shape()).containsExactly(2, 3);
        assertThat(table.elements()).containsExactly(1, -25, 0.5, 0, Double.NEGATIVE_INFINITY, 3);
        assertThat(table.type()).isEqualTo(ElementType.F64);
    }

    @ParameterizedTest
    @CsvSource({"nan", "1f", "0x1p3", "1.2.3", "one"})
    void whatIsNoNumberIsNamedWithItsLine(String word) throws IOException {
        Path file = file("b.txt", "1 2\n3 " + word + "\n");

        assertThatThrownBy(() -> NumberFile.read(file, Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " line 2: '" + word
                        + "' is no number; write numbers with commas or blanks between them");
    }

    @Test
    void anEmptyFieldIsNoNumber() throws IOException {
        Path file = file("b.csv", "1,,2\n");

        assertThatThrownBy(() -> NumberFile.read(file, Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 1: '' is no number");
    }

    @Test
    void rowsAreOfOneLength() throws IOException {
        Path file = file("b.csv", "1,2\n\n1,2,3\n");

        assertThatThrownBy(() -> NumberFile.read(file, Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " line 3: it holds 3 numbers, and the first row 2; give rows of one length");
    }

    @Test
    void nothingIsNoTable() throws IOException {
        Path file = file("b.csv", "# nothing\n");

        assertThatThrownBy(() -> NumberFile.read(file, Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + ": it holds no number; write a row per line");
    }

    @Test
    void filesThatCannotBeReadSaySo() throws IOException {
        Path absent = directory.resolve("absent.csv");
        Path binary = Files.write(directory.resolve("b.bin"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        assertThatThrownBy(() -> NumberFile.read(absent, Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(absent + ": there is no such file");
        assertThatThrownBy(() -> NumberFile.read(binary, Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(binary
                        + ": it is not text in UTF-8; give numbers as text, or a .npy, .npz or .safetensors file");
    }

    @Test
    void textHasNoNames() throws IOException {
        Path file = file("b.csv", "1\n");

        assertThatThrownBy(() -> NumberFile.read(file, Optional.of("bias")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        file + ": it is read as text, which holds no tensor 'bias'; give a .npz or .safetensors file, "
                                + "or no name");
    }

    @Test
    void theOnlyTensorNeedsNoName() throws IOException {
        Path file = safetensors("{\"b\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}", 8);

        assertThat(NumberFile.read(file, Optional.empty()).shape()).containsExactly(2, 1);
        assertThat(NumberFile.read(file, Optional.of("b")).shape()).containsExactly(2, 1);
    }

    @Test
    void oneOfSeveralTensorsNeedsItsName() throws IOException {
        Path file = safetensors(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                8);

        assertThatThrownBy(() -> NumberFile.read(file, Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + ": it holds 2 tensors, not one; say which: a, b");
    }
}
