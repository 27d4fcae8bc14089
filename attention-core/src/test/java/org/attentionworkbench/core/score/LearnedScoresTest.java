package org.attentionworkbench.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.parameter.GivenParameters;
import org.attentionworkbench.core.parameter.SeededParameters;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.SafetensorsWriter;
import org.attentionworkbench.core.tensor.Tensor;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expected numbers were computed with NumPy: {@code Q @ W @ K.T}, {@code np.tanh((Q @ W)[:, None] + (K @ U)[None]) @ v}. */
class LearnedScoresTest {
    private static final HeadContext CONTEXT = new HeadContext(new ReferenceBackend(), 0, 1, 0);
    private static final Matrix QUERIES = Matrix.ofRows(new double[] {1, 2, 3, 0}, new double[] {-1, 0, 0.5, 4});
    private static final Matrix KEYS =
            Matrix.ofRows(new double[] {1, 1, 1, 1}, new double[] {0, 2, 4, -1}, new double[] {2, 0, 0, 0});

    /** The numbers −0.5, −0.4, … 1. */
    private static final Matrix SQUARE = Matrix.ofRows(
            new double[] {-0.5, -0.4, -0.3, -0.2},
            new double[] {-0.1, 0, 0.1, 0.2},
            new double[] {0.3, 0.4, 0.5, 0.6},
            new double[] {0.7, 0.8, 0.9, 1});

    private static final Matrix BILINEAR = Matrix.ofRows(new double[] {4.4, 5.2, 0.4}, new double[] {15.9, 19.7, 6.9});

    private static final Matrix W = Matrix.ofRows(
            new double[] {0.1, -0.2, 0.3}, new double[] {0.4, 0.5, -0.6}, new double[] {-0.7, 0.8, 0.9}, new double[] {
                0.2, -0.1, 0.5
            });
    private static final Matrix U = Matrix.ofRows(
            new double[] {0.3, 0.1, -0.5}, new double[] {-0.2, 0.4, 0.6}, new double[] {0.8, -0.9, 0.7}, new double[] {
                0.5, 0.2, -0.1
            });
    private static final Matrix V = Matrix.ofRows(new double[] {1, -2, 0.5});
    private static final Matrix HIDDEN = Matrix.ofRows(
            new double[] {-1.2994270380728414, 0.9057408768092244, -2.200581037732669},
            new double[] {1.438040731189874, 3.475325710462858, 0.38876216574869826});

    @TempDir
    Path directory;

    @Test
    void bilinearHasAMatrixBetweenQueryAndKey() {
        ScoreFunction score = new BilinearScore(new GivenParameters(Map.of("W", SQUARE)));

        Matrices.assertClose(score.score(QUERIES, KEYS, CONTEXT), BILINEAR, 1e-14);
    }

    @Test
    void additiveAddsQueryAndKeyInAHiddenLayer() {
        ScoreFunction score = new AdditiveScore(new GivenParameters(Map.of("W", W, "U", U, "v", V)), 3);

        Matrices.assertClose(score.score(QUERIES, KEYS, CONTEXT), HIDDEN, 4e-15);
    }

    @Test
    void concatSeesQueryAndKeySideBySide() {
        Matrix both = Matrix.joinRows(List.of(W, U));
        ScoreFunction score = new ConcatScore(new GivenParameters(Map.of("W", both, "v", V)), 3);

        Matrices.assertClose(score.score(QUERIES, KEYS, CONTEXT), HIDDEN, 4e-15);
    }

    @Test
    void queriesAndKeysOfDifferentWidthMeetInTheHiddenLayer() {
        SeededParameters parameters = new SeededParameters(1);

        assertThat(new AdditiveScore(parameters).score(QUERIES, Matrices.random(3, 2, 1), CONTEXT))
                .hasToString("2×3 matrix");
        assertThat(new ConcatScore(parameters).score(QUERIES, Matrices.random(3, 2, 1), CONTEXT))
                .hasToString("2×3 matrix");
    }

    /** By hand, W_a being the matrix above: (1, 2, 3, 0) with its rows 1 and 2, (−1, 0, 0.5, 4) with the same. */
    @Test
    void locationHasARowForThePositionOfTheKey() {
        ScoreFunction score = new LocationScore(new GivenParameters(Map.of("W_a", SQUARE)));
        HeadContext context = new HeadContext(new ReferenceBackend(), 0, 1, 3, 1);

        Matrix scores = score.score(QUERIES, KEYS.rows(0, 2), context);
        // −0.1 + 0 + 0.3 + 0, 0.3 + 0.8 + 1.5 + 0; 0.1 + 0 + 0.05 + 0.8, −0.3 + 0 + 0.25 + 2.4
        Matrices.assertClose(scores, Matrix.ofRows(new double[] {0.2, 2.6}, new double[] {0.95, 2.35}), 1e-15);
    }

    @Test
    void seededLocationsDoNotDependOnTheLengthOfTheText() {
        LocationScore score = new LocationScore(new SeededParameters(5));
        Matrix keys = Matrix.zeros(40, 4);

        Matrix scores = score.score(QUERIES, keys, CONTEXT);
        assertThat(score.score(QUERIES, keys.rows(0, 7), CONTEXT)).isEqualTo(scores.columns(0, 7));
        assertThat(score.score(QUERIES, keys.rows(0, 5), new HeadContext(new ReferenceBackend(), 0, 1, 39, 35)))
                .isEqualTo(scores.columns(35, 40));
    }

    @Test
    void scoresAreMadeFromASeed() {
        GivenOptions options = GivenOptions.of("seed", "7");
        Matrix drawn = new SeededParameters(7).matrix("W", 4, 4);

        assertThat(BilinearScore.strategy().create(options).score(QUERIES, KEYS, CONTEXT))
                .isEqualTo(new BilinearScore(new GivenParameters(Map.of("W", drawn))).score(QUERIES, KEYS, CONTEXT));
        assertThat(AdditiveScore.strategy()
                        .create(new GivenOptions(Map.of("seed", "7", "layout", "in-out")))
                        .score(QUERIES, KEYS, CONTEXT))
                .isEqualTo(new AdditiveScore(new SeededParameters(7), 4).score(QUERIES, KEYS, CONTEXT));
    }

    @Test
    void scoresAreMadeFromAFile() throws IOException {
        String file = file(Map.of("att.W", W, "att.U", U, "att.v", V));
        Map<String, String> options =
                Map.of("file", file, "hidden", "3", "query", "att.W", "key", "att.U", "vector", "att.v");

        Matrices.assertClose(
                AdditiveScore.strategy().create(new GivenOptions(options)).score(QUERIES, KEYS, CONTEXT),
                HIDDEN,
                4e-15);
        String single = file(Map.of("anything", SQUARE));
        Matrices.assertClose(
                BilinearScore.strategy().create(GivenOptions.of("file", single)).score(QUERIES, KEYS, CONTEXT),
                BILINEAR,
                1e-14);
    }

    @Test
    void aMatrixOfAnotherWidthIsAnError() throws IOException {
        String file = file(Map.of("W", W));
        ScoreFunction score = BilinearScore.strategy().create(GivenOptions.of("file", file));

        assertThatThrownBy(() -> score.score(QUERIES, KEYS, CONTEXT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + ": the tensor 'W' has the shape [4, 3], and [4, 4] (in × out) is needed");
    }

    @Test
    void aTextThatIsLongerThanTheLocationsIsAnError() throws IOException {
        String file = file(Map.of("W_a", SQUARE.rows(0, 2)));
        ScoreFunction score = LocationScore.strategy().create(GivenOptions.of("file", file));

        assertThatThrownBy(() -> score.score(QUERIES, KEYS, CONTEXT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        file + ": the tensor 'W_a' has rows for 2 positions, and the text has 3; take a shorter text");
    }

    private String file(Map<String, Matrix> matrices) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        matrices.forEach((name, matrix) -> tensors.put(name, Tensor.of(ElementType.F64, matrix)));
        Path file = directory.resolve("score.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        return file.toString();
    }

    @Test
    void hiddenLayersHaveUnits() {
        SeededParameters parameters = new SeededParameters(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new AdditiveScore(parameters, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConcatScore(parameters, -1))
                .withMessage("a hidden layer cannot have -1 units");
    }
}
