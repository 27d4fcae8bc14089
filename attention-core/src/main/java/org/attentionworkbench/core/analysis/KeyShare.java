package org.attentionworkbench.core.analysis;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.result.Finding;

/**
 * How much of each query's attention goes to certain keys, in each head: {@code S[i] = Σ_{j ∈ keys} p[i,j]}, with p the row of weights
 * divided by its sum; between 0 and 1. A row of zeros has share 0. Weights below 0 are refused. Works across texts, too, but for the
 * share on itself. Clark et al. 2019, section 3.2 and figure 2 (separators), Kovaleva et al. 2019 (special tokens).
 */
public final class KeyShare implements Analysis {
    private final KeySet on;
    private final List<Integer> keys;

    /**
     * The share on keys of a kind.
     *
     * @param on which keys
     */
    public KeyShare(KeySet on) {
        this.on = on;
        this.keys = List.of();
    }

    /**
     * The share on given keys.
     *
     * @param keys their positions, from 0
     * @throws IllegalArgumentException if there is none, or one is negative
     */
    public KeyShare(List<Integer> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key < 0)) {
            throw new IllegalArgumentException("no positions of keys: " + keys);
        }
        this.on = KeySet.FIRST;
        this.keys = keys.stream().distinct().sorted().toList();
    }

    @Override
    public List<Finding> analyse(AttentionMaps maps) {
        if (!keys.isEmpty()) {
            return shareOn(Positions.within("share", keys, maps), "given keys", maps);
        }
        return switch (on) {
            case SELF ->
                new PerQuery(
                                "share on self",
                                "share",
                                Shares.withinText("share", maps, "a word finds itself in the same text only"))
                        .of((weights, query) -> weights.get(query, query));
            case FIRST -> shareOn(Positions.within("share", List.of(0), maps), "the first key", maps);
            case SEPARATORS -> shareOn(separators(maps), "separators", maps);
        };
    }

    private static List<Finding> shareOn(List<Integer> chosen, String name, AttentionMaps maps) {
        return new PerQuery("share on " + name, "share", Shares.of("share", maps))
                .withNote("keys: " + Positions.words(chosen, maps))
                .of((weights, query) -> {
                    double share = 0;
                    for (int key : chosen) {
                        share += weights.get(query, key);
                    }
                    return share;
                });
    }

    private static List<Integer> separators(AttentionMaps maps) {
        List<Integer> separators = new ArrayList<>();
        for (int key = 0; key < maps.keys().size(); key++) {
            if (isSeparator(maps.keys().get(key))) {
                separators.add(key);
            }
        }
        if (separators.isEmpty()) {
            throw new InvalidInputException("share: there is no separator among the keys " + Positions.words(maps)
                    + "; separators are punctuation marks and tokens in brackets, such as [SEP] and <s>");
        }
        return separators;
    }

    /** Whether a token has no letter and no digit, or stands in brackets as {@code [SEP]} and {@code <|endoftext|>} do. */
    private static boolean isSeparator(String token) {
        return (token.startsWith("[") && token.endsWith("]"))
                || (token.startsWith("<") && token.endsWith(">"))
                || token.codePoints().noneMatch(Character::isLetterOrDigit);
    }
}
