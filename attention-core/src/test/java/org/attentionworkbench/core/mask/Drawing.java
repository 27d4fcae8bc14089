package org.attentionworkbench.core.mask;

import static org.assertj.core.api.Assertions.assertThat;

import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Mask.Coverage;

/** What a mask allows, drawn and counted. */
final class Drawing {
    private Drawing() {}

    /** One row per query, x for allowed. */
    static String of(Mask mask, int queries, int keys) {
        StringBuilder picture = new StringBuilder();
        for (int query = 0; query < queries; query++) {
            picture.append(query == 0 ? "" : " ");
            for (int key = 0; key < keys; key++) {
                picture.append(mask.allows(query, key) ? 'x' : '.');
            }
        }
        return picture.toString();
    }

    static Coverage counted(Mask mask, int firstQuery, int lastQuery, int firstKey, int lastKey) {
        int allowed = 0;
        for (int query = firstQuery; query <= lastQuery; query++) {
            for (int key = firstKey; key <= lastKey; key++) {
                allowed += mask.allows(query, key) ? 1 : 0;
            }
        }
        int size = (lastQuery - firstQuery + 1) * (lastKey - firstKey + 1);
        return allowed == 0 ? Coverage.NONE : allowed == size ? Coverage.ALL : Coverage.SOME;
    }

    /** Every block of the grid has the coverage that counting gives. */
    static void assertCoverageIsExact(Mask mask, int queries, int keys) {
        everyBlock(
                queries,
                keys,
                (firstQuery, lastQuery, firstKey, lastKey) -> assertThat(
                                mask.coverage(firstQuery, lastQuery, firstKey, lastKey))
                        .as("queries %d–%d, keys %d–%d", firstQuery, lastQuery, firstKey, lastKey)
                        .isEqualTo(counted(mask, firstQuery, lastQuery, firstKey, lastKey)));
    }

    /** Every block of the grid has the coverage that counting gives, or {@link Coverage#SOME}. */
    static void assertCoverageIsTrue(Mask mask, int queries, int keys) {
        everyBlock(
                queries,
                keys,
                (firstQuery, lastQuery, firstKey, lastKey) -> assertThat(
                                mask.coverage(firstQuery, lastQuery, firstKey, lastKey))
                        .as("queries %d–%d, keys %d–%d", firstQuery, lastQuery, firstKey, lastKey)
                        .isIn(Coverage.SOME, counted(mask, firstQuery, lastQuery, firstKey, lastKey)));
    }

    private interface Block {
        void at(int firstQuery, int lastQuery, int firstKey, int lastKey);
    }

    private static void everyBlock(int queries, int keys, Block block) {
        for (int firstQuery = 0; firstQuery < queries; firstQuery++) {
            for (int lastQuery = firstQuery; lastQuery < queries; lastQuery++) {
                for (int firstKey = 0; firstKey < keys; firstKey++) {
                    for (int lastKey = firstKey; lastKey < keys; lastKey++) {
                        block.at(firstQuery, lastQuery, firstKey, lastKey);
                    }
                }
            }
        }
    }
}
