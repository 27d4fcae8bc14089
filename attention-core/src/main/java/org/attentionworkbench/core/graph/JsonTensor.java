package org.attentionworkbench.core.graph;

import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A tensor as JSON: {@code {"dtype": "F32", "shape": [2], "data": [0.5, 1]}}. */
final class JsonTensor {
    private JsonTensor() {}

    /**
     * Reads a tensor.
     *
     * @param json the object
     * @param what what it is, for messages
     * @throws InvalidInputException if it is not of the form
     */
    static Tensor read(@Nullable Object json, String what) {
        if (!(json instanceof Map<?, ?> map)
                || !(map.get("shape") instanceof List<?> lengths)
                || !(map.get("data") instanceof List<?> data)) {
            throw new InvalidInputException(what + " is not {\"dtype\": …, \"shape\": […], \"data\": […]}");
        }
        int[] shape = new int[lengths.size()];
        double size = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            double length = number(lengths.get(axis), what);
            if (!(length >= 0) || length != Math.rint(length)) {
                throw new InvalidInputException(
                        what + " has the shape " + lengths + ", which is not one of whole numbers");
            }
            shape[axis] = (int) length;
            size *= length;
        }
        if (size != data.size()) {
            throw new InvalidInputException(
                    what + " has the shape " + lengths + ", but " + data.size() + " numbers in its data");
        }
        double[] elements = new double[data.size()];
        ElementType type = type(map.get("dtype"), what);
        for (int index = 0; index < elements.length; index++) {
            elements[index] = type.round(number(data.get(index), what));
        }
        return Tensor.wrap(type, elements, shape);
    }

    private static ElementType type(@Nullable Object name, String what) {
        for (ElementType type : ElementType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new InvalidInputException(what + " has the dtype " + name + ", which is not known");
    }

    /** A number; truth values are 1 and 0, and what is not finite may be a text. */
    static double number(@Nullable Object json, String what) {
        if (json instanceof Number number) {
            return number.doubleValue();
        }
        if (json instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if ("-inf".equals(json) || "-Infinity".equals(json)) {
            return Double.NEGATIVE_INFINITY;
        }
        if ("inf".equals(json) || "Infinity".equals(json)) {
            return Double.POSITIVE_INFINITY;
        }
        throw new InvalidInputException(what + " needs numbers, not " + json);
    }
}
