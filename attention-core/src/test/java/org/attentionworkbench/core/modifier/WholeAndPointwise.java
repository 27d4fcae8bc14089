package org.attentionworkbench.core.modifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.matrix.ReferenceBackend;

/** Holds the whole-matrix form of a modifier against its pointwise form. */
final class WholeAndPointwise {
    private WholeAndPointwise() {}

    /** Compares both forms bit for bit in every head, on whole texts, on blocks of queries and on what a cache still holds. */
    static void assertAgree(ScoreModifier modifier, int heads) {
        ScoreModifier ofHeads = modifier.over(heads);
        for (int head = 0; head < heads; head++) {
            assertAgree(ofHeads, head, heads, 6, 6, 0, 0);
            assertAgree(ofHeads, head, heads, 2, 6, 3, 0);
            assertAgree(ofHeads, head, heads, 1, 3, 5, 2);
            assertAgree(ofHeads, head, heads, 1, 1, 0, 0);
            assertAgree(ofHeads, head, heads, 0, 4, 0, 0);
            assertAgree(ofHeads, head, heads, 4, 0, 0, 0);
        }
    }

    private static void assertAgree(
            ScoreModifier modifier, int head, int heads, int rows, int columns, int firstQuery, int firstKey) {
        Random random = new Random(head);
        Matrix scores = Matrix.zeros(rows, columns);
        for (int index = 0; index < scores.elements().length; index++) {
            scores.elements()[index] = random.nextGaussian();
        }
        Matrix untouched = Matrix.wrap(rows, columns, scores.elements().clone());
        Matrix expected = Matrix.zeros(rows, columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                expected.elements()[row * columns + column] =
                        modifier.modify(scores.get(row, column), head, firstQuery + row, firstKey + column);
            }
        }

        HeadContext context = new HeadContext(new ReferenceBackend(), head, heads, firstQuery, firstKey);
        assertThat(modifier.modify(scores, context)).isEqualTo(expected);
        assertThat(scores).isEqualTo(untouched);
    }
}
