package org.attentionworkbench.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.attentionworkbench.bench.contender.OnnxModel.ArrayType;
import org.junit.jupiter.api.Test;

class OnnxModelTest {

    /** The bytes by hand, from the field numbers of onnx.proto: key = number·8 + wire type. */
    @Test
    void aModelIsWrittenFieldByField() {
        byte[] model = OnnxModel.of(
                "", 23, "Op", Map.of("a", 300), Map.of("x", ArrayType.floats(2)), Map.of("y", ArrayType.integers()));
        int[] attribute = {0x0a, 1, 'a', 0x18, 0xac, 0x02, 0xa0, 0x01, 2
        }; // 300 = 0b10_0101100; field 20 takes two bytes
        int[] node = join(
                new int[] {0x0a, 1, 'x', 0x12, 1, 'y', 0x1a, 2, 'O', 'p', 0x22, 2, 'O', 'p', 0x3a, 0},
                new int[] {0x2a, attribute.length},
                attribute);
        int[] x = {0x0a, 1, 'x', 0x12, 10, 0x0a, 8, 0x08, 1, 0x12, 4, 0x0a, 2, 0x08, 2};
        int[] y = {0x0a, 1, 'y', 0x12, 6, 0x0a, 4, 0x08, 6, 0x12, 0};
        int[] graph = join(
                new int[] {0x0a, node.length},
                node,
                new int[] {0x12, 2, 'O', 'p'},
                new int[] {0x5a, x.length},
                x,
                new int[] {0x62, y.length},
                y);
        int[] expected = join(new int[] {0x08, 10, 0x3a, graph.length}, graph, new int[] {0x42, 4, 0x0a, 0, 0x10, 23});
        int[] written = new int[model.length];
        for (int index = 0; index < model.length; index++) {
            written[index] = model[index] & 0xff;
        }
        assertThat(written).isEqualTo(expected);
    }

    private static int[] join(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }
}
