package org.attentionworkbench.simd;

import java.util.Arrays;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;

/** Masks to test with. */
final class Masking {
    static final Mask SCATTERED = (query, key) -> (query * 31 + key * 17) % 5 != 0;
    static final Mask NOTHING = (query, key) -> false;
    static final Mask NOT_FOR_ODD_QUERIES = (query, key) -> query % 2 == 0 && key % 7 != 3;
    static final Mask HEAD_BY_HEAD = new ByHead();

    private Masking() {}

    /** Keys up to the query, and no further back than a window. */
    record Window(int before) implements Mask {
        @Override
        public boolean allows(int query, int key) {
            return key <= query && query - key < before;
        }

        @Override
        public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
            if (firstKey > lastQuery || firstQuery - lastKey >= before) {
                return Coverage.NONE;
            }
            return lastKey <= firstQuery && lastQuery - firstKey < before ? Coverage.ALL : Coverage.SOME;
        }

        @Override
        public void forbid(ScoreTile tile) {
            for (int key = 0; key < tile.keys(); key++) {
                int position = tile.firstKey() + key;
                int first = clamp(position - tile.firstQuery(), tile.queries());
                int end = clamp((long) position + before - tile.firstQuery(), tile.queries());
                int place = tile.place(0, key);
                Arrays.fill(tile.scores(), place, place + first, Float.NEGATIVE_INFINITY);
                Arrays.fill(
                        tile.scores(), place + Math.max(first, end), place + tile.queries(), Float.NEGATIVE_INFINITY);
            }
        }

        private static int clamp(long number, int most) {
            return (int) Math.max(0, Math.min(most, number));
        }
    }

    /** Each head has a window of its own. */
    private static final class ByHead implements Mask {
        @Override
        public boolean allows(int query, int key) {
            throw new AssertionError("asked for no head");
        }

        @Override
        public Mask ofHead(int head) {
            return head % 2 == 0 ? new Window(5 + head) : SCATTERED;
        }
    }
}
