package org.attentionworkbench.api.text;

/**
 * A piece of a text that attends and is attended to: a word, a term of several words, a punctuation mark.
 *
 * @param text the piece as it is shown
 * @param start where it begins in the text, in {@code char}s
 * @param end where it ends in the text, exclusive
 */
public record Token(String text, int start, int end) {}
