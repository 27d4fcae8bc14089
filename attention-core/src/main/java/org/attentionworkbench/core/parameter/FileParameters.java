package org.attentionworkbench.core.parameter;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.tensor.Tensor;
import org.attentionworkbench.core.tensor.TensorFile;

/**
 * Parameters that were learned elsewhere: the tensors of a file (safetensors, {@code .npz}, {@code .npy}). The tensor of a role
 * has the name that was given for it, else the name of the role, else it is the only one of the file.
 */
public final class FileParameters implements Parameters {
    private static final int LISTED = 12;

    /** A tensor as it was read, or turned around. */
    private record Reading(String name, boolean transposed) {}

    private final Path file;
    private final TensorFile tensors;
    private final Map<String, String> names;
    private final Layout layout;
    private final Map<Reading, Tensor> read = new ConcurrentHashMap<>();

    /**
     * Opens a file.
     *
     * @param file a file of tensors
     * @param names from roles to names of tensors, for roles whose tensors are named otherwise
     * @param layout which way round the file holds matrices
     * @throws InvalidInputException if the file cannot be read, or a name is not in it
     */
    public FileParameters(Path file, Map<String, String> names, Layout layout) {
        this.file = file;
        this.tensors = TensorFile.open(file);
        this.names = new LinkedHashMap<>(names);
        this.layout = layout;
        names.values().forEach(this::checkName);
    }

    private void checkName(String name) {
        if (!tensors.names().contains(name)) {
            throw new InvalidInputException(
                    file + ": there is no tensor '" + name + "'; it has " + listed(tensors.names()));
        }
    }

    /**
     * Names of tensors for an error to tell, the first of them where there are many.
     *
     * @param names the names
     * @return such as {@code W_q, W_k, W_v}, or {@code none}
     */
    public static String listed(Collection<String> names) {
        String shown = names.stream().limit(LISTED).collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "none"
                : names.size() > LISTED ? shown + " and " + (names.size() - LISTED) + " more" : shown;
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidInputException if there is no such tensor, it has another shape, or holds a number that is not finite; the
     *     message names the file, the tensor, and the shape that is needed
     */
    @Override
    public Matrix matrix(String role, int rows, int columns) {
        String name = name(role);
        int[] shape = tensors.shape(name);
        int[] needed = layout == Layout.IN_OUT ? new int[] {rows, columns} : new int[] {columns, rows};
        if (!Arrays.equals(shape, needed)) {
            String sides = layout == Layout.IN_OUT ? " (in × out)" : " (out × in)";
            throw new InvalidInputException(file + ": the tensor '" + name + "' has the shape " + Arrays.toString(shape)
                    + ", and " + Arrays.toString(needed) + sides + " is needed");
        }
        return tensor(name, layout == Layout.OUT_IN).matrix();
    }

    @Override
    public double[] vector(String role, int length) {
        String name = name(role);
        int[] shape = tensors.shape(name);
        boolean line = Arrays.stream(shape).filter(side -> side != 1).count() <= 1 && shape.length > 0;
        if (!line || Arrays.stream(shape).asLongStream().reduce(1, (one, other) -> one * other) != length) {
            throw new InvalidInputException(file + ": the tensor '" + name + "' has the shape " + Arrays.toString(shape)
                    + ", and [" + length + "] is needed");
        }
        return tensor(name, false).elements();
    }

    @Override
    public Matrix table(String role, int from, int to, int columns) {
        String name = name(role);
        int[] shape = tensors.shape(name);
        if (shape.length != 2 || shape[1] != columns) {
            throw new InvalidInputException(file + ": the tensor '" + name + "' has the shape " + Arrays.toString(shape)
                    + ", and rows of " + columns + " numbers are needed, one for each position");
        }
        if (to > shape[0]) {
            throw new InvalidInputException(file + ": the tensor '" + name + "' has rows for " + shape[0]
                    + " positions, and the text has " + to + "; take a shorter text");
        }
        return tensor(name, false).matrix().rows(from, to);
    }

    private String name(String role) {
        String name = names.getOrDefault(role, role);
        if (!names.containsKey(role)
                && !tensors.names().contains(role)
                && tensors.names().size() == 1) {
            name = tensors.names().iterator().next();
        }
        checkName(name);
        return name;
    }

    /** The tensor, read once; turned around if it is to be. */
    private Tensor tensor(String name, boolean transposed) {
        return read.computeIfAbsent(new Reading(name, transposed), unread -> {
            Tensor tensor = finite(name, tensors.tensor(name));
            return transposed ? transposed(tensor) : tensor;
        });
    }

    private Tensor finite(String name, Tensor tensor) {
        double[] elements = tensor.elements();
        for (int index = 0; index < elements.length; index++) {
            if (!Double.isFinite(elements[index])) {
                throw new InvalidInputException(file + ": element " + index + " of the tensor '" + name + "' is "
                        + elements[index] + "; parameters are finite numbers");
            }
        }
        return tensor;
    }

    private static Tensor transposed(Tensor tensor) {
        int rows = tensor.length(0);
        int columns = tensor.length(1);
        double[] from = tensor.elements();
        double[] to = new double[from.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                to[column * rows + row] = from[row * columns + column];
            }
        }
        return Tensor.wrap(tensor.type(), to, columns, rows);
    }
}
