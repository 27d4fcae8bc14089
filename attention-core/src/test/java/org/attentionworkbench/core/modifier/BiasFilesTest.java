package org.attentionworkbench.core.modifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.core.score.GivenOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BiasFilesTest {
    @TempDir
    private Path directory;

    private Path text(String numbers) throws IOException {
        return Files.writeString(directory.resolve("b.csv"), numbers);
    }

    /** One tensor of zeros, but for the last element, which is 1 (F32 1.0 is 0x3F800000). */
    private Path safetensors(String type, String shape, int bytes) throws IOException {
        String header =
                "{\"b\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[0," + bytes + "]}}";
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[8 + json.length + bytes];
        all[0] = (byte) json.length;
        System.arraycopy(json, 0, all, 8, json.length);
        if (type.equals("F32")) {
            all[all.length - 1] = 0x3F;
            all[all.length - 2] = (byte) 0x80;
        }
        return Files.write(directory.resolve("b.safetensors"), all);
    }

    private static ScoreModifier create(String strategy, Path file, String... further) {
        Map<String, String> options = new HashMap<>(Map.of("file", file.toString(), "seed", "1"));
        for (int index = 0; index < further.length; index += 2) {
            options.put(further[index], further[index + 1]);
        }
        return new StandardModifiers()
                .scoreModifiers().stream()
                        .filter(candidate -> candidate.name().equals(strategy))
                        .findFirst()
                        .orElseThrow()
                        .create(new GivenOptions(options));
    }

    private static void assertRefused(String strategy, Path file, String message, String... further) {
        assertThatThrownBy(() -> create(strategy, file, further))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void aBiasIsReadFromText() throws IOException {
        ScoreModifier modifier = create("bias", text("1 2\n-inf 4\n"));

        assertThat(modifier.modify(0.5, 0, 0, 1)).isEqualTo(2.5);
        assertThat(modifier.modify(0.5, 0, 1, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aBiasOfThreeAxesHasAMatrixForEachHead() throws IOException {
        ScoreModifier modifier =
                create("bias", safetensors("F32", "[3,2,2]", 48), "tensor", "b").over(3);

        assertThat(modifier.modify(0, 2, 1, 1)).isEqualTo(1);
        assertThat(modifier.modify(0, 1, 1, 1)).isZero();
    }

    @Test
    void aBiasOfOneAxisHoldsForEveryQuery() throws IOException {
        ScoreModifier modifier = create("bias", safetensors("F32", "[2]", 8));

        assertThat(modifier.modify(0, 0, 17, 1)).isEqualTo(1);
    }

    @Test
    void biasesThatCannotBeAddedAreRefused() throws IOException {
        assertRefused("bias", text("1 inf\n"), "a bias is a finite number or −∞, not Infinity");
        assertRefused(
                "bias",
                safetensors("F32", "[1,1,1,1]", 4),
                "a bias is keys, queries × keys or heads × queries × keys, and this is [1, 1, 1, 1]");
        assertRefused(
                "bias",
                safetensors("BOOL", "[1,2]", 2),
                "it holds truth values, and a bias is added; give numbers, 0 and −∞ to allow and to forbid");
    }

    /** 4 buckets × 2 heads: all after the query is in bucket 3. */
    @Test
    void aTableOfBucketsIsRead() throws IOException {
        ScoreModifier modifier =
                create("t5-bias", safetensors("F32", "[4,2]", 32)).over(2);

        assertThat(modifier.modify(0, 1, 0, 5)).isEqualTo(1);
        assertThat(modifier.modify(0, 1, 5, 0)).isZero();
    }

    @Test
    void tablesOfBucketsThatDoNotFitAreRefused() throws IOException {
        assertRefused("t5-bias", safetensors("F32", "[4]", 16), "the table is buckets × heads, and this is [4]");
        assertRefused(
                "t5-bias",
                safetensors("F32", "[4,2]", 32),
                "its table has buckets=4, not 32; leave the option out",
                "buckets",
                "32");
        assertRefused(
                "t5-bias",
                safetensors("F32", "[5,1]", 20),
                "two directions share an even number of buckets, at least 4, not 5");
    }

    @Test
    void aTableOfDistancesIsRead() throws IOException {
        ScoreModifier modifier = create("relative-bias", text("1,2,3\n"), "distance", "1");

        assertThat(modifier.modify(0, 0, 5, 0)).isEqualTo(1);
        assertThat(modifier.modify(0, 0, 0, 5)).isEqualTo(3);
    }

    @Test
    void tablesOfDistancesThatDoNotFitAreRefused() throws IOException {
        assertRefused("relative-bias", text("1,2\n"), "a table from −k to k has 2k + 1 columns, an odd number, not 2");
        assertRefused(
                "relative-bias",
                text("1,2,3\n"),
                "its table has distance=1, not 4; leave the option out",
                "distance",
                "4");
    }
}
