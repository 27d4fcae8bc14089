package org.attentionworkbench.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardScoresTest {
    private static final HeadContext CONTEXT = new HeadContext(new ReferenceBackend(), 0, 1, 0);
    private static final Matrix QUERIES = Matrix.ofRows(new double[] {1, 2, 3, 0}, new double[] {-1, 0, 0.5, 4});
    private static final Matrix KEYS =
            Matrix.ofRows(new double[] {1, 1, 1, 1}, new double[] {0, 2, 4, -1}, new double[] {2, 0, 0, 0});

    /** By hand: 1+2+3+0, 0+4+12+0, 2; −1+0+0.5+4, 0+0+2−4, −2. */
    private static final Matrix DOT_PRODUCTS = Matrix.ofRows(new double[] {6, 16, 2}, new double[] {3.5, -2, -2});

    private final List<Strategy<ScoreFunction>> strategies = new StandardScores().scoreFunctions();

    @Test
    void dotIsTheDotProduct() {
        assertThat(new DotScore().score(QUERIES, KEYS, CONTEXT)).isEqualTo(DOT_PRODUCTS);
    }

    @Test
    void scaledDotDividesByTheRootOfTheWidth() {
        Matrix halved = Matrix.ofRows(new double[] {3, 8, 1}, new double[] {1.75, -1, -1});

        assertThat(new ScaledDotScore().score(QUERIES, KEYS, CONTEXT)).isEqualTo(halved);
    }

    @Test
    void scaledDotTakesAScaleOfOnesOwn() {
        Matrix quadrupled = Matrix.ofRows(new double[] {-24, -64, -8}, new double[] {-14, 8, 8});

        assertThat(new ScaledDotScore(-4).score(QUERIES, KEYS, CONTEXT)).isEqualTo(quadrupled);
    }

    @Test
    void scaleFollowsTheWidthUnlessGiven() {
        assertThat(new ScaledDotScore().scale(64)).isEqualTo(0.125);
        assertThat(new ScaledDotScore(0.3).scale(64)).isEqualTo(0.3);
        assertThat(new DotScore().scale(64)).isEqualTo(1);
    }

    @Test
    void rowsWithoutChannelsScoreZero() {
        Matrix scores = new ScaledDotScore().score(Matrix.zeros(2, 0), Matrix.zeros(3, 0), CONTEXT);

        assertThat(scores).isEqualTo(Matrix.zeros(2, 3));
    }

    @Test
    void queriesAndKeysOfDifferentWidthAreRefused() {
        assertThatThrownBy(() -> new ScaledDotScore().score(QUERIES, Matrix.zeros(3, 5), CONTEXT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "a dot product needs queries and keys of one width; the queries have 4 channels, the keys 5");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void scaleMustBeFinite(double scale) {
        assertThatThrownBy(() -> new ScaledDotScore(scale))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot scale by " + scale);
    }

    @Test
    void namesAreInTheOrderInWhichTheyAreListed() {
        assertThat(strategies)
                .extracting(Strategy::name)
                .containsExactly(
                        "dot",
                        "scaled-dot",
                        "cosine",
                        "bilinear",
                        "additive",
                        "concat",
                        "distance",
                        "location",
                        "rotary");
    }

    @Test
    void everyScoreHasAFormulaAndASource() {
        assertThat(strategies).allSatisfy(strategy -> {
            assertThat(strategy.formula()).isPresent();
            assertThat(strategy.source()).isPresent();
        });
    }

    @Test
    void dotIsMadeWithoutOptions() {
        assertThat(strategies.get(0).options()).isEmpty();
        assertThat(strategies.get(0).create(GivenOptions.NONE)).isInstanceOf(DotScore.class);
    }

    @Test
    void scaledDotIsMadeWithAndWithoutScale() {
        Strategy<ScoreFunction> scaledDot = strategies.get(1);

        assertThat(scaledDot.options()).extracting(Option::name).containsExactly("scale");
        assertThat(scaledDot.options()).extracting(Option::defaultDescription).containsExactly("1/√d");
        assertThat(((ScaledDotScore) scaledDot.create(GivenOptions.NONE)).scale(16))
                .isEqualTo(0.25);
        assertThat(((ScaledDotScore) scaledDot.create(GivenOptions.of("scale", "3"))).scale(16))
                .isEqualTo(3);
    }
}
