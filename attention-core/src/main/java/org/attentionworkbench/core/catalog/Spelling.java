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
     * @return the nearest by edit distance, two neighbouring letters swapped being one edit (Damerau 1964), or nothing if
     *     even that takes more edits than a third of its letters (and more than one)
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

    /** How many edits make one word of the other: {@code distances[i][j]} is that of their first i and j letters. */
    private static int distance(String from, String to) {
        int[][] distances = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    distances[i][j] = i + j;
                    continue;
                }
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int least = Math.min(
                        distances[i - 1][j - 1] + change, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
                distances[i][j] = swapped(from, i, to, j) ? Math.min(least, 1 + distances[i - 2][j - 2]) : least;
            }
        }
        return distances[from.length()][to.length()];
    }

    private static boolean swapped(String from, int i, String to, int j) {
        return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
