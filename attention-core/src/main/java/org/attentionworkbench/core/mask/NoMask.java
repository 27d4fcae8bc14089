package org.attentionworkbench.core.mask;

import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;

/** Allows every key to every query. */
public final class NoMask implements Mask {

    /** Allows everything. */
    public NoMask() {}

    @Override
    public boolean allows(int query, int key) {
        return true;
    }

    /** Always {@link Coverage#ALL}. */
    @Override
    public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        return Coverage.ALL;
    }

    @Override
    public void forbid(ScoreTile tile) {}
}
