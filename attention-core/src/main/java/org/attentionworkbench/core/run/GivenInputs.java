package org.attentionworkbench.core.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.tensor.Tensor;
import org.attentionworkbench.core.tensor.TensorFile;

/**
 * Queries, keys and values that were computed elsewhere, for a batch: {@code [batch, heads, n, d]}, {@code [batch, n, heads·d]}, or
 * {@code [n, d]} for one entry alone. Keys and values may have their own number of positions and of heads.
 *
 * @param name where they come from
 * @param queries Q
 * @param keys K, of as many axes
 * @param values V, of as many axes
 */
public record GivenInputs(String name, Tensor queries, Tensor keys, Tensor values) {
    private static final List<String> QUERIES = List.of("q", "query", "queries");
    private static final List<String> KEYS = List.of("k", "key", "keys");
    private static final List<String> VALUES = List.of("v", "value", "values");

    /**
     * Checks the shapes and sees a matrix as a batch of one.
     *
     * @throws InvalidInputException if they do not go together
     */
    public GivenInputs {
        queries = batch(queries);
        keys = batch(keys);
        values = batch(values);
        BatchAttention.checkLayouts(queries, keys, values);
    }

    private static Tensor batch(Tensor tensor) {
        return tensor.rank() == 2 ? tensor.reshaped(1, tensor.length(0), tensor.length(1)) : tensor;
    }

    /**
     * Reads a file. Capital and small letters are alike, and {@code query} or {@code queries} does for {@code q}. Without keys the
     * queries are the keys, without values the keys are the values.
     *
     * @param file a file of tensors {@code q}, {@code k} and {@code v}
     * @return the inputs
     * @throws InvalidInputException if it cannot be read, has no queries, or its tensors do not go together
     */
    public static GivenInputs read(Path file) {
        TensorFile tensors = TensorFile.open(file);
        Tensor queries = find(tensors, QUERIES)
                .orElseThrow(() -> new InvalidInputException(file + " has no tensor named q, query or queries; it has "
                        + String.join(", ", tensors.names())));
        Tensor keys = find(tensors, KEYS).orElse(queries);
        Tensor values = find(tensors, VALUES).orElse(keys);
        for (Tensor tensor : List.of(queries, keys, values)) {
            for (double element : tensor.elements()) {
                if (!Double.isFinite(element)) {
                    throw new InvalidInputException(
                            file + " holds the number " + element + "; queries, keys and values hold finite numbers");
                }
            }
        }
        if (queries.rank() > 0 && queries.length(0) == 0) {
            throw new InvalidInputException(file + " holds no queries; its first axis has length 0");
        }
        try {
            return new GivenInputs(file.toString(), queries, keys, values);
        } catch (InvalidInputException misfit) {
            throw new InvalidInputException(file + ": " + misfit.getMessage(), misfit);
        }
    }

    private static Optional<Tensor> find(TensorFile tensors, List<String> names) {
        return tensors.names().stream()
                .filter(name -> names.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(tensors::tensor);
    }

    /**
     * How many entries the batch has.
     *
     * @return the first axis
     */
    public int entries() {
        return queries.length(0);
    }

    /**
     * How many heads the queries have.
     *
     * @return nothing if heads are no axis
     */
    public Optional<Integer> heads() {
        return queries.rank() == 4 ? Optional.of(queries.length(1)) : Optional.empty();
    }

    /**
     * How many heads the keys and values have.
     *
     * @return nothing if heads are no axis
     */
    public Optional<Integer> keyHeads() {
        return keys.rank() == 4 ? Optional.of(keys.length(1)) : Optional.empty();
    }
}
