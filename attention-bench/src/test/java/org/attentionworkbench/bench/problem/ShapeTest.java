package org.attentionworkbench.bench.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.attentionworkbench.api.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

    @Test
    void theMeasuredShapesAreReadAsTheyAreWritten() {
        assertThat(Shape.MEASURED)
                .hasSize(7)
                .allSatisfy(shape -> assertThat(Shape.parse(shape.toString())).isEqualTo(shape));
        assertThat(Shape.parse(" 1×2×1×3×4×5 ")).isEqualTo(new Shape(1, 2, 1, 3, 4, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "1x2x3, is no shape",
        "1x2x2x3x4xd, is no shape",
        "'', is no shape",
        "1x2x2x3x4x0, numbers from 1",
        "1x3x2x4x4x4, 3 heads cannot share 2",
        "1000x1000x1000x1000x1000x1000, does not fit an array",
    })
    void whatIsNoShapeIsRefused(String text, String reason) {
        assertThatThrownBy(() -> Shape.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(reason);
    }
}
