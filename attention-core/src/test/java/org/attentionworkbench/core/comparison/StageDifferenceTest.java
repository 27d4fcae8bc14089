package org.attentionworkbench.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.attentionworkbench.core.comparison.Measured.matrix;
import static org.attentionworkbench.core.comparison.Measured.row;

import java.util.NoSuchElementException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageDifferenceTest {
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    private static AttentionResult masked(Matrix... heads) {
        return Measured.result(Stage.MASKED, heads);
    }

    private static StageDifference between(AttentionResult first, AttentionResult second) {
        return StageDifference.between(first, second, Stage.MASKED);
    }

    @Test
    void theSameDoesNotDiffer() {
        AttentionResult result = masked(matrix(row(1, NEVER), row(0, -3)));

        assertThat(between(result, result)).isEqualTo(new StageDifference(Stage.MASKED, 0, 0));
        assertThat(between(masked(matrix(row(0.0))), masked(matrix(row(-0.0)))))
                .isEqualTo(new StageDifference(Stage.MASKED, 0, 0));
    }

    /** By hand: |8 − 10| = 2 and 2/10; |1 − 2| = 1 and 1/2; so the largest are of different places. */
    @Test
    void theLargestOfEachKindIsTaken() {
        assertThat(between(masked(matrix(row(8, 1, NEVER))), masked(matrix(row(10, 2, NEVER)))))
                .isEqualTo(new StageDifference(Stage.MASKED, 2, 0.5));
        assertThat(between(masked(matrix(row(2, -10))), masked(matrix(row(1, -8)))))
                .isEqualTo(new StageDifference(Stage.MASKED, 2, 0.5));
    }

    @Test
    void allHeadsAreCompared() {
        AttentionResult first = masked(matrix(row(1)), matrix(row(1)), matrix(row(1)));
        AttentionResult second = masked(matrix(row(1)), matrix(row(4)), matrix(row(1)));

        assertThat(between(first, second)).isEqualTo(new StageDifference(Stage.MASKED, 3, 0.75));
    }

    /** The sign of a difference, from −1 to 1, has a relative difference of 2. */
    @ParameterizedTest
    @CsvSource({
        "-1, 1, 2, 2",
        "0, 3, 3, 1",
        "-Infinity, 3, Infinity, Infinity",
        "3, Infinity, Infinity, Infinity",
        "-Infinity, Infinity, Infinity, Infinity",
        "1e308, -1e308, Infinity, Infinity",
        "NaN, 1, NaN, NaN",
        "NaN, NaN, NaN, NaN"
    })
    void differencesOfTwoNumbers(double first, double second, double absolute, double relative) {
        assertThat(between(masked(matrix(row(first, 5))), masked(matrix(row(second, 5)))))
                .isEqualTo(new StageDifference(Stage.MASKED, absolute, relative));
    }

    @Test
    void shapesMustAgree() {
        AttentionResult square = masked(matrix(row(1, 0), row(1, 0)));

        assertThatThrownBy(() -> between(square, masked(matrix(row(1, 0)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a 2×2 matrix cannot be compared with a 1×2 matrix");
        assertThatThrownBy(() -> between(square, masked(matrix(row(1), row(1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a 2×2 matrix cannot be compared with a 2×1 matrix");
    }

    @Test
    void headsMustBeAsMany() {
        AttentionResult one = masked(matrix(row(1)));
        AttentionResult two = masked(matrix(row(1)), matrix(row(1)));

        assertThatThrownBy(() -> between(one, two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a result of 1 heads cannot be compared with one of 2");
        assertThatThrownBy(() -> between(two, one)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stageMustHaveBeenCaptured() {
        AttentionResult result = masked(matrix(row(1)));

        assertThatThrownBy(() -> StageDifference.between(result, result, Stage.RAW))
                .isInstanceOf(NoSuchElementException.class);
    }
}
