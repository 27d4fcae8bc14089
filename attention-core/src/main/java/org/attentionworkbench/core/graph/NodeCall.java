package org.attentionworkbench.core.graph;

import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What a {@link NodeOperator} is called with. */
final class NodeCall {
    private final String type;
    private final List<@Nullable Tensor> inputs;
    private final Map<?, ?> attributes;

    NodeCall(String type, List<@Nullable Tensor> inputs, Map<?, ?> attributes) {
        this.type = type;
        this.inputs = inputs;
        this.attributes = attributes;
    }

    int inputCount() {
        return inputs.size();
    }

    Tensor input(int index) {
        Tensor tensor = optional(index);
        if (tensor == null) {
            throw problem("needs an input " + (index + 1));
        }
        return tensor;
    }

    @Nullable
    Tensor optional(int index) {
        return index < inputs.size() ? inputs.get(index) : null;
    }

    boolean has(String attribute) {
        return attributes.get(attribute) != null;
    }

    @Nullable
    Object attribute(String name) {
        return attributes.get(name);
    }

    int integer(String attribute, int otherwise) {
        Object value = attributes.get(attribute);
        if (value == null) {
            return otherwise;
        }
        return (int) JsonTensor.number(value, type + ": " + attribute);
    }

    double number(String attribute, double otherwise) {
        Object value = attributes.get(attribute);
        return value == null ? otherwise : JsonTensor.number(value, type + ": " + attribute);
    }

    /** Whole numbers that are an input in newer opsets and an attribute in older ones; null if they are neither. */
    int @Nullable [] integers(int index, String attribute) {
        Tensor tensor = optional(index);
        if (tensor != null) {
            int[] integers = new int[tensor.elements().length];
            for (int place = 0; place < integers.length; place++) {
                // what is beyond 32 bits means "to the end"; the conversion keeps it that
                integers[place] = (int) tensor.elements()[place];
            }
            return integers;
        }
        if (!(attributes.get(attribute) instanceof List<?> list)) {
            return null;
        }
        int[] integers = new int[list.size()];
        for (int place = 0; place < integers.length; place++) {
            integers[place] = (int) JsonTensor.number(list.get(place), type + ": " + attribute);
        }
        return integers;
    }

    InvalidInputException problem(String what) {
        return new InvalidInputException("the node " + type + " " + what);
    }
}
