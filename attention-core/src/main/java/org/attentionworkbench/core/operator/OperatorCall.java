package org.attentionworkbench.core.operator;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What an {@link Operator} is called with. */
public final class OperatorCall {
    private final Map<String, Tensor> inputs;
    private final Map<String, ?> attributes;
    private final Set<String> outputs;
    private final MatrixBackend backend;

    /**
     * A call.
     *
     * @param inputs the tensors by formal parameter name
     * @param attributes whole numbers as Long, other numbers as Double, texts, and graphs as maps
     * @param outputs the formal parameter names of the outputs that are wanted
     * @param backend multiplies matrices, or computes attention in one fused pass
     */
    public OperatorCall(
            Map<String, Tensor> inputs, Map<String, ?> attributes, Set<String> outputs, MatrixBackend backend) {
        this.inputs = Map.copyOf(inputs);
        this.attributes = attributes;
        this.outputs = Set.copyOf(outputs);
        this.backend = backend;
    }

    /**
     * The backend to multiply matrices with.
     *
     * @return the backend
     */
    public MatrixBackend backend() {
        return backend;
    }

    /**
     * Whether an output is wanted.
     *
     * @param output its formal parameter name
     * @return true if it has to be there
     */
    public boolean wants(String output) {
        return outputs.contains(output);
    }

    /**
     * A required input.
     *
     * @param name its formal parameter name
     * @return the tensor
     * @throws InvalidInputException if it is not there
     */
    public Tensor input(String name) {
        Tensor tensor = optional(name);
        if (tensor == null) {
            throw new InvalidInputException("the input " + name + " is missing");
        }
        return tensor;
    }

    /**
     * A required input of a number of axes.
     *
     * @param name its formal parameter name
     * @param ranks the numbers of axes that it may have
     * @return the tensor
     * @throws InvalidInputException if it is not there or has another number of axes
     */
    public Tensor input(String name, int... ranks) {
        Tensor tensor = input(name);
        for (int rank : ranks) {
            if (tensor.rank() == rank) {
                return tensor;
            }
        }
        throw new InvalidInputException("the input " + name + ", " + tensor + ", has " + tensor.rank()
                + " axes; needed are " + Arrays.toString(ranks));
    }

    /**
     * An optional input.
     *
     * @param name its formal parameter name
     * @return the tensor, or null
     */
    public @Nullable Tensor optional(String name) {
        return inputs.get(name);
    }

    /**
     * An attribute that is a whole number.
     *
     * @param name its name
     * @param otherwise what it is if it is not set
     * @return its value
     * @throws InvalidInputException if it is something else, or beyond 32 bits
     */
    public int integer(String name, int otherwise) {
        Object value = attributes.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Long number && number.intValue() == number) {
            return number.intValue();
        }
        throw new InvalidInputException("the attribute " + name + " is a whole number, not " + value);
    }

    /**
     * An attribute that is a whole number and a limit: what is beyond 32 bits limits nothing that 32 bits would not.
     *
     * @param name its name
     * @param otherwise what it is if it is not set
     * @return its value, or the nearest of 32 bits
     * @throws InvalidInputException if it is something else
     */
    public int limit(String name, int otherwise) {
        if (attributes.get(name) instanceof Long number) {
            return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
        }
        return integer(name, otherwise);
    }

    /**
     * An attribute that is a finite number.
     *
     * @param name its name
     * @param otherwise what it is if it is not set
     * @return its value
     * @throws InvalidInputException if it is something else
     */
    public double number(String name, double otherwise) {
        Object value = attributes.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new InvalidInputException("the attribute " + name + " is a finite number, not " + value);
    }

    /**
     * An attribute that is a text.
     *
     * @param name its name
     * @param otherwise what it is if it is not set
     * @return its value
     * @throws InvalidInputException if it is something else
     */
    public String text(String name, String otherwise) {
        Object value = attributes.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text) {
            return text;
        }
        throw new InvalidInputException("the attribute " + name + " is a text, not " + value);
    }

    /**
     * An attribute that is a graph.
     *
     * @param name its name
     * @return its JSON object, or null if it is not set
     * @throws InvalidInputException if it is something else
     */
    public @Nullable Map<?, ?> graph(String name) {
        Object value = attributes.get(name);
        if (value == null || value instanceof Map) {
            return (Map<?, ?>) value;
        }
        throw new InvalidInputException("the attribute " + name + " is a graph, not " + value);
    }

    /**
     * Whether an attribute is set.
     *
     * @param name its name
     * @return true if the case sets it
     */
    public boolean has(String name) {
        return attributes.get(name) != null;
    }
}
