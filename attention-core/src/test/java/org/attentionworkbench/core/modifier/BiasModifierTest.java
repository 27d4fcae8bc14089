package org.attentionworkbench.core.modifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BiasModifierTest {
    private static final double NEVER = Double.NEGATIVE_INFINITY;
    private static final Matrix BIAS = Matrix.ofRows(new double[] {1, 2, 3}, new double[] {10, NEVER, 30});

    private static HeadContext context(int head, int heads, int firstQuery, int firstKey) {
        return new HeadContext(new ReferenceBackend(), head, heads, firstQuery, firstKey);
    }

    private static Matrix random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[] elements = random.doubles((long) rows * columns).toArray();
        return Matrix.wrap(rows, columns, elements);
    }

    @Test
    void addsToEveryScore() {
        Matrix scores = Matrix.ofRows(new double[] {0.5, 0.5, -3}, new double[] {0, 7, 1});

        assertThat(new BiasModifier(BIAS).modify(scores, context(0, 1, 0, 0)))
                .isEqualTo(Matrix.ofRows(new double[] {1.5, 2.5, 0}, new double[] {10, NEVER, 31}));
    }

    @Test
    void aSingleRowHoldsForEveryQuery() {
        BiasModifier modifier = new BiasModifier(Matrix.ofRows(new double[] {1, NEVER}));

        assertThat(modifier.modify(Matrix.zeros(3, 2), context(0, 1, 40, 0)))
                .isEqualTo(Matrix.ofRows(new double[] {1, NEVER}, new double[] {1, NEVER}, new double[] {1, NEVER}));
    }

    @Test
    void everyHeadHasItsMatrix() {
        BiasModifier modifier = new BiasModifier(List.of(BIAS, Matrix.ofRows(new double[] {-1, -2, -3})));

        assertThat(modifier.over(2)).isSameAs(modifier);
        assertThat(modifier.modify(0, 0, 1, 2)).isEqualTo(30);
        assertThat(modifier.modify(0, 1, 1, 2)).isEqualTo(-3);
    }

    @Test
    void oneMatrixHoldsForAllHeads() {
        BiasModifier modifier = new BiasModifier(BIAS);

        assertThat(modifier.over(8)).isSameAs(modifier);
        assertThat(modifier.modify(0, 7, 0, 2)).isEqualTo(3);
    }

    @Test
    void whatIsForbiddenStaysSoWhereScoresHaveOverflowed() {
        assertThat(new BiasModifier(BIAS).modify(Double.POSITIVE_INFINITY, 0, 1, 1))
                .isEqualTo(NEVER);
    }

    @Test
    void wholeMatricesAndSingleScoresAgree() {
        WholeAndPointwise.assertAgree(new BiasModifier(random(6, 6, 1)), 2);
        WholeAndPointwise.assertAgree(new BiasModifier(random(9, 8, 2)), 1);
        WholeAndPointwise.assertAgree(new BiasModifier(random(1, 6, 3)), 1);
        WholeAndPointwise.assertAgree(new BiasModifier(List.of(random(6, 6, 4), random(1, 6, 5))), 2);
    }

    @Test
    void aBiasThatIsTooSmallSaysWhatWouldFit() {
        BiasModifier modifier = new BiasModifier(BIAS);

        assertThatThrownBy(() -> modifier.modify(Matrix.zeros(3, 3), context(0, 1, 0, 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the bias has 2×3 numbers and none for query 3 and key 3; give a row for each query, or a "
                        + "single one, and a column for each key");
        assertThatThrownBy(() -> modifier.modify(Matrix.zeros(1, 2), context(0, 1, 1, 2)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("none for query 2 and key 4");
        assertThatThrownBy(() -> modifier.modify(0, 0, 2, 0)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void matricesForAnotherNumberOfHeadsAreRefused() {
        BiasModifier modifier = new BiasModifier(List.of(BIAS, BIAS));

        assertThatThrownBy(() -> modifier.over(1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the bias has 2 matrices for 1 head; give one matrix for each head, or one for all");
        assertThatThrownBy(() -> modifier.modify(0, 2, 0, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the bias has 2 matrices and none for head 3; give one matrix for each head, or one for "
                        + "all");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void biasesAreFiniteOrForbid(double element) {
        assertThatThrownBy(() -> new BiasModifier(Matrix.ofRows(new double[] {0, element})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a bias is a finite number or −∞, not " + element);
    }

    @Test
    void noMatrixIsNoBias() {
        assertThatThrownBy(() -> new BiasModifier(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
