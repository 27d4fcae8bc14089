package org.attentionworkbench.api.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Test;

final class DotProductScoreTest {
    private static final HeadContext CONTEXT = new HeadContext(new PlainBackend(), 3, 4, 7);
    private static final Matrix QUERIES = Matrix.ofRows(new double[] {1, 2}, new double[] {3, 4});
    private static final Matrix KEYS = Matrix.ofRows(new double[] {5, 6}, new double[] {7, 8}, new double[] {-1, 1});
    private static final Matrix PRODUCTS = Matrix.ofRows(new double[] {17, 23, 1}, new double[] {39, 53, 1});

    @Test
    void withNothingOverriddenItIsThePlainDotProduct() {
        DotProductScore plain = new DotProductScore() {};
        assertThat(plain.score(QUERIES, KEYS, CONTEXT)).isEqualTo(PRODUCTS);
        assertThat(plain.prepareQueries(QUERIES, CONTEXT)).isSameAs(QUERIES);
        assertThat(plain.prepareKeys(KEYS, CONTEXT)).isSameAs(KEYS);
        assertThat(plain.scale(64)).isEqualTo(1);
    }

    @Test
    void theScaleIsAskedForTheWidthOfTheQueriesAndMultipliesEveryScore() {
        DotProductScore scaled = new DotProductScore() {
            @Override
            public double scale(int width) {
                return 10 * width;
            }
        };
        assertThat(scaled.score(QUERIES, KEYS, CONTEXT))
                .isEqualTo(Matrix.ofRows(new double[] {340, 460, 20}, new double[] {780, 1060, 20}));
    }

    @Test
    void queriesAndKeysArePreparedEachInTheirOwnWay() {
        DotProductScore firstChannelAndSum = new DotProductScore() {
            @Override
            public Matrix prepareQueries(Matrix queries, HeadContext context) {
                assertThat(context).isSameAs(CONTEXT);
                return queries.columns(0, 1);
            }

            @Override
            public Matrix prepareKeys(Matrix keys, HeadContext context) {
                assertThat(context).isSameAs(CONTEXT);
                return keys.columns(1, 2);
            }

            @Override
            public double scale(int width) {
                return width;
            }
        };
        assertThat(firstChannelAndSum.score(QUERIES, KEYS, CONTEXT))
                .isEqualTo(Matrix.ofRows(new double[] {12, 16, 2}, new double[] {36, 48, 6}));
    }

    @Test
    void queriesAndKeysOfDifferentWidthsAreRejected() {
        DotProductScore plain = new DotProductScore() {};
        assertThatThrownBy(() -> plain.score(QUERIES, Matrix.zeros(1, 3), CONTEXT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a dot product needs queries and keys of one width; "
                        + "the queries have 2 channels, the keys 3");
    }

    @Test
    void queriesAndKeysAreLeftUntouched() {
        DotProductScore doubled = new DotProductScore() {
            @Override
            public double scale(int width) {
                return 2;
            }
        };
        Matrix queries = Matrix.ofRows(new double[] {1, 2});
        assertThat(doubled.score(queries, queries, CONTEXT)).isEqualTo(Matrix.ofRows(new double[] {10}));
        assertThat(queries).isEqualTo(Matrix.ofRows(new double[] {1, 2}));
    }
}
