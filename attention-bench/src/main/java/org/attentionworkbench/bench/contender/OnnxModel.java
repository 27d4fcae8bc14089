package org.attentionworkbench.bench.contender;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A model of one node in the format of ONNX, written field by field as the protocol buffers of its IR specification (onnx.proto)
 * number them: a field is its number and wire type, then an integer in groups of seven bits, four bytes, or a length and bytes.
 */
final class OnnxModel {
    private static final int IR_VERSION = 10;
    private static final int INTEGER = 0;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;
    private static final int MORE = 0x80;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private OnnxModel() {}

    /** What an array is: the number of its element type (TensorProto.DataType) and its dimensions; a scalar has none. */
    record ArrayType(int elementType, List<Long> dimensions) {
        private static final int FLOAT = 1;
        private static final int INT32 = 6;

        static ArrayType floats(long... dimensions) {
            return new ArrayType(FLOAT, Arrays.stream(dimensions).boxed().toList());
        }

        static ArrayType integers(long... dimensions) {
            return new ArrayType(INT32, Arrays.stream(dimensions).boxed().toList());
        }

        long[] shape() {
            return dimensions.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /**
     * A model.
     *
     * @param domain of the operator, empty for ONNX's own
     * @param version of the operator set
     * @param operator the name of the operator
     * @param attributes integers and floating-point numbers by name
     * @param inputs the inputs in the operator's order; a name that begins with a minus is an optional input left out
     * @param outputs the outputs in the operator's order
     */
    static byte[] of(
            String domain,
            int version,
            String operator,
            Map<String, Number> attributes,
            Map<String, ArrayType> inputs,
            Map<String, ArrayType> outputs) {
        OnnxModel node = new OnnxModel();
        inputs.keySet().forEach(name -> node.text(1, name.startsWith("-") ? "" : name));
        outputs.keySet().forEach(name -> node.text(2, name));
        node.text(3, operator).text(4, operator).text(7, domain);
        attributes.forEach((name, number) -> node.message(5, attribute(name, number)));

        OnnxModel graph = new OnnxModel().message(1, node).text(2, operator);
        inputs.forEach((name, type) -> {
            if (!name.startsWith("-")) {
                graph.message(11, value(name, type));
            }
        });
        outputs.forEach((name, type) -> graph.message(12, value(name, type)));

        OnnxModel model = new OnnxModel().integer(1, IR_VERSION).message(7, graph);
        model.message(8, new OnnxModel().text(1, domain).integer(2, version));
        return model.out.toByteArray();
    }

    private static OnnxModel attribute(String name, Number number) {
        OnnxModel attribute = new OnnxModel().text(1, name);
        return number instanceof Float
                ? attribute
                        .fourBytes(2, Float.floatToIntBits(number.floatValue()))
                        .integer(20, 1)
                : attribute.integer(3, number.longValue()).integer(20, 2);
    }

    private static OnnxModel value(String name, ArrayType type) {
        OnnxModel shape = new OnnxModel();
        for (long dimension : type.dimensions()) {
            shape.message(1, new OnnxModel().integer(1, dimension));
        }
        OnnxModel tensor = new OnnxModel().integer(1, type.elementType()).message(2, shape);
        return new OnnxModel().text(1, name).message(2, new OnnxModel().message(1, tensor));
    }

    private OnnxModel integer(int field, long number) {
        key(field, INTEGER);
        variable(number);
        return this;
    }

    private OnnxModel fourBytes(int field, int bits) {
        key(field, FOUR_BYTES);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(bits >>> shift); // the lowest byte first
        }
        return this;
    }

    private OnnxModel text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private OnnxModel message(int field, OnnxModel message) {
        return bytes(field, message.out.toByteArray());
    }

    private OnnxModel bytes(int field, byte[] bytes) {
        key(field, BYTES);
        variable(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    private void key(int field, int wireType) {
        variable(((long) field << 3) | wireType);
    }

    private void variable(long number) {
        long rest = number;
        while ((rest & -MORE) != 0) {
            out.write((int) rest | MORE); // of which only the lowest byte is written
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
