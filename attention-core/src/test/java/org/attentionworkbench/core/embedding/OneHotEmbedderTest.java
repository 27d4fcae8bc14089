package org.attentionworkbench.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Test;

class OneHotEmbedderTest {

    @Test
    void columnsAreTheDistinctWordsInOrderOfFirstAppearance() {
        assertThat(new OneHotEmbedder().embed(Words.tokens("to", "be", "or", "not", "to", "be")))
                .isEqualTo(Matrix.ofRows(
                        new double[] {1, 0, 0, 0},
                        new double[] {0, 1, 0, 0},
                        new double[] {0, 0, 1, 0},
                        new double[] {0, 0, 0, 1},
                        new double[] {1, 0, 0, 0},
                        new double[] {0, 1, 0, 0}));
    }

    @Test
    void noTokensGiveNoRows() {
        assertThat(new OneHotEmbedder().embed(List.of())).isEqualTo(Matrix.zeros(0, 0));
    }
}
