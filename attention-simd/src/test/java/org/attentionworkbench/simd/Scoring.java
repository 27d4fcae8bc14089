package org.attentionworkbench.simd;

import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * A modifier to test with.
 *
 * @param name what it does
 * @param modifier the modifier
 * @param slope how much it enlarges a difference of scores at most
 */
record Scoring(String name, ScoreModifier modifier, double slope) {
    static final Scoring SOFTCAP = new Scoring("softcap", (score, head, query, key) -> 3 * Math.tanh(score / 3), 1);
    static final Scoring SLOPED = new Scoring(
            "bias by distance", (score, head, query, key) -> score - (head + 1) * 0.03125 * Math.abs(query - key), 1);
    static final Scoring HALVED = new Scoring("halved by tile", new HalvedByTile(), 0.5);
    static final Scoring NOT_TO_MULTIPLES_OF_THREE = new Scoring(
            "−∞ at every third key", (score, head, query, key) -> key % 3 == 0 ? Double.NEGATIVE_INFINITY : score, 1);

    /** Goes over all places of the tile, those that belong to no query, too. */
    private static final class HalvedByTile implements ScoreModifier {
        @Override
        public double modify(double score, int head, int query, int key) {
            return score * 0.5;
        }

        @Override
        public void modify(ScoreTile tile) {
            float[] scores = tile.scores();
            for (int place = tile.start(); place < tile.end(); place++) {
                scores[place] *= 0.5f;
            }
        }
    }
}
