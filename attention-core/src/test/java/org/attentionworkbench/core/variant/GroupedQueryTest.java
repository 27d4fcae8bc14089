package org.attentionworkbench.core.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.attentionworkbench.core.variant.Attended.KEYS;
import static org.attentionworkbench.core.variant.Attended.QUERIES;
import static org.attentionworkbench.core.variant.Attended.VALUES;
import static org.attentionworkbench.core.variant.Attended.block;
import static org.attentionworkbench.core.variant.Attended.joined;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;

class GroupedQueryTest {

    private static Matrix mean(Matrix first, Matrix second) {
        Matrix mean = Matrix.zeros(first.rows(), first.columns());
        for (int index = 0; index < mean.elements().length; index++) {
            mean.elements()[index] = (first.elements()[index] + second.elements()[index]) / 2;
        }
        return mean;
    }

    @Test
    void groupsAreHeadsWithRepeatedKeysAndValues() {
        Matrix keys = KEYS.columns(0, 4);
        Matrix values = VALUES.columns(0, 6);
        Matrix repeatedKeys = joined(block(keys, 0, 2), block(keys, 0, 2), block(keys, 1, 2), block(keys, 1, 2));
        Matrix repeatedValues =
                joined(block(values, 0, 2), block(values, 0, 2), block(values, 1, 2), block(values, 1, 2));

        assertThat(Attended.by(new GroupedQuery(4, 2), QUERIES, keys, values).joined())
                .isEqualTo(Attended.by(new MultiHead(4), QUERIES, repeatedKeys, repeatedValues)
                        .joined());
    }

    @Test
    void multiQueryHeadsShareOneKeyHead() {
        Matrix keys = KEYS.columns(0, 2);
        Matrix values = VALUES.columns(0, 3);

        assertThat(Attended.by(GroupedQuery.multiQuery(4), QUERIES, keys, values)
                        .joined())
                .isEqualTo(Attended.by(
                                new MultiHead(4),
                                QUERIES,
                                joined(keys, keys, keys, keys),
                                joined(values, values, values, values))
                        .joined());
        assertThat(GroupedQuery.multiQuery(4).heads()).isEqualTo(4);
    }

    @Test
    void asManyKeyHeadsAsHeadsAreMultiHeadAttention() {
        assertThat(Attended.by(new GroupedQuery(4, 4)).joined())
                .isEqualTo(Attended.by(new MultiHead(4)).joined());
    }

    @Test
    void keysOfEveryHeadAreAveragedInTheirGroup() {
        Matrix keys = joined(mean(block(KEYS, 0, 4), block(KEYS, 1, 4)), mean(block(KEYS, 2, 4), block(KEYS, 3, 4)));
        Matrix values =
                joined(mean(block(VALUES, 0, 4), block(VALUES, 1, 4)), mean(block(VALUES, 2, 4), block(VALUES, 3, 4)));

        Matrices.assertClose(
                Attended.by(new GroupedQuery(4, 2)).joined(),
                Attended.by(new GroupedQuery(4, 2), QUERIES, keys, values).joined(),
                1e-15);
    }

    @Test
    void keysOfAnotherWidthAreRefused() {
        assertThatThrownBy(() -> Attended.by(new GroupedQuery(4, 2), QUERIES, KEYS.columns(0, 6), VALUES))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "grouped-query: the heads of the queries are 2 wide and the keys 6; the keys of 2 key heads "
                                + "would be 4 wide, or 8 to take means of");
        assertThatThrownBy(() -> Attended.by(GroupedQuery.multiQuery(2), QUERIES, KEYS.columns(0, 6), VALUES))
                .hasMessage("multi-query: the heads of the queries are 4 wide and the keys 6; the keys of 1 key head "
                        + "would be 4 wide, or 8 to take means of");
        assertThatThrownBy(() -> Attended.by(new GroupedQuery(3, 3)))
                .hasMessage("grouped-query: heads=3 does not divide the width 8 of the queries; 1, 2, 4 or 8 would");
        assertThatThrownBy(() -> Attended.by(new GroupedQuery(4, 2), QUERIES, KEYS, VALUES.columns(0, 6)))
                .hasMessage("grouped-query: heads=4 does not divide the width 6 of the values; 1, 2, 3 or 6 would");
        assertThatThrownBy(() -> Attended.by(new GroupedQuery(4, 2), QUERIES, KEYS.columns(0, 4), VALUES.columns(0, 7)))
                .hasMessage("grouped-query: key-heads=2 does not divide the width 7 of the values; 1 or 7 would");
    }

    @Test
    void keyHeadsDivideHeads() {
        for (int[] heads : new int[][] {{4, 3}, {0, 1}, {2, 0}, {2, 4}}) {
            assertThatThrownBy(() -> new GroupedQuery(heads[0], heads[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(heads[0] + " heads cannot share " + heads[1] + " key heads");
        }
    }
}
