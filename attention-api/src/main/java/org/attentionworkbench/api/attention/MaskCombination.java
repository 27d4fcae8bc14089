package org.attentionworkbench.api.attention;

import java.util.Arrays;
import org.attentionworkbench.api.attention.Mask.Coverage;

/** The three ways in which masks combine. */
final class MaskCombination {
    /** How many keys of a tile are combined at a time, so that scratch memory stays small and more of them are skipped. */
    private static final int KEYS_AT_ONCE = 8;

    private MaskCombination() {}

    /** A mask that forbids nothing where it covers all, and everything where it covers nothing, without looking further. */
    private static void forbid(Mask mask, ScoreTile tile) {
        switch (coverage(mask, tile)) {
            case NONE -> Arrays.fill(tile.scores(), tile.start(), tile.end(), Float.NEGATIVE_INFINITY);
            case SOME -> mask.forbid(tile);
            case ALL -> {}
        }
    }

    private static Coverage coverage(Mask mask, ScoreTile tile) {
        return mask.coverage(
                tile.firstQuery(), tile.firstQuery() + tile.queries() - 1,
                tile.firstKey(), tile.firstKey() + tile.keys() - 1);
    }

    /** Some of the keys of a tile, laid elsewhere. */
    private static void lay(ScoreTile part, int start, ScoreTile whole, int key) {
        part.lay(
                start,
                whole.stride(),
                whole.head(),
                whole.firstQuery(),
                whole.queries(),
                whole.firstKey() + key,
                Math.min(KEYS_AT_ONCE, whole.keys() - key));
    }

    record And(Mask left, Mask right) implements Mask {
        @Override
        public boolean allows(int query, int key) {
            return left.allows(query, key) && right.allows(query, key);
        }

        @Override
        public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
            Coverage first = left.coverage(firstQuery, lastQuery, firstKey, lastKey);
            if (first == Coverage.NONE) {
                return first;
            }
            Coverage second = right.coverage(firstQuery, lastQuery, firstKey, lastKey);
            return first == Coverage.ALL || second == Coverage.NONE ? second : Coverage.SOME;
        }

        @Override
        public void forbid(ScoreTile tile) {
            MaskCombination.forbid(left, tile);
            MaskCombination.forbid(right, tile);
        }

        @Override
        public Mask over(int queries, int keys) {
            return new And(left.over(queries, keys), right.over(queries, keys));
        }

        @Override
        public Mask ofHead(int head) {
            return new And(left.ofHead(head), right.ofHead(head));
        }

        @Override
        public boolean comparesPositions() {
            return left.comparesPositions() || right.comparesPositions();
        }
    }

    record Or(Mask left, Mask right) implements Mask {
        @Override
        public boolean allows(int query, int key) {
            return left.allows(query, key) || right.allows(query, key);
        }

        @Override
        public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
            Coverage first = left.coverage(firstQuery, lastQuery, firstKey, lastKey);
            if (first == Coverage.ALL) {
                return first;
            }
            Coverage second = right.coverage(firstQuery, lastQuery, firstKey, lastKey);
            return first == Coverage.NONE || second == Coverage.ALL ? second : Coverage.SOME;
        }

        /** Has each mask forbid on scores of its own; the larger of both is −∞ where both forbid, and the score elsewhere. */
        @Override
        public void forbid(ScoreTile tile) {
            float[] scores = tile.scores();
            float[] copy = new float[KEYS_AT_ONCE * tile.stride()];
            ScoreTile ofLeft = new ScoreTile(scores);
            ScoreTile ofRight = new ScoreTile(copy);
            for (int key = 0; key < tile.keys(); key += KEYS_AT_ONCE) {
                lay(ofLeft, tile.place(0, key), tile, key);
                lay(ofRight, 0, tile, key);
                int start = ofLeft.start();
                System.arraycopy(scores, start, copy, 0, ofRight.end());
                MaskCombination.forbid(left, ofLeft);
                MaskCombination.forbid(right, ofRight);
                for (int place = 0; place < ofRight.end(); place++) {
                    scores[start + place] = Math.max(scores[start + place], copy[place]);
                }
            }
        }

        @Override
        public Mask over(int queries, int keys) {
            return new Or(left.over(queries, keys), right.over(queries, keys));
        }

        @Override
        public Mask ofHead(int head) {
            return new Or(left.ofHead(head), right.ofHead(head));
        }

        @Override
        public boolean comparesPositions() {
            return left.comparesPositions() || right.comparesPositions();
        }
    }

    record Not(Mask mask) implements Mask {
        @Override
        public boolean allows(int query, int key) {
            return !mask.allows(query, key);
        }

        @Override
        public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
            return switch (mask.coverage(firstQuery, lastQuery, firstKey, lastKey)) {
                case NONE -> Coverage.ALL;
                case SOME -> Coverage.SOME;
                case ALL -> Coverage.NONE;
            };
        }

        /** Has the mask forbid among scores of +∞; with their signs turned, the smaller one is −∞ where it does not. */
        @Override
        public void forbid(ScoreTile tile) {
            float[] scores = tile.scores();
            float[] turned = new float[KEYS_AT_ONCE * tile.stride()];
            ScoreTile part = new ScoreTile(turned);
            for (int key = 0; key < tile.keys(); key += KEYS_AT_ONCE) {
                lay(part, 0, tile, key);
                Arrays.fill(turned, Float.POSITIVE_INFINITY);
                MaskCombination.forbid(mask, part);
                int start = tile.place(0, key);
                for (int place = 0; place < part.end(); place++) {
                    scores[start + place] = Math.min(scores[start + place], -turned[place]);
                }
            }
        }

        @Override
        public Mask over(int queries, int keys) {
            return new Not(mask.over(queries, keys));
        }

        @Override
        public Mask ofHead(int head) {
            return new Not(mask.ofHead(head));
        }

        @Override
        public boolean comparesPositions() {
            return mask.comparesPositions();
        }
    }
}
