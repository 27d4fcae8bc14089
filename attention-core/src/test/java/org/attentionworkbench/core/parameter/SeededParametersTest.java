package org.attentionworkbench.core.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.assertj.core.data.Offset;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.parameter.SeededParameters.Distribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected numbers were computed with whole numbers in Python, from the definition of SplitMix64, and NumPy. */
class SeededParametersTest {
    private final SeededParameters parameters = new SeededParameters(42);

    @Test
    void matricesAreThoseOfTheDefinition() {
        assertThat(parameters.matrix("W_q", 2, 3))
                .isEqualTo(Matrix.ofRows(
                        new double[] {-0.85546808660797, 0.2751999092017546, -0.762425868335186},
                        new double[] {0.9792744475757383, 0.3639831521115762, 0.87075751446022}));
    }

    @Test
    void vectorsAreThoseOfTheDefinition() {
        assertThat(parameters.vector("b_q", 4))
                .containsExactly(0.49388162534657765, -0.09402214991259361, 0.1462617588275161, 0.7414495659929677);
    }

    @Test
    void rowsOfATableAreDrawnByTheirPosition() {
        Matrix row = Matrix.ofRows(new double[] {1.0726896693087955, -1.3893913645634337});

        assertThat(parameters.table("w", 5, 6, 2)).isEqualTo(row);
        assertThat(parameters.table("w", 3, 8, 2).rows(2, 3)).isEqualTo(row);
    }

    @Test
    void normalNumbersAreThoseOfTheDefinition() {
        Matrix drawn = new SeededParameters(42, Distribution.NORMAL).matrix("W_q", 2, 1);

        assertThat(drawn.elements())
                .containsExactly(new double[] {0.21236498836053488, -0.4776484700188883}, Offset.offset(1e-15));
    }

    @Test
    void whatElseIsDrawnChangesNothing() {
        Matrix alone = new SeededParameters(7).matrix("W_q", 8, 8);
        SeededParameters busy = new SeededParameters(7);
        busy.matrix("W_k", 8, 8);
        busy.vector("b_q", 8);

        assertThat(busy.matrix("W_q", 8, 8)).isEqualTo(alone);
    }

    @ParameterizedTest
    @ValueSource(ints = {65_536, Integer.MAX_VALUE})
    void whatFitsIntoNoMemoryIsRefused(int columns) {
        assertThatThrownBy(() -> parameters.matrix("W_q", 65_536, columns))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the parameter W_q of 65,536 × " + String.format(Locale.ROOT, "%,d", columns))
                .hasMessageContaining("choose fewer");
    }

    @Test
    void rolesShapesAndSeedsHaveNumbersOfTheirOwn() {
        Matrix drawn = parameters.matrix("W_q", 4, 6);

        assertThat(parameters.matrix("W_k", 4, 6)).isNotEqualTo(drawn);
        assertThat(new SeededParameters(43).matrix("W_q", 4, 6)).isNotEqualTo(drawn);
        assertThat(parameters.matrix("W_q", 6, 4).elements()).isNotEqualTo(drawn.elements());
    }

    /** 10000 numbers: their variance is 2/(in + out) within four standard errors, √(4/5) or √2 of it by √10000. */
    @ParameterizedTest
    @EnumSource(Distribution.class)
    void varianceIsThatOfGlorotAndBengio(Distribution distribution) {
        double[] drawn =
                new SeededParameters(1, distribution).matrix("W", 40, 250).elements();
        double sum = 0;
        double squares = 0;
        for (double number : drawn) {
            sum += number;
            squares += number * number;
        }

        assertThat(squares / drawn.length).isCloseTo(2.0 / 290, Offset.offset(4 * Math.sqrt(2) / 100 * 2 / 290));
        assertThat(sum / drawn.length).isCloseTo(0, Offset.offset(4 * Math.sqrt(2.0 / 290) / 100));
    }

    @Test
    void uniformNumbersStayWithinTheirLimit() {
        double limit = Math.sqrt(6.0 / 200);

        for (double number : parameters.matrix("W", 100, 100).elements()) {
            assertThat(number).isBetween(-limit, limit);
        }
    }

    @Test
    void sidesMayBeZero() {
        assertThat(parameters.matrix("W", 0, 0)).isEqualTo(Matrix.zeros(0, 0));
        assertThat(parameters.vector("b", 0)).isEmpty();
        assertThat(parameters.table("w", 4, 4, 3)).isEqualTo(Matrix.zeros(0, 3));
    }
}
