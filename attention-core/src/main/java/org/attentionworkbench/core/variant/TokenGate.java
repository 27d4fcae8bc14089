package org.attentionworkbench.core.variant;

import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.core.parameter.Parameters;

/** Numbers from 0 to 1 for every token, such as how much of a state is kept, or how much of an error is corrected. */
@FunctionalInterface
public interface TokenGate {

    /**
     * The numbers of every token.
     *
     * @param keys K, n×d
     * @param width how many numbers each token needs: the same count for each head, those of a head side by side
     * @param backend the backend to multiply with
     * @return n×width, each from 0 to 1
     */
    Matrix of(Matrix keys, int width, MatrixBackend backend);

    /**
     * The same for every token.
     *
     * @param numbers one for all heads, or one for each; each from 0 to 1
     * @return the gate
     * @throws IllegalArgumentException if there is none, or one is out of that range
     */
    static TokenGate constant(List<Double> numbers) {
        if (numbers.isEmpty() || !numbers.stream().allMatch(number -> number >= 0 && number <= 1)) {
            throw new IllegalArgumentException("a gate has numbers from 0 to 1, not " + numbers);
        }
        return (keys, width, backend) -> {
            Matrix gates = Matrix.zeros(keys.rows(), width);
            double[] elements = gates.elements();
            for (int index = 0; index < elements.length; index++) {
                elements[index] = numbers.get(index % width * numbers.size() / width);
            }
            return gates;
        };
    }

    /**
     * Made of the key of the token: {@code σ(k·W)^p} with {@code σ(x) = 1/(1 + e^−x)}.
     *
     * @param parameters where W comes from
     * @param role the role of W
     * @param exponent p, greater than 0
     * @return the gate
     */
    static TokenGate ofKeys(Parameters parameters, String role, double exponent) {
        return (keys, width, backend) -> {
            Matrix gates = backend.multiply(keys, parameters.matrix(role, keys.columns(), width));
            double[] elements = gates.elements();
            for (int index = 0; index < elements.length; index++) {
                elements[index] = Math.pow(1 / (1 + Math.exp(-elements[index])), exponent);
            }
            return gates;
        };
    }
}
