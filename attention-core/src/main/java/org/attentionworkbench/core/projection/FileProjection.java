package org.attentionworkbench.core.projection;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.core.parameter.FileParameters;
import org.attentionworkbench.core.parameter.Layout;
import org.attentionworkbench.core.tensor.TensorFile;

/**
 * The projections of a file (safetensors, {@code .npz}): {@code Q = X·W_q + b_q}, {@code K = X·W_k + b_k}, {@code V = X·W_v + b_v},
 * {@code output = joined·W_o + b_o}. Where a tensor is not named, one with a usual name is taken ({@code W_q}, {@code q_proj.weight},
 * {@code query.weight} …), and the bias whose name goes with it. One tensor may hold W_q, W_k and W_v side by side. Without W_o the
 * output is what the heads return.
 */
public final class FileProjection implements Projection {

    /**
     * Which tensors of the file make the projection; what is left empty is searched for.
     *
     * @param weights the tensors of the matrices, by {@code query}, {@code key}, {@code value}, {@code output}, or {@code fused}
     * @param biases the tensors of the biases, by the same words
     * @param prefix how the names begin that are searched, such as {@code h.0.}
     * @param layout which way round the file holds matrices; if empty, out × in where the name is that of a PyTorch weight
     */
    public record Names(
            Map<String, String> weights, Map<String, String> biases, String prefix, Optional<Layout> layout) {
        /** Everything by its usual name. */
        public static final Names USUAL = new Names(Map.of(), Map.of(), "", Optional.empty());
    }

    /** A linear map and where it comes from. */
    private record Named(String tensor, String shape, LinearMap map) {}

    private final Path file;
    private final Names names;
    private final TensorFile tensors;
    private final TensorSearch search;
    private final Map<ProjectionRole, Named> maps = new EnumMap<>(ProjectionRole.class);

    /**
     * Reads a projection.
     *
     * @param file a file of tensors
     * @param names which of its tensors to take
     * @throws InvalidInputException if the file cannot be read, a tensor is missing or has a shape that does not do
     */
    public FileProjection(Path file, Names names) {
        this.file = file;
        this.names = names;
        this.tensors = TensorFile.open(file);
        this.search = new TensorSearch(file, tensors.names(), names.prefix());
        Optional<String> fused = fused();
        if (fused.isPresent()) {
            readFused(fused.get());
        } else {
            for (ProjectionRole role : List.of(ProjectionRole.QUERY, ProjectionRole.KEY, ProjectionRole.VALUE)) {
                maps.put(role, read(role, weight(role).orElseThrow(() -> missing(role))));
            }
        }
        weight(ProjectionRole.OUTPUT)
                .ifPresent(name -> maps.put(ProjectionRole.OUTPUT, read(ProjectionRole.OUTPUT, name)));
    }

    /** The fused tensor, where one is named, or where there is one and none for the queries. */
    private Optional<String> fused() {
        boolean named = names.weights().containsKey(ProjectionRole.FUSED.word());
        return named || weight(ProjectionRole.QUERY).isEmpty() ? weight(ProjectionRole.FUSED) : Optional.empty();
    }

    private Optional<String> weight(ProjectionRole role) {
        String given = names.weights().get(role.word());
        return given == null ? search.find(role) : Optional.of(given);
    }

    private InvalidInputException missing(ProjectionRole role) {
        return new InvalidInputException(
                file + ": no tensor has a usual name of the " + role.word() + " projection, such as "
                        + role.usualNames().get(0) + " or " + role.usualNames().get(6) + "; name it by " + role.word()
                        + "=NAME; it has " + FileParameters.listed(tensors.names()));
    }

    private Named read(ProjectionRole role, String weight) {
        Layout layout = names.layout().orElse(TensorSearch.usualLayout(weight));
        FileParameters parameters = new FileParameters(file, Map.of(role.word(), weight), layout);
        int[] shape = tensors.shape(weight);
        if (shape.length != 2) {
            throw new InvalidInputException(file + ": the tensor '" + weight + "' of the " + role.word()
                    + " projection has the shape " + Arrays.toString(shape) + ", and a matrix is needed");
        }
        boolean turned = layout == Layout.OUT_IN;
        Matrix matrix = parameters.matrix(role.word(), shape[turned ? 1 : 0], shape[turned ? 0 : 1]);
        String given = names.biases().get(role.word());
        Optional<Matrix> bias = (given == null ? search.biasOf(weight) : Optional.of(given))
                .map(name -> new FileParameters(file, Map.of(role.word(), name), layout))
                .map(from -> Matrix.wrap(1, matrix.columns(), from.vector(role.word(), matrix.columns())));
        String sides = Arrays.toString(shape) + (turned ? " (out × in)" : " (in × out)");
        return new Named(weight, sides, new LinearMap(matrix, bias));
    }

    private void readFused(String weight) {
        Named all = read(ProjectionRole.FUSED, weight);
        int columns = all.map().weight().columns();
        if (columns % 3 != 0) {
            throw new InvalidInputException(file + ": the tensor '" + weight + "' has the shape " + all.shape()
                    + ", and its " + columns + " channels cannot be shared evenly by queries, keys and values");
        }
        int third = columns / 3;
        maps.put(ProjectionRole.QUERY, part(all, 0, third));
        maps.put(ProjectionRole.KEY, part(all, third, 2 * third));
        maps.put(ProjectionRole.VALUE, part(all, 2 * third, columns));
    }

    private static Named part(Named all, int from, int to) {
        return new Named(all.tensor(), all.shape(), all.map().columns(from, to));
    }

    @Override
    public Matrix queries(Matrix embeddings, MatrixBackend backend) {
        return mapped(ProjectionRole.QUERY, embeddings, "the embeddings", backend);
    }

    @Override
    public Matrix keys(Matrix embeddings, MatrixBackend backend) {
        return mapped(ProjectionRole.KEY, embeddings, "the embeddings", backend);
    }

    @Override
    public Matrix values(Matrix embeddings, MatrixBackend backend) {
        return mapped(ProjectionRole.VALUE, embeddings, "the embeddings", backend);
    }

    @Override
    public Matrix output(Matrix joined, MatrixBackend backend) {
        return mapped(ProjectionRole.OUTPUT, joined, "the joined values", backend);
    }

    private Matrix mapped(ProjectionRole role, Matrix rows, String what, MatrixBackend backend) {
        Named named = maps.get(role);
        if (named == null) {
            return rows;
        }
        int taken = named.map().weight().rows();
        if (taken != rows.columns()) {
            throw new InvalidInputException(file + ": the tensor '" + named.tensor() + "' has the shape "
                    + named.shape() + " and takes " + taken + " channels, and " + what + " have " + rows.columns());
        }
        return named.map().of(rows, backend);
    }
}
