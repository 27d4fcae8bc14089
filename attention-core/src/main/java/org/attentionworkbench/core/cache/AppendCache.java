package org.attentionworkbench.core.cache;

import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.KeyValueCache;

/** Keeps every key and value: {@code K′ = past followed by K}. Memory grows with the text. */
public final class AppendCache implements CachePolicy {

    /** A cache that grows. */
    public AppendCache() {}

    @Override
    public KeyValueCache open(int keyWidth, int valueWidth) {
        return new AppendedRows(keyWidth, valueWidth);
    }
}
