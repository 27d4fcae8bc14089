package org.attentionworkbench.core.graph;

import java.util.Map;
import org.attentionworkbench.core.tensor.ElementType;

/** The numbers of element types in attributes, those of ONNX's {@code TensorProto.DataType}. */
public final class OnnxTypes {
    private static final Map<Integer, ElementType> TYPES = Map.ofEntries(
            Map.entry(1, ElementType.F32),
            Map.entry(2, ElementType.U8),
            Map.entry(3, ElementType.I8),
            Map.entry(4, ElementType.U16),
            Map.entry(5, ElementType.I16),
            Map.entry(6, ElementType.I32),
            Map.entry(7, ElementType.I64),
            Map.entry(9, ElementType.BOOL),
            Map.entry(10, ElementType.F16),
            Map.entry(11, ElementType.F64),
            Map.entry(12, ElementType.U32),
            Map.entry(13, ElementType.U64),
            Map.entry(16, ElementType.BF16));

    private OnnxTypes() {}

    /**
     * The type of a number.
     *
     * @throws UnsupportedCaseException if it is a type that the workbench does not know
     */
    public static ElementType of(int number) {
        ElementType type = TYPES.get(number);
        if (type == null) {
            throw new UnsupportedCaseException("the element type " + number + " is not known");
        }
        return type;
    }
}
