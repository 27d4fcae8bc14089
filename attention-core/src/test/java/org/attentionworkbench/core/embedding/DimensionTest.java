package org.attentionworkbench.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.attentionworkbench.api.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DimensionTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 65_536})
    void takesItsRange(int dimension) {
        assertThat(Dimension.check(dimension)).isEqualTo(dimension);
        assertThat(Dimension.OPTION.read(String.valueOf(dimension))).isEqualTo(dimension);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_537})
    void refusesWhatIsOutside(int dimension) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dimension.check(dimension))
                .withMessage("dimension " + dimension + " is not from 1 to 65536");
        assertThatIllegalArgumentException().isThrownBy(() -> Dimension.OPTION.read(String.valueOf(dimension)));
    }

    @Test
    void refusesMoreThanAMatrixHolds() {
        assertThatThrownBy(() -> Dimension.zeros(40_000, 65_536))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("40000 tokens with 65536 numbers each are more than a matrix can hold (2147483639);"
                        + " take a shorter text or shorter vectors");
    }
}
