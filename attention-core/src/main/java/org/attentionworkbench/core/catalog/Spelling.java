package org.attentionworkbench.core.catalog;

import java.util.Collection;
import java.util.Optional;

/** Finds what a mistyped word was probably meant to be. */
public final class Spelling {
    private Spelling() {}

    /**
     * The word that comes nearest to a mistyped one.
     *
     * @param word the word as it was typed
     * @param words what it could have been
     * @return the nearest by edit distance (Levenshtein 1966), or nothing if even that differs in more than a third of its
     *     letters (and in more than one)
     */
    public static Optional<String> nearest(String word, Collection<String> words) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : words) {
            int distance = distance(word, candidate);
            if (distance < least && distance <= Math.max(1, Math.max(word.length(), candidate.length()) / 3)) {
                nearest = candidate;
                least = distance;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /**
     * A sentence part for error messages: the nearest word, if there is one, and all that there are.
     *
     * @param word the word as it was typed
     * @param words what it could have been
     * @return such as {@code did you mean 'dot'? There are dot, scaled-dot}
     */
    public static String advice(String word, Collection<String> words) {
        String all = words.isEmpty() ? "There are none" : "There are " + String.join(", ", words);
        return nearest(word, words).map(near -> "did you mean '" + near + "'? ").orElse("") + all;
    }

    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(previous[column - 1] + change, 1 + Math.min(previous[column], current[column - 1]));
            }
            int[] spent = previous;
            previous = current;
            current = spent;
        }
        return previous[to.length()];
    }
}
