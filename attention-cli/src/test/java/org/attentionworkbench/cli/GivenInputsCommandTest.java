package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.run.BatchAttention;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.SafetensorsWriter;
import org.attentionworkbench.core.tensor.Tensor;
import org.attentionworkbench.core.variant.GroupedQuery;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code --inputs}: queries, keys and values from a file. */
class GivenInputsCommandTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-13);

    @TempDir
    private Path directory;

    private static Tensor random(long seed, int... shape) {
        int size = Arrays.stream(shape).reduce(1, (left, right) -> left * right);
        return Tensor.wrap(ElementType.F64, Matrices.random(1, size, seed).elements(), shape);
    }

    private void write(Map<String, Tensor> tensors) throws IOException {
        SafetensorsWriter.write(directory.resolve("qkv.safetensors"), tensors, Map.of());
    }

    private static Map<String, Tensor> tensors(Tensor queries, Tensor keys, Tensor values) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("Q", queries);
        tensors.put("key", keys);
        tensors.put("values", values);
        return tensors;
    }

    @Test
    void everyEntryOfABatchIsAResultWithTheHeadsOfTheFile() throws IOException {
        Tensor queries = random(1, 2, 4, 3, 2);
        Tensor keys = random(2, 2, 2, 5, 2);
        Tensor values = random(3, 2, 2, 5, 3);
        write(tensors(queries, keys, values));

        List<JsonNode> lines = CommandRun.in(directory, "--json", "--inputs", "qkv.safetensors")
                .jsonLines();

        double[] expected = new BatchAttention(Mechanism.scaledDot().withVariant(new GroupedQuery(4, 2)))
                .attend(queries, keys, values, Capture.NOTHING)
                .joined()
                .elements();
        assertThat(lines).hasSize(2);
        for (int entry = 0; entry < 2; entry++) {
            JsonNode line = lines.get(entry);
            assertThat(line.at("/phrase").asString()).endsWith("qkv.safetensors, entry " + (entry + 1) + " of 2");
            assertThat(line.at("/composition/variant").asString()).startsWith("grouped-query:heads=4,key-heads=2");
            assertThat(line.at("/words").valueStream().map(JsonNode::asString)).containsExactly("1", "2", "3");
            assertThat(line.at("/keys").size()).isEqualTo(5);
            double[][] output = CommandRun.matrix(line.at("/output"));
            assertThat(output).hasDimensions(3, 12);
            for (int head = 0; head < 4; head++) {
                for (int query = 0; query < 3; query++) {
                    for (int channel = 0; channel < 3; channel++) {
                        assertThat(output[query][head * 3 + channel])
                                .isCloseTo(expected[((entry * 4 + head) * 3 + query) * 3 + channel], CLOSE);
                    }
                }
            }
        }
    }

    @Test
    void aMatrixAttendsToItself() throws IOException {
        write(Map.of("query", random(4, 3, 4)));

        JsonNode json = CommandRun.in(directory, "--json", "--mask", "causal", "--inputs", "qkv.safetensors")
                .json();

        assertThat(json.at("/heads").size()).isEqualTo(1);
        assertThat(CommandRun.matrix(json.at("/heads/0/weights"))[0]).containsExactly(1, 0, 0);
    }

    @Test
    void otherCommandsTakeInputsToo() throws IOException {
        write(tensors(random(1, 4, 4), random(2, 4, 4), random(3, 4, 4)));

        assertThat(CommandRun.in(directory, "explain", "--inputs", "qkv.safetensors", "--word", "2")
                        .success())
                .startsWith("2 — query 2 of 4");
        assertThat(CommandRun.in(directory, "analyze", "--analysis", "entropy", "--inputs", "qkv.safetensors")
                        .success())
                .contains("entropy");
        assertThat(CommandRun.in(directory, "compare", "--inputs", "qkv.safetensors")
                        .success())
                .contains("4 × 4");
    }

    @Test
    void aVariantThatWasChosenIsKept() throws IOException {
        write(tensors(random(1, 1, 2, 3, 2), random(2, 1, 2, 3, 2), random(3, 1, 2, 3, 2)));

        assertThat(CommandRun.in(directory, "--variant", "talking-heads:heads=2", "--inputs", "qkv.safetensors")
                        .success())
                .contains("Head 2 of 2");
        assertThat(CommandRun.in(directory, "--variant", "multi-head:heads=4", "--inputs", "qkv.safetensors")
                        .refusals())
                .containsExactly("the queries have 2 heads, the variant 4; choose a variant of as many heads");
    }

    @Test
    void filesThatDoNotHoldInputsAreRefused() throws IOException {
        write(Map.of("weights", random(1, 3, 4)));
        assertThat(CommandRun.in(directory, "--inputs", "qkv.safetensors").refusal())
                .endsWith("qkv.safetensors has no tensor named q, query or queries; it has weights");
        write(tensors(random(1, 3, 4), random(2, 5, 4), random(3, 4, 4)));
        assertThat(CommandRun.in(directory, "--inputs", "qkv.safetensors").refusal())
                .contains("do not go together; needed are one value per key");
        write(tensors(random(1, 3, 4), random(2, 2, 3, 4), random(3, 3, 4)));
        assertThat(CommandRun.in(directory, "--inputs", "qkv.safetensors").refusal())
                .contains("do not go together");
        Tensor infinite = random(1, 3, 4);
        infinite.elements()[5] = Double.POSITIVE_INFINITY;
        write(Map.of("q", infinite));
        assertThat(CommandRun.in(directory, "--inputs", "qkv.safetensors").refusal())
                .endsWith("qkv.safetensors holds the number Infinity; queries, keys and values hold finite numbers");
        assertThat(CommandRun.in(directory, "--inputs", "nowhere.npz").refusal())
                .contains("nowhere.npz");
        write(Map.of("q", random(1, 0, 2, 3, 4)));
        assertThat(CommandRun.in(directory, "--inputs", "qkv.safetensors").refusal())
                .endsWith("qkv.safetensors holds no queries; its first axis has length 0");
    }

    @Test
    void inputsTakeThePlaceOfPhrases() throws IOException {
        write(Map.of("q", random(4, 3, 4)));

        assertThat(CommandRun.in(directory, "--inputs", "qkv.safetensors", "a phrase")
                        .refusal())
                .isEqualTo("--inputs takes the place of phrases; leave phrases, --file, --packed and --keys-from out");
    }
}
