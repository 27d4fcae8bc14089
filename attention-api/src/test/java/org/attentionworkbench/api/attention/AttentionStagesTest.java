package org.attentionworkbench.api.attention;

import static org.assertj.core.api.Assertions.assertThat;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.junit.jupiter.api.Test;

final class AttentionStagesTest {
    private static final Matrix QUERIES = Matrix.zeros(1, 1);
    private static final Matrix KEYS = Matrix.zeros(2, 1);
    private static final Matrix VALUES = Matrix.zeros(2, 3);
    private static final Matrix RAW = Matrix.ofRows(new double[] {1});
    private static final Matrix MODIFIED = Matrix.ofRows(new double[] {2});
    private static final Matrix MASKED = Matrix.ofRows(new double[] {3});
    private static final Matrix WEIGHTS = Matrix.ofRows(new double[] {4});
    private static final Matrix OUTPUT = Matrix.ofRows(new double[] {5});

    @Test
    void eachStageOfAHeadTakesWhatTheOneBeforeGave() {
        assertThat(new ChainedStages().attend(6, QUERIES, KEYS, VALUES)).isSameAs(OUTPUT);
    }

    @Test
    void aVariantHasOneHeadUnlessOverridden() {
        AttentionVariant plain = (queries, keys, values, stages) -> stages.attend(6, queries, keys, values);
        assertThat(plain.heads()).isEqualTo(1);
        assertThat(plain.attend(QUERIES, KEYS, VALUES, new ChainedStages())).isSameAs(OUTPUT);
    }

    @Test
    void aProjectionLeavesTheOutputUnlessOverridden() {
        Projection identity = new Projection() {
            @Override
            public Matrix queries(Matrix embeddings, MatrixBackend backend) {
                return embeddings;
            }

            @Override
            public Matrix keys(Matrix embeddings, MatrixBackend backend) {
                return embeddings;
            }

            @Override
            public Matrix values(Matrix embeddings, MatrixBackend backend) {
                return embeddings;
            }
        };
        assertThat(identity.output(VALUES, new PlainBackend())).isSameAs(VALUES);
        assertThat(identity.output(VALUES, 7, new PlainBackend())).isSameAs(VALUES);
    }

    @Test
    void aContextSaysWhereAStrategyIsAtWork() {
        MatrixBackend backend = new PlainBackend();
        HeadContext context = new HeadContext(backend, 1, 8, 64);
        assertThat(context.backend()).isSameAs(backend);
        assertThat(context.head()).isEqualTo(1);
        assertThat(context.heads()).isEqualTo(8);
        assertThat(context.firstQuery()).isEqualTo(64);
    }

    @Test
    void stagesHaveTheirWordsInTheirOrder() {
        assertThat(Stage.values())
                .extracting(Stage::word)
                .containsExactly("raw", "modified", "masked", "weights", "values");
    }

    /** Stages that accept just the matrix of the stage before, of head 6. */
    private static final class ChainedStages implements AttentionStages {
        @Override
        public Matrix raw(int head, Matrix queries, Matrix keys) {
            assertThat(queries).isSameAs(QUERIES);
            assertThat(keys).isSameAs(KEYS);
            return next(head, RAW);
        }

        @Override
        public Matrix modified(int head, Matrix raw) {
            assertThat(raw).isSameAs(RAW);
            return next(head, MODIFIED);
        }

        @Override
        public Matrix masked(int head, Matrix modified) {
            assertThat(modified).isSameAs(MODIFIED);
            return next(head, MASKED);
        }

        @Override
        public Matrix weights(int head, Matrix masked) {
            assertThat(masked).isSameAs(MASKED);
            return next(head, WEIGHTS);
        }

        @Override
        public Matrix values(int head, Matrix weights, Matrix values) {
            assertThat(weights).isSameAs(WEIGHTS);
            assertThat(values).isSameAs(VALUES);
            return next(head, OUTPUT);
        }

        @Override
        public MatrixBackend backend() {
            throw new AssertionError("the stages of a head multiply by themselves");
        }

        @Override
        public void note(Stage stage, int head, Matrix matrix) {
            throw new AssertionError("nothing was changed between two stages");
        }

        private static Matrix next(int head, Matrix matrix) {
            assertThat(head).isEqualTo(6);
            return matrix;
        }
    }
}
