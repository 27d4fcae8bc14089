package org.attentionworkbench.core.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.NumberFile;
import org.attentionworkbench.core.tensor.Tensor;

/** Masks from a file, and the strategy {@code matrix}. */
final class GivenMask {
    private static final Option<Path> FILE = Option.file(
            "file", "what is allowed, as .npy, .npz, .safetensors or text: truth values, 1 and 0, or 0 and −∞");
    private static final Option<String> TENSOR =
            Option.text("tensor", "which tensor of the file").orElse("the only one");

    private final Path file;
    private final Tensor tensor;

    private GivenMask(Path file, Tensor tensor) {
        this.file = file;
        this.tensor = tensor;
    }

    static Strategy<Mask> matrix() {
        return Strategy.<Mask>of(
                        "matrix",
                        "what a file allows: keys, queries × keys, or heads × queries × keys",
                        GivenMask::matrix,
                        FILE,
                        TENSOR)
                .withFormula("a[i,j] = 1, or true, or 0 where the others are −∞");
    }

    private static Mask matrix(Options options) {
        Path file = options.get(FILE);
        return new GivenMask(file, NumberFile.read(file, options.given(TENSOR))).mask();
    }

    private Mask mask() {
        int rank = tensor.rank();
        if (rank < 1 || rank > 3 || tensor.elements().length == 0) {
            throw unusable("a mask is keys, queries × keys or heads × queries × keys, and this is "
                    + Arrays.toString(tensor.shape()));
        }
        double allowed = allowed();
        int rows = rank == 1 ? 1 : tensor.length(-2);
        int columns = tensor.length(-1);
        List<Mask> masks = new ArrayList<>();
        for (int start = 0; start < tensor.elements().length; start += rows * columns) {
            masks.add(matrix(start, rows, columns, allowed));
        }
        return rank == 3 ? new HeadMask(masks) : masks.get(0);
    }

    private Mask matrix(int start, int rows, int columns, double allowed) {
        boolean[][] matrix = new boolean[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                matrix[row][column] = tensor.elements()[start + row * columns + column] == allowed;
            }
        }
        return new MatrixMask(matrix);
    }

    /** The number that allows: 1 where the others are 0, 0 where they are −∞. */
    private double allowed() {
        boolean one = false;
        boolean infinite = false;
        for (double element : tensor.elements()) {
            one |= element == 1;
            infinite |= element == Double.NEGATIVE_INFINITY;
            if (element != 0 && element != 1 && element != Double.NEGATIVE_INFINITY) {
                throw unusable("it holds the number " + element + ", and a mask only allows and forbids; give 1 and 0, "
                        + "or 0 and −∞, or add the numbers to the scores by the modifier bias:file=" + file);
            }
        }
        if (one && infinite) {
            throw unusable("it holds 1 and −∞; give 1 and 0, or 0 and −∞");
        }
        if (!one && !infinite && isFractional(tensor.type())) {
            throw unusable("every number is 0, which allows nothing if 1 allows, and everything if −∞ forbids; give "
                    + "truth values or integers, or leave the mask out");
        }
        return infinite ? 0 : 1;
    }

    private static boolean isFractional(ElementType type) {
        return switch (type) {
            case F16, BF16, F32, F64 -> true;
            default -> false;
        };
    }

    private InvalidInputException unusable(String reason) {
        return new InvalidInputException(file + ": " + reason);
    }
}
