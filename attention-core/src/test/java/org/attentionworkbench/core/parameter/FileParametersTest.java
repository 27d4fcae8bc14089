package org.attentionworkbench.core.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.SafetensorsWriter;
import org.attentionworkbench.core.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileParametersTest {
    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("weights.safetensors");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("W", Tensor.wrap(ElementType.F64, new double[] {1, 2, 3, 4, 5, 6}, 2, 3));
        tensors.put("b", Tensor.wrap(ElementType.F64, new double[] {7, 8, 9}, 3));
        tensors.put("column", Tensor.wrap(ElementType.F64, new double[] {7, 8}, 2, 1));
        tensors.put("nan", Tensor.wrap(ElementType.F64, new double[] {0, Double.NaN}, 1, 2));
        SafetensorsWriter.write(file, tensors, Map.of());
    }

    private FileParameters parameters(Map<String, String> names, Layout layout) {
        return new FileParameters(file, names, layout);
    }

    private void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessage(file + ": " + message);
    }

    @Test
    void matricesAreReadAsTheyAre() {
        assertThat(parameters(Map.of(), Layout.IN_OUT).matrix("W", 2, 3))
                .isEqualTo(Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6}));
    }

    @Test
    void matricesOfALinearLayerAreTurnedAround() {
        assertThat(parameters(Map.of(), Layout.OUT_IN).matrix("W", 3, 2))
                .isEqualTo(Matrix.ofRows(new double[] {1, 4}, new double[] {2, 5}, new double[] {3, 6}));
    }

    @Test
    void vectorsMayLieEitherWay() {
        FileParameters parameters = parameters(Map.of("v", "column"), Layout.OUT_IN);

        assertThat(parameters.vector("b", 3)).containsExactly(7, 8, 9);
        assertThat(parameters.vector("v", 2)).containsExactly(7, 8);
    }

    @Test
    void tablesGiveTheRowsAskedFor() {
        FileParameters parameters = parameters(Map.of("w", "W"), Layout.OUT_IN);

        assertThat(parameters.table("w", 1, 2, 3)).isEqualTo(Matrix.ofRows(new double[] {4, 5, 6}));
        assertRefused(
                () -> parameters.table("w", 1, 3, 3),
                "the tensor 'W' has rows for 2 positions, and the text has 3; take a shorter text");
        assertRefused(
                () -> parameters.table("w", 0, 1, 4),
                "the tensor 'W' has the shape [2, 3], and rows of 4 numbers are needed, one for each position");
    }

    @Test
    void theOnlyTensorOfAFileNeedsNoName() throws IOException {
        Tensor tensor = Tensor.wrap(ElementType.F32, new double[] {1, 2}, 1, 2);
        SafetensorsWriter.write(file, Map.of("something", tensor), Map.of());

        assertThat(parameters(Map.of(), Layout.IN_OUT).matrix("W", 1, 2)).isEqualTo(tensor.matrix());
    }

    @Test
    void anUnknownTensorIsAnErrorThatNamesThoseThereAre() {
        assertRefused(
                () -> parameters(Map.of(), Layout.IN_OUT).matrix("U", 2, 3),
                "there is no tensor 'U'; it has W, b, column, nan");
        assertRefused(
                () -> parameters(Map.of("W", "w"), Layout.IN_OUT), "there is no tensor 'w'; it has W, b, column, nan");
    }

    @Test
    void manyNamesAreCutShort() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int index = 0; index < 20; index++) {
            tensors.put("t" + index, Tensor.zeros(ElementType.F32, 1));
        }
        SafetensorsWriter.write(file, tensors, Map.of());

        assertRefused(
                () -> parameters(Map.of(), Layout.IN_OUT).vector("v", 1),
                "there is no tensor 'v'; it has t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11 and 8 more");
    }

    @Test
    void anotherShapeIsAnErrorThatSaysWhichIsNeeded() {
        assertRefused(
                () -> parameters(Map.of(), Layout.IN_OUT).matrix("W", 8, 3),
                "the tensor 'W' has the shape [2, 3], and [8, 3] (in × out) is needed");
        assertRefused(
                () -> parameters(Map.of(), Layout.OUT_IN).matrix("W", 2, 3),
                "the tensor 'W' has the shape [2, 3], and [3, 2] (out × in) is needed");
        assertRefused(
                () -> parameters(Map.of(), Layout.IN_OUT).vector("W", 6),
                "the tensor 'W' has the shape [2, 3], and [6] is needed");
        assertRefused(
                () -> parameters(Map.of(), Layout.IN_OUT).vector("b", 4),
                "the tensor 'b' has the shape [3], and [4] is needed");
    }

    @Test
    void aNumberThatIsNotFiniteIsAnErrorThatNamesIt() {
        assertRefused(
                () -> parameters(Map.of(), Layout.IN_OUT).matrix("nan", 1, 2),
                "element 1 of the tensor 'nan' is NaN; parameters are finite numbers");
    }
}
