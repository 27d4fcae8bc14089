package org.attentionworkbench.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.attentionworkbench.api.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files were written by NumPy; {@code make.py} beside them says how. */
class NumpyFileTest {
    @TempDir
    Path directory;

    private static Path resource(String name) {
        try {
            URL found = NumpyFileTest.class.getResource("/numpy/" + name);
            return Path.of(Objects.requireNonNull(found).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Tensor read(String name) {
        TensorFile file = TensorFile.open(resource(name));
        return file.tensor(file.names().iterator().next());
    }

    @Test
    void anArrayIsNamedAsItsFile() {
        TensorFile file = TensorFile.open(resource("f2.npy"));

        assertThat(file.names()).containsExactly("f2");
        assertThat(file.type("f2")).isEqualTo(ElementType.F16);
        assertThat(file.shape("f2")).containsExactly(2, 3);
    }

    @ParameterizedTest
    @CsvSource({"f2.npy, F16", "f4-big-endian.npy, F32"})
    void floatingPointNumbersAreRead(String name, ElementType type) {
        Tensor tensor = read(name);

        assertThat(tensor).hasToString(type + " [2, 3]");
        assertThat(tensor.elements()).containsExactly(0.5, -1.25, 3.0, 65504.0, 0x1p-24, -0.0);
    }

    @Test
    void columnMajorArraysAreReadRowMajor() {
        Tensor tensor = read("f8-fortran.npy");

        assertThat(tensor).hasToString("F64 [2, 3, 4]");
        assertThat(tensor.elements())
                .containsExactly(IntStream.range(0, 24).asDoubleStream().toArray());
    }

    @Test
    void arraysMayHaveNoAxesOrNoElements() {
        assertThat(read("scalar.npy")).hasToString("F64 []");
        assertThat(read("scalar.npy").elements()).containsExactly(2.5);
        assertThat(read("empty.npy")).hasToString("F32 [0, 3]");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void laterVersionsAreRead(int version) {
        Tensor tensor = read("version" + version + ".npy");

        assertThat(tensor).hasToString("I16 [3]");
        assertThat(tensor.elements()).containsExactly(0, 1, 2);
    }

    @Test
    void archivesHoldArraysByName() {
        TensorFile file = TensorFile.open(resource("stored.npz"));

        assertThat(file.names()).containsExactly("i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "b1", "big");
        assertThat(file.tensor("i1").elements()).containsExactly(-128, 0, 1, 127);
        assertThat(file.tensor("u1").elements()).containsExactly(0, 0, 1, 255);
        assertThat(file.tensor("i2").elements()).containsExactly(-32768, 0, 1, 32767);
        assertThat(file.tensor("u2").elements()).containsExactly(0, 0, 1, 65535);
        assertThat(file.tensor("i4").elements()).containsExactly(-0x1p31, 0, 1, 0x1p31 - 1);
        assertThat(file.tensor("u4").elements()).containsExactly(0, 0, 1, 0x1p32 - 1);
        assertThat(file.tensor("i8").elements()).containsExactly(-0x1p63, 0, 1, 0x1p63);
        assertThat(file.tensor("u8").elements()).containsExactly(0, 0, 1, 0x1p64);
        assertThat(file.tensor("b1").elements()).containsExactly(1, 0);
        assertThat(file.tensor("big").elements()).containsExactly(1, -2, 3, 70000);
        assertThat(file.tensor("big")).hasToString("I32 [2, 2]");
    }

    @Test
    void archivesMayBeDeflated() {
        TensorFile file = TensorFile.open(resource("deflated.npz"));

        assertThat(file.tensor("zeros").elements()).hasSize(10_000).containsOnly(0);
        assertThat(file.tensor("numbers").elements()).containsExactly(0.5, -1.25, 3.0, 65504.0, 0x1p-24, -0.0);
    }

    @Test
    void theFirstBytesTellWhereTheNameDoesNot() throws IOException {
        Path array = Files.copy(resource("f2.npy"), directory.resolve("array.bin"));
        Path archive = Files.copy(resource("deflated.npz"), directory.resolve("archive"));

        assertThat(TensorFile.open(array).names()).containsExactly("array.bin");
        assertThat(TensorFile.open(archive).names()).containsExactly("zeros", "numbers");
    }

    @Test
    void missingArraysAreNamedWithThoseThereAre() {
        TensorFile file = TensorFile.open(resource("deflated.npz"));

        assertThatThrownBy(() -> file.tensor("other"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("deflated.npz: there is no array 'other' in it; there are zeros, numbers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "complex.npy; its elements are of type '<c8'; read are",
                "records.npy; its elements are of type [('a'",
            })
    void otherElementsAreRefused(String name, String reason) {
        Path file = resource(name);

        assertThatThrownBy(() -> TensorFile.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(reason);
    }

    @Test
    void filesThatAreCutOffAnywhereAreRefused() throws IOException {
        for (String name : new String[] {"f2.npy", "version2.npy", "deflated.npz"}) {
            byte[] whole = Files.readAllBytes(resource(name));
            for (int length = 0; length < whole.length; length++) {
                Path file = Files.write(directory.resolve("cut-" + name), Arrays.copyOf(whole, length));

                assertThatThrownBy(() -> TensorFile.open(file))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("cut-" + name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(2, 3); takes 91 bytes with its header, but there are 69",
                "(99999999999,); which cannot be held",
                "(65536, 65536); cannot be held; up to 2147483639 elements can",
                "nothing; its header is not {'descr'",
            })
    void shapesThatDoNotFitAreRefused(String shape, String reason) throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + "}";
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[10 + text.length + 2];
        byte[] beginning = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
        System.arraycopy(beginning, 0, bytes, 0, beginning.length);
        System.arraycopy(text, 0, bytes, beginning.length, text.length);
        Path file = Files.write(directory.resolve("odd.npy"), bytes);

        assertThatThrownBy(() -> TensorFile.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason);
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("text.npz"), "something else");
        Path text = Files.writeString(directory.resolve("text.txt"), "something else");
        Path missing = directory.resolve("missing.npy");

        assertThatThrownBy(() -> TensorFile.open(file))
                .hasMessage(file + ": it begins like neither a .npy nor a .npz file of NumPy");
        assertThatThrownBy(() -> TensorFile.open(text))
                .hasMessage(text + ": it begins like no file of tensors; .safetensors, .npz and .npy are readable");
        assertThatThrownBy(() -> TensorFile.open(missing)).hasMessage(missing + ": there is no such file");
    }
}
