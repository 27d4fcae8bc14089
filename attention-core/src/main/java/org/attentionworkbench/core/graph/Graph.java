package org.attentionworkbench.core.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A modification of FlexAttention as a graph of ONNX: nodes in the order in which they are computed, each from named tensors to a named
 * tensor; the graph has one input and one output, and constants that it begins with.
 */
final class Graph implements Modification {
    private final String name;
    private final String input;
    private final String output;
    private final Map<String, Tensor> initializers = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();

    /** One node, ready to be computed. */
    private record Node(String type, NodeOperator operator, List<String> inputs, String output, Map<?, ?> attributes) {}

    /**
     * Reads a graph.
     *
     * @param json {@code inputs}, {@code outputs}, {@code initializers} and {@code nodes}
     * @param name its attribute, for messages
     * @throws UnsupportedCaseException if a node is of an unknown type
     * @throws InvalidInputException if it is not of the form
     */
    Graph(Map<?, ?> json, String name) {
        this.name = name;
        input = single(texts(json.get("inputs"), "inputs"), "input");
        output = single(texts(json.get("outputs"), "outputs"), "output");
        if (json.get("initializers") instanceof Map<?, ?> constants) {
            for (Map.Entry<?, ?> each : constants.entrySet()) {
                initializers.put(
                        String.valueOf(each.getKey()),
                        JsonTensor.read(each.getValue(), name + ": the initializer " + each.getKey()));
            }
        }
        if (json.get("nodes") instanceof List<?> list) {
            list.forEach(each -> nodes.add(node(each)));
        }
    }

    private Node node(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> map) || !(map.get("op_type") instanceof String type)) {
            throw malformed("a node needs an op_type");
        }
        NodeOperator operator = NodeOperators.find(type);
        if (operator == null) {
            throw new UnsupportedCaseException(name + " has a node of the type " + type + ", which is not known");
        }
        List<String> outputs = texts(map.get("outputs"), "the outputs of " + type);
        Map<?, ?> attributes = map.get("attributes") instanceof Map<?, ?> given ? given : Map.of();
        return new Node(
                type,
                operator,
                texts(map.get("inputs"), "the inputs of " + type),
                single(outputs, "output of " + type),
                attributes);
    }

    private List<String> texts(@Nullable Object json, String what) {
        if (!(json instanceof List<?> list)) {
            throw malformed(what + " are missing");
        }
        List<String> texts = new ArrayList<>();
        for (Object each : list) {
            texts.add(each == null ? "" : each.toString());
        }
        return texts;
    }

    private String single(List<String> names, String what) {
        if (names.size() != 1) {
            throw malformed("one " + what + " is needed, not " + names);
        }
        return names.get(0);
    }

    @Override
    public Tensor apply(Tensor tensor) {
        Map<String, Tensor> values = new HashMap<>(initializers);
        values.put(input, tensor);
        for (Node node : nodes) {
            List<@Nullable Tensor> inputs = new ArrayList<>();
            for (String each : node.inputs()) {
                inputs.add(each.isEmpty() ? null : value(values, each, node.type()));
            }
            values.put(node.output(), node.operator().apply(new NodeCall(node.type(), inputs, node.attributes())));
        }
        return value(values, output, "the output");
    }

    private Tensor value(Map<String, Tensor> values, String wanted, String user) {
        Tensor value = values.get(wanted);
        if (value == null) {
            throw malformed(user + " needs '" + wanted + "', which nothing makes before");
        }
        return value;
    }

    private InvalidInputException malformed(String what) {
        return new InvalidInputException("the graph " + name + " is malformed: " + what);
    }
}
