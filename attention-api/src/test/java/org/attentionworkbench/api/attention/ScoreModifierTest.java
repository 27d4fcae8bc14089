package org.attentionworkbench.api.attention;

import static org.assertj.core.api.Assertions.assertThat;

import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Test;

final class ScoreModifierTest {
    private static final ScoreModifier PLACES =
            (score, head, query, key) -> score + 1000 * head + 100 * query + 10 * key;

    @Test
    void everyScoreKnowsItsHeadQueryAndKey() {
        Matrix scores = Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6});
        assertThat(PLACES.modify(scores, new HeadContext(new PlainBackend(), 2, 4, 0)))
                .isEqualTo(Matrix.ofRows(new double[] {2001, 2012, 2023}, new double[] {2104, 2115, 2126}));
        assertThat(scores).isEqualTo(Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6}));
    }

    @Test
    void aBlockOfQueriesKnowsWhereItBegins() {
        Matrix block = Matrix.ofRows(new double[] {1, 2}, new double[] {3, 4});
        assertThat(PLACES.modify(block, new HeadContext(new PlainBackend(), 0, 1, 5)))
                .isEqualTo(Matrix.ofRows(new double[] {501, 512}, new double[] {603, 614}));
    }

    @Test
    void emptyMatricesStayEmpty() {
        HeadContext context = new HeadContext(new PlainBackend(), 0, 1, 0);
        assertThat(PLACES.modify(Matrix.zeros(0, 2), context)).isEqualTo(Matrix.zeros(0, 2));
        assertThat(PLACES.modify(Matrix.zeros(2, 0), context)).isEqualTo(Matrix.zeros(2, 0));
    }
}
