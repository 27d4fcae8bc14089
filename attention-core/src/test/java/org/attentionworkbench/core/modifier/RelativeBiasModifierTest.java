package org.attentionworkbench.core.modifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.parameter.SeededParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelativeBiasModifierTest {
    private static final Matrix TABLE = Matrix.ofRows(new double[] {1, 2, 3, 4, 5}, new double[] {10, 20, 30, 40, 50});

    @ParameterizedTest
    @CsvSource({"9, 1", "3, 1", "2, 1", "1, 2", "0, 3", "-1, 4", "-2, 5", "-3, 5"})
    void distancesBeyondTheLastAreClipped(int queryMinusKey, double expected) {
        ScoreModifier modifier = new RelativeBiasModifier(TABLE).over(2);

        assertThat(modifier.modify(0.5, 0, 9, 9 - queryMinusKey)).isEqualTo(0.5 + expected);
        assertThat(modifier.modify(0.5, 1, 9, 9 - queryMinusKey)).isEqualTo(0.5 + 10 * expected);
    }

    @Test
    void aSingleColumnAddsTheSameEverywhere() {
        ScoreModifier modifier = new RelativeBiasModifier(Matrix.ofRows(new double[] {7}));

        assertThat(modifier.modify(0, 0, 4, 1)).isEqualTo(7);
        assertThat(modifier.modify(0, 0, 4, 4)).isEqualTo(7);
    }

    @Test
    void wholeMatricesAndSingleScoresAgree() {
        WholeAndPointwise.assertAgree(new RelativeBiasModifier(TABLE), 2);
        WholeAndPointwise.assertAgree(new RelativeBiasModifier(new SeededParameters(5), 3), 4);
    }

    @Test
    void drawsAsManyHeadsAsThereAre() {
        RelativeBiasModifier modifier = new RelativeBiasModifier(new SeededParameters(5), 2);
        Matrix drawn = new SeededParameters(5).matrix("b", 3, 5);

        assertThat(modifier.over(3).modify(0, 2, 0, 1)).isEqualTo(drawn.get(2, 3));
        assertThat(modifier.over(3).comparesPositions()).isTrue();
    }

    @Test
    void aTableIsForItsHeadsOnly() {
        assertThatThrownBy(() -> new RelativeBiasModifier(TABLE).over(1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "the table has biases for 2 heads, and the variant has 1 head; choose a variant with as many "
                                + "heads");
    }

    @Test
    void aTableHasAMiddle() {
        assertThatThrownBy(() -> new RelativeBiasModifier(Matrix.zeros(2, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a table from −k to k has 2k + 1 columns, an odd number, not 4");
        assertThatThrownBy(() -> new RelativeBiasModifier(Matrix.zeros(0, 5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1 << 30})
    void distancesHaveARange(int distance) {
        SeededParameters parameters = new SeededParameters(1);
        assertThatThrownBy(() -> new RelativeBiasModifier(parameters, distance))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a distance is from 0 to 2³⁰ − 1, not " + distance);
    }
}
