package org.attentionworkbench.core.analysis;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.AttentionMaps;

/** Keys by their position, from 0. */
final class Positions {
    private static final int MOST_NAMED = 12;

    private Positions() {}

    /** The positions, if there are such keys. */
    static List<Integer> within(String analysis, List<Integer> keys, AttentionMaps maps) {
        for (int key : keys) {
            if (key >= maps.keys().size()) {
                throw new InvalidInputException(analysis + ": there is no key " + key + "; the positions of the "
                        + maps.keys().size() + " keys are 0 to "
                        + (maps.keys().size() - 1));
            }
        }
        return keys;
    }

    /** The words of all keys. */
    static String words(AttentionMaps maps) {
        return words(IntStream.range(0, maps.keys().size()).boxed().toList(), maps);
    }

    /** The words of some keys, each with its position. */
    static String words(List<Integer> keys, AttentionMaps maps) {
        String words = keys.stream()
                .limit(MOST_NAMED)
                .map(key -> "'" + maps.keys().get(key) + "' (key " + key + ")")
                .collect(Collectors.joining(", "));
        return keys.size() > MOST_NAMED ? words + ", … (" + keys.size() + " in all)" : words;
    }
}
