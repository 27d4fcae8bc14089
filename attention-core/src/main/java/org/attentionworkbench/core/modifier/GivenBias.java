package org.attentionworkbench.core.modifier;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.NumberFile;
import org.attentionworkbench.core.tensor.Tensor;

/** Biases from a file, and the strategy {@code bias}. */
final class GivenBias {
    private static final Option<Path> FILE = Option.file("file", "the numbers, as .npy, .npz, .safetensors or text");
    /** Which tensor of a file. */
    static final Option<String> TENSOR =
            Option.text("tensor", "which tensor of the file").orElse("the only one");

    private GivenBias() {}

    static Strategy<ScoreModifier> bias() {
        return Strategy.<ScoreModifier>of(
                        "bias",
                        "adds a number from a file to every score: queries × keys, 1 × keys, or heads × queries × keys",
                        GivenBias::bias,
                        FILE,
                        TENSOR)
                .withFormula("s'[i,j] = s[i,j] + b[i,j]");
    }

    private static ScoreModifier bias(Options options) {
        Path file = options.get(FILE);
        Tensor tensor = numbers(file, options.given(TENSOR));
        if (tensor.rank() < 1 || tensor.rank() > 3 || tensor.elements().length == 0) {
            throw new InvalidInputException(
                    file + ": a bias is keys, queries × keys or heads × queries × keys, and this is "
                            + Arrays.toString(tensor.shape()));
        }
        try {
            return new BiasModifier(matrices(tensor));
        } catch (IllegalArgumentException unsuitable) {
            throw new InvalidInputException(file + ": " + unsuitable.getMessage(), unsuitable);
        }
    }

    private static List<Matrix> matrices(Tensor tensor) {
        if (tensor.rank() < 3) {
            return List.of(tensor.matrix());
        }
        int rows = tensor.length(1);
        int columns = tensor.length(2);
        List<Matrix> matrices = new ArrayList<>();
        for (int head = 0; head < tensor.length(0); head++) {
            int start = head * rows * columns;
            matrices.add(
                    Matrix.wrap(rows, columns, Arrays.copyOfRange(tensor.elements(), start, start + rows * columns)));
        }
        return matrices;
    }

    /**
     * A table of learned biases.
     *
     * @param axes what its two axes are, in words
     */
    static Matrix table(Path file, Optional<String> name, String axes) {
        Tensor tensor = numbers(file, name);
        if (tensor.rank() != 2) {
            throw new InvalidInputException(
                    file + ": the table is " + axes + ", and this is " + Arrays.toString(tensor.shape()));
        }
        return tensor.matrix();
    }

    private static Tensor numbers(Path file, Optional<String> name) {
        Tensor tensor = NumberFile.read(file, name);
        if (tensor.type() == ElementType.BOOL) {
            throw new InvalidInputException(file
                    + ": it holds truth values, and a bias is added; give numbers, 0 and −∞ to allow and to forbid");
        }
        return tensor;
    }
}
