package org.attentionworkbench.core.modifier;

/** A number of heads in words, for messages. */
final class HeadCount {
    private HeadCount() {}

    static String text(int heads) {
        return heads == 1 ? "1 head" : heads + " heads";
    }
}
