package org.attentionworkbench.api.attention;

/** The three ways in which masks combine. */
final class MaskCombination {
    private MaskCombination() {}

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
