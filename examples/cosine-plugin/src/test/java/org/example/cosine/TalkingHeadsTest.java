package org.example.cosine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.junit.jupiter.api.Test;

/** Expected numbers were computed with NumPy from the formulas: {@code np.einsum('gh,hij->gij', P, heads)}. */
final class TalkingHeadsTest {
    private static final Matrix QUERIES =
            Matrix.ofRows(new double[] {1, 0, 2, -1}, new double[] {0.5, -1, 0, 1}, new double[] {2, 1, -1, 0});
    private static final Matrix KEYS =
            Matrix.ofRows(new double[] {0, 1, 1, 1}, new double[] {1, -1, 0, 2}, new double[] {-1, 0.5, 1, 0});
    private static final Matrix VALUES =
            Matrix.ofRows(new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8}, new double[] {-1, 0, 1, 0.5});

    private final CausalSoftmaxStages stages = new CausalSoftmaxStages();

    @Test
    void scoresAndWeightsAreMixedAcrossHeads() {
        Matrix output = new TalkingHeads(2, 0.25).attend(QUERIES, KEYS, VALUES, stages);
        assertMatrix(
                stages.noted(Stage.MODIFIED, 0), 0.125, 0.625, -0.625, -0.75, 1.5625, -0.875, 0.75, 0.875, -1.4375);
        assertMatrix(
                stages.noted(Stage.MODIFIED, 1), 0.875, -1.625, 1.625, 0.75, 1.9375, -0.125, -0.75, 0.125, -1.0625);
        assertMatrix(
                stages.noted(Stage.WEIGHTS, 0),
                1,
                0,
                0,
                0.10804466433096288,
                0.8919553356690372,
                0,
                0.4199578117383528,
                0.5141789153346451,
                0.06586327292700206);
        assertMatrix(
                stages.noted(Stage.WEIGHTS, 1),
                1,
                0,
                0,
                0.21575468654502922,
                0.7842453134549707,
                0,
                0.26750994956917,
                0.5712590798042985,
                0.16123097062653155);
        assertMatrix(
                output,
                1,
                2,
                3,
                4,
                4.567821342676149,
                5.567821342676149,
                6.136981253819883,
                7.136981253819883,
                2.924989115484576,
                3.924989115484576,
                4.962574377964131,
                5.7207279220243334);
    }

    @Test
    void withoutMixingHeadsDoNotHearEachOther() {
        Matrix output = new TalkingHeads(2, 0).attend(QUERIES, KEYS, VALUES, stages);
        Matrix left = stages.attend(0, QUERIES.columns(0, 2), KEYS.columns(0, 2), VALUES.columns(0, 2));
        Matrix right = stages.attend(1, QUERIES.columns(2, 4), KEYS.columns(2, 4), VALUES.columns(2, 4));
        assertEquals(left, output.columns(0, 2));
        assertEquals(right, output.columns(2, 4));
    }

    @Test
    void withFullMixingAllHeadsAreAlike() {
        new TalkingHeads(4, 1).attend(QUERIES, KEYS, VALUES, stages);
        assertEquals(stages.noted(Stage.WEIGHTS, 0), stages.noted(Stage.WEIGHTS, 3));
        assertEquals(stages.noted(Stage.MODIFIED, 1), stages.noted(Stage.MODIFIED, 2));
    }

    @Test
    void anInfiniteScoreOfOneHeadIsNeverNaN() {
        for (double mix : new double[] {0, 0.25, 1}) {
            Matrix output = new TalkingHeads(2, mix).attend(QUERIES, KEYS, VALUES, new ForbiddingStages(stages));
            for (double element : output.elements()) {
                assertTrue(Double.isFinite(element), "with mix " + mix);
            }
        }
    }

    @Test
    void headsThatDoNotShareTheChannelsEvenlyAreRejected() {
        InvalidInputException error = assertThrows(
                InvalidInputException.class, () -> new TalkingHeads(3, 0.25).attend(QUERIES, KEYS, VALUES, stages));
        assertEquals(
                "talking-heads: 3 heads cannot share the 4 channels of the queries evenly; heads can be one of 1, 2, 4",
                error.getMessage());
    }

    @Test
    void headsAreCounted() {
        assertEquals(2, new TalkingHeads(2, 0.25).heads());
    }

    private static void assertMatrix(Matrix actual, double... expected) {
        assertArrayEquals(expected, actual.elements(), 1e-14);
    }

    /** Lets a modifier forbid the last key to head 0. */
    private record ForbiddingStages(AttentionStages stages) implements AttentionStages {
        @Override
        public Matrix raw(int head, Matrix queries, Matrix keys) {
            return stages.raw(head, queries, keys);
        }

        @Override
        public Matrix modified(int head, Matrix raw) {
            double[] elements = raw.elements().clone();
            if (head == 0) {
                elements[elements.length - 1] = Double.NEGATIVE_INFINITY;
            }
            return stages.modified(head, Matrix.wrap(raw.rows(), raw.columns(), elements));
        }

        @Override
        public Matrix masked(int head, Matrix modified) {
            return stages.masked(head, modified);
        }

        @Override
        public Matrix weights(int head, Matrix masked) {
            return stages.weights(head, masked);
        }

        @Override
        public Matrix values(int head, Matrix weights, Matrix values) {
            return stages.values(head, weights, values);
        }

        @Override
        public MatrixBackend backend() {
            return stages.backend();
        }

        @Override
        public void note(Stage stage, int head, Matrix matrix) {
            stages.note(stage, head, matrix);
        }
    }
}
