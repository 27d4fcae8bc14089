package org.attentionworkbench.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.text.Embedder;
import org.attentionworkbench.api.text.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values: {@code np.sin} and {@code np.cos} of the paper's formula in NumPy. */
class PositionalEmbedderTest {

    @Test
    void addsSinesAndCosines() {
        Matrix vectors =
                new PositionalEmbedder(tokens -> filled(tokens, 4, 0), 10_000).embed(Words.tokens("a", "b", "c"));

        assertThat(vectors.elements())
                .containsExactly(
                        new double[] {
                            0.0, 1.0, 0.0, 1.0,
                            0.8414709848078965, 0.5403023058681398, 0.009999833334166664, 0.9999500004166653,
                            0.9092974268256817, -0.4161468365471424, 0.01999866669333308, 0.9998000066665778
                        },
                        within(1e-15));
    }

    @Test
    void anOddWidthEndsWithASine() {
        Matrix vectors =
                new PositionalEmbedder(tokens -> filled(tokens, 5, 10), 100).embed(Words.tokens("a", "b", "c"));

        assertThat(vectors.row(2))
                .containsExactly(
                        new double[] {
                            10 + 0.9092974268256817,
                            10 - 0.4161468365471424,
                            10 + 0.3116971458465109,
                            10 + 0.9501815033303579,
                            10 + 0.050216599387465206
                        },
                        within(1e-14));
    }

    @Test
    void leavesTheOtherEmbeddersMatrixAlone() {
        Matrix plain = Matrix.ofRows(new double[] {1, 2});

        assertThat(new PositionalEmbedder(tokens -> plain, 10_000).embed(Words.tokens("a")))
                .isEqualTo(Matrix.ofRows(new double[] {1, 3}));
        assertThat(plain).isEqualTo(Matrix.ofRows(new double[] {1, 2}));
    }

    @Test
    void noTokensGiveNoRows() {
        assertThat(new PositionalEmbedder(new HashedEmbedder(3), 10_000).embed(List.of()))
                .isEqualTo(Matrix.zeros(0, 3));
        assertThat(new PositionalEmbedder(new OneHotEmbedder(), 10_000).embed(List.of()))
                .isEqualTo(Matrix.zeros(0, 0));
    }

    @Test
    void readsItsOptions() {
        List<Token> tokens = Words.tokens("a", "b");
        Embedder random = Words.create("random", Map.of());

        assertThat(Words.create("positional", Map.of()).embed(tokens))
                .isEqualTo(new PositionalEmbedder(random, 10_000).embed(tokens));
        assertThat(Words.create("positional", Map.of("of", "one-hot", "base", "50"))
                        .embed(tokens))
                .isEqualTo(new PositionalEmbedder(new OneHotEmbedder(), 50).embed(tokens));
        assertThatIllegalArgumentException().isThrownBy(() -> Words.create("positional", Map.of("base", "0.5")));
    }

    @Test
    void aBaseOfOneGivesAllColumnsOneWavelength() {
        assertThat(new PositionalEmbedder(tokens -> filled(tokens, 3, 0), 1)
                        .embed(Words.tokens("a", "b"))
                        .row(1))
                .containsExactly(new double[] {Math.sin(1), Math.cos(1), Math.sin(1)}, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.999, 0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesABaseWithoutMeaning(double base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PositionalEmbedder(new OneHotEmbedder(), base))
                .withMessage("base " + base + " is not a finite number of at least 1");
    }

    private static Matrix filled(List<Token> tokens, int dimension, double value) {
        Matrix matrix = Matrix.zeros(tokens.size(), dimension);
        Arrays.fill(matrix.elements(), value);
        return matrix;
    }
}
