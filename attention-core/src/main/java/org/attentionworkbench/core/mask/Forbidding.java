package org.attentionworkbench.core.mask;

import java.util.Arrays;
import org.attentionworkbench.api.attention.ScoreTile;

/** Puts −∞ in the place of neighbouring scores of a tile: those of one key, whose queries lie side by side. */
final class Forbidding {
    private Forbidding() {}

    /**
     * Forbids a key to all queries but some.
     *
     * @param key the key, counted from the first of the tile
     * @param first the position of the first query that may attend to it
     * @param last that of the last; before the first if none may
     */
    static void outside(ScoreTile tile, int key, long first, long last) {
        int start = tile.place(0, key);
        int from = within(tile, first);
        int to = Math.max(from, within(tile, last + 1));
        fill(tile, start, start + from);
        fill(tile, start + to, start + tile.queries());
    }

    /** Forbids a key to all queries. */
    static void all(ScoreTile tile, int key) {
        fill(tile, tile.place(0, key), tile.place(tile.queries(), key));
    }

    /** Forbids the scores from one place to another, exclusive. */
    static void fill(ScoreTile tile, int from, int to) {
        if (from < to) { // on the edge of a mask most keys are forbidden to no query on one side
            Arrays.fill(tile.scores(), from, to, Float.NEGATIVE_INFINITY);
        }
    }

    /** How many queries of a tile stand before a position. */
    private static int within(ScoreTile tile, long position) {
        return (int) Math.max(0, Math.min(tile.queries(), position - tile.firstQuery()));
    }
}
