package org.attentionworkbench.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsFileTest {
    private static final String A = "'a':{'dtype':'F32','shape':[2,3],'data_offsets':[0,24]}";

    @TempDir
    Path directory;

    /** A file with a header, single quotation marks standing for double ones, and that many bytes of data. */
    private Path file(String header, int dataBytes) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return bytes(json.length, json, dataBytes);
    }

    private Path bytes(long claimed, byte[] header, int dataBytes) throws IOException {
        ByteBuffer buffer =
                ByteBuffer.allocate(Long.BYTES + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(claimed).put(header);
        return Files.write(directory.resolve("some.safetensors"), buffer.array());
    }

    @Test
    void tensorsAreReadFromTheirPlaces() throws IOException {
        byte[] header = ("{\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"b\":{\"dtype\":\"I16\",\"shape\":[2],\"data_offsets\":[12,16]},"
                        + "\"none\":{\"dtype\":\"F64\",\"shape\":[0,3],\"data_offsets\":[12,12]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[3,1],\"data_offsets\":[0,12]},"
                        + "\"one\":{\"dtype\":\"BOOL\",\"shape\":[],\"data_offsets\":[16,17]}}   ")
                .getBytes(StandardCharsets.UTF_8);
        Path path = bytes(header.length, header, 17);
        try (RandomAccessFile data = new RandomAccessFile(path.toFile(), "rw")) {
            data.seek(Long.BYTES + header.length);
            data.write(ByteBuffer.allocate(17)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(1.5f)
                    .putFloat(Float.NEGATIVE_INFINITY)
                    .putFloat(-2)
                    .putShort((short) -7)
                    .putShort((short) 300)
                    .put((byte) 1)
                    .array());
        }

        SafetensorsFile file = SafetensorsFile.open(path);

        assertThat(file.names()).containsExactly("b", "none", "a", "one");
        assertThat(file.metadata()).containsExactly(Map.entry("format", "pt"));
        assertThat(file.tensor("a")).hasToString("F32 [3, 1]");
        assertThat(file.tensor("a").elements()).containsExactly(1.5, Double.NEGATIVE_INFINITY, -2);
        assertThat(file.tensor("b").elements()).containsExactly(-7, 300);
        assertThat(file.tensor("none")).hasToString("F64 [0, 3]");
        assertThat(file.tensor("one")).hasToString("BOOL []");
        assertThat(file.tensor("one").elements()).containsExactly(1);
        assertThatThrownBy(() -> file.tensor("c"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(path + ": there is no tensor 'c' in it");
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void whatIsWrittenReadsBack(ElementType type) throws IOException {
        Random random = new Random(type.bytes());
        // more than a piece of the reader and of the writer
        double[] elements = random.doubles(70_000, -1, 1)
                .map(number -> type.round(type.isFloatingPoint() ? number : number * 1e9))
                .toArray();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("flag", Tensor.wrap(ElementType.BOOL, new double[] {1}, 1));
        tensors.put("many", Tensor.wrap(type, elements, 7, 10_000));
        Path path = directory.resolve("written.safetensors");

        SafetensorsWriter.write(path, tensors, Map.of("case", "x"));
        SafetensorsFile file = SafetensorsFile.open(path);

        assertThat(file.metadata()).isEqualTo(Map.of("case", "x"));
        assertThat(file.type("many")).isEqualTo(type);
        assertThat(Arrays.equals(file.tensor("many").elements(), elements)).isTrue();
        assertThat(file.tensor("flag").elements()).containsExactly(1);
    }

    @Test
    void tensorsBeyondTwoGigabytesIntoTheFileAreRead() throws IOException {
        long far = 3_000_000_000L;
        String header = ("{'far':{'dtype':'F64','shape':[2],'data_offsets':[" + far + "," + (far + 16)
                        + "]},'before':{'dtype':'U8','shape':[2,1500000000],'data_offsets':[0," + far + "]}}")
                .replace('\'', '"');
        Path path = bytes(header.length(), header.getBytes(StandardCharsets.UTF_8), 0);
        try (RandomAccessFile data = new RandomAccessFile(path.toFile(), "rw")) {
            // what is not written takes no room on the disk
            data.seek(Long.BYTES + header.length() + far);
            data.write(ByteBuffer.allocate(16)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(2.5)
                    .putDouble(-1)
                    .array());
        }

        SafetensorsFile file = SafetensorsFile.open(path);

        assertThat(file.tensor("far").elements()).containsExactly(2.5, -1);
        assertThat(file.shape("before")).containsExactly(2, 1_500_000_000);
        assertThatThrownBy(() -> file.tensor("before"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("tensor 'before' has 3000000000 elements");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{" + A + ",'b':{'dtype':'F32','shape':[4],'data_offsets':[16,32]}}; 32; tensors 'a' and 'b' overlap",
                "{" + A
                        + ",'b':{'dtype':'F32','shape':[4],'data_offsets':[24,40]}}; 30; tensor 'b' lies at bytes 24 to 40",
                "{" + A + ",'b':{'dtype':'F32','shape':[4],'data_offsets':[28,44]}}; 44; bytes 24 to 28 of the data",
                "{" + A + "}; 25; by the file size there are 25 bytes of data, but the tensors end at byte 24",
                "{" + A + "," + A + "}; 24; the name 'a' occurs twice",
                "{'a':{'dtype':'F17','shape':[2,3],'data_offsets':[0,24]}}; 24; tensor 'a' has the dtype F17; known are [F16",
                "{'a':{'dtype':'F32','shape':[-2,-3],'data_offsets':[0,24]}}; 24; tensor 'a' has the shape [-2, -3]",
                "{'a':{'dtype':'F32','shape':[2,4],'data_offsets':[0,24]}}; 24; of type F32 and shape [2, 4] does not take the 24",
                "{'a':{'dtype':'F32','shape':[2147483647,2147483647,4],'data_offsets':[0,24]}}; 24; does not take the 24",
                "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,24]}}; 24; does not take the 24",
                "{'a':{'dtype':'F32','shape':6,'data_offsets':[0,24]}}; 24; tensor 'a' needs a shape",
                "{'a':{'dtype':'F32','shape':[6],'data_offsets':[24,0]}}; 24; tensor 'a' lies at bytes 24 to 0",
                "{'a':{'dtype':'F32','shape':[6],'data_offsets':[0]}}; 24; tensor 'a' needs data_offsets",
                "{'a':7}; 24; tensor 'a' is not described by an object",
                "{'__metadata__':{'x':1}}; 0; __metadata__ of 'x' is not a text",
                "{'__metadata__':[]}; 0; __metadata__ is not an object",
                "[]; 0; its header is not a JSON object",
                "{'a':; 24; (its header) line 1 column",
            })
    void malformedHeadersAreRefused(String header, int dataBytes, String reason) throws IOException {
        Path path = file(header, dataBytes);

        assertThatThrownBy(() -> TensorFile.open(path))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(path.toString())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void headersAreCheckedAgainstTheSizeOfTheFileFirst() throws IOException {
        byte[] header = "{}".getBytes(StandardCharsets.UTF_8);

        for (long claimed : new long[] {3, 10_000, 200_000_000, Long.MAX_VALUE, -1}) {
            Path path = bytes(claimed, header, 0);
            assertThatThrownBy(() -> TensorFile.open(path))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(path + ": its header length is " + Long.toUnsignedString(claimed)
                            + " bytes, but the file size is 10 bytes; it is cut off or damaged");
        }
    }

    @Test
    void filesThatAreCutOffAnywhereAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file("{" + A + "}", 24));
        for (int length = 0; length < whole.length; length++) {
            Path path = Files.write(directory.resolve("cut.safetensors"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TensorFile.open(path))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(path + ": ");
        }
    }

    @Test
    void headersAreUtf8() throws IOException {
        byte[] header = "{\"\u00e9\":1}".getBytes(StandardCharsets.ISO_8859_1);
        Path path = bytes(header.length, header, 0);

        assertThatThrownBy(() -> TensorFile.open(path))
                .hasMessage(path + " (its header): it is not UTF-8, which JSON is written in");
    }

    @Test
    void theFirstBytesTellWhereTheNameDoesNot() throws IOException {
        Path path = Files.move(file("{" + A + "}", 24), directory.resolve("model.bin"));

        assertThat(TensorFile.open(path).names()).containsExactly("a");
    }

    /** The broken and odd files that lie beside the checkout, with what a message should name. */
    @Test
    void sharedBrokenFilesAreRefusedAndOddOnesRead() {
        Path shared = Path.of("../../shared/models/malformed");
        assumeTrue(Files.isDirectory(shared), "the broken files beside the checkout are not there");
        Map<?, ?> manifest = (Map<?, ?>) JsonReader.read(shared.resolve("manifest.json"));
        int count = 0;
        for (Object each : (List<?>) manifest.get("entries")) {
            Map<?, ?> entry = (Map<?, ?>) each;
            Path path = shared.resolve((String) entry.get("path"));
            if ("reader".equals(entry.get("caught_by"))) {
                count++;
                if ("accept".equals(entry.get("expect"))) {
                    TensorFile file = TensorFile.open(path);
                    assertThat(file.names())
                            .isNotEmpty()
                            .allSatisfy(name ->
                                    assertThat(file.tensor(name).elements()).doesNotContain(Double.NaN));
                } else {
                    List<String> mentions = ((List<?>) entry.get("message_should_mention"))
                            .stream().map(String::valueOf).toList();
                    assertThatThrownBy(() -> TensorFile.open(path))
                            .isInstanceOf(InvalidInputException.class)
                            .hasMessageStartingWith(path.toString())
                            .hasMessageNotContaining("\n")
                            .satisfies(error -> mentions.stream()
                                    .filter(mention -> !mention.equals("header length against file size"))
                                    .forEach(mention -> assertThat(error).hasMessageContaining(mention)));
                }
            }
        }
        assertThat(count).isEqualTo(12);
    }

    @Test
    void filesThatShrinkAfterwardsAreNoticed() throws IOException {
        Path path = file("{" + A + "}", 24);
        SafetensorsFile file = SafetensorsFile.open(path);
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(() -> file.tensor("a"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(path + ": it cannot be read: it ends too early");
    }
}
