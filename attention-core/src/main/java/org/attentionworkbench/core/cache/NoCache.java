package org.attentionworkbench.core.cache;

import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.KeyValueCache;

/** All queries at once: nothing is kept, for there are no steps. */
public final class NoCache implements CachePolicy {

    /** No cache. */
    public NoCache() {}

    @Override
    public KeyValueCache open(int keyWidth, int valueWidth) {
        return new AppendedRows(keyWidth, valueWidth);
    }

    @Override
    public boolean stepByStep() {
        return false;
    }
}
