package org.example.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Test;

/** Expected numbers were computed with NumPy from the formulas: {@code np.einsum('gh,hij->gij', P, weights)}. */
final class ConsensusTest {
    private static final Matrix QUERIES =
            Matrix.ofRows(new double[] {1, 0, 2, -1}, new double[] {0.5, -1, 0, 1}, new double[] {2, 1, -1, 0});
    private static final Matrix KEYS =
            Matrix.ofRows(new double[] {0, 1, 1, 1}, new double[] {1, -1, 0, 2}, new double[] {-1, 0.5, 1, 0});
    private static final Matrix VALUES =
            Matrix.ofRows(new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8}, new double[] {-1, 0, 1, 0.5});

    private final CausalSoftmaxStages stages = new CausalSoftmaxStages();

    @Test
    void eachHeadTakesItsShareOfTheMeanOfAllWeights() {
        Matrix output = new Consensus(2, 0.25).attend(QUERIES, KEYS, VALUES, stages);
        assertMatrix(
                stages.noted(Stage.WEIGHTS, 0),
                1,
                0,
                0,
                0.0999935851898375,
                0.9000064148101626,
                0,
                0.446744509867371,
                0.492266425760964,
                0.06098906437166499);
        assertMatrix(
                stages.noted(Stage.WEIGHTS, 1),
                1,
                0,
                0,
                0.24480601620140113,
                0.7551939837985988,
                0,
                0.2454848365099834,
                0.5641382477651341,
                0.19037691572488252);
        assertMatrix(
                output,
                1,
                2,
                3,
                4,
                4.600025659240651,
                5.600025659240651,
                6.020775935194395,
                7.020775935194395,
                2.847087574300526,
                3.8470875743005264,
                4.8757991596107715,
                5.590233786023448);
    }

    @Test
    void withoutMixingHeadsDoNotHearEachOther() {
        Matrix output = new Consensus(2, 0).attend(QUERIES, KEYS, VALUES, stages);
        Matrix left = stages.attend(0, QUERIES.columns(0, 2), KEYS.columns(0, 2), VALUES.columns(0, 2));
        Matrix right = stages.attend(1, QUERIES.columns(2, 4), KEYS.columns(2, 4), VALUES.columns(2, 4));
        assertEquals(left, output.columns(0, 2));
        assertEquals(right, output.columns(2, 4));
    }

    @Test
    void withFullMixingAllHeadsAreAlike() {
        new Consensus(4, 1).attend(QUERIES, KEYS, VALUES, stages);
        assertEquals(stages.noted(Stage.WEIGHTS, 0), stages.noted(Stage.WEIGHTS, 3));
        assertEquals(stages.noted(Stage.WEIGHTS, 1), stages.noted(Stage.WEIGHTS, 2));
    }

    @Test
    void headsThatDoNotShareTheChannelsEvenlyAreRejected() {
        InvalidInputException error = assertThrows(
                InvalidInputException.class, () -> new Consensus(3, 0.25).attend(QUERIES, KEYS, VALUES, stages));
        assertEquals(
                "consensus: 3 heads cannot share the 4 channels of the queries evenly; heads can be one of 1, 2, 4",
                error.getMessage());
    }

    @Test
    void headsAreCounted() {
        assertEquals(2, new Consensus(2, 0.25).heads());
    }

    private static void assertMatrix(Matrix actual, double... expected) {
        assertArrayEquals(expected, actual.elements(), 1e-14);
    }
}
