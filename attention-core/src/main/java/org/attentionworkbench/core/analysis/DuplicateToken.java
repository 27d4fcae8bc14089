package org.attentionworkbench.core.analysis;

import java.util.List;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.result.Finding;

/**
 * How much of each query's attention goes to earlier occurrences of the same word, in each head: {@code Σ p[i,j]} over
 * {@code j < i, wordⱼ = wordᵢ}, with p the row of weights divided by its sum. The mean over the queries is the score of a duplicate-token
 * head. Words are the same if they are written alike, capitals included. Words that have not occurred before are left out and
 * counted; a row of zeros has share 0. Weights below 0 are refused, and so are two texts and a text in which no word stands twice.
 * Wang et al. 2022 (interpretability in the wild), section 3.
 */
public final class DuplicateToken implements Analysis {

    /** An analysis of words that stand several times. */
    public DuplicateToken() {}

    @Override
    public List<Finding> analyse(AttentionMaps maps) {
        Shares shares = Shares.withinText("duplicate-token", maps, "an earlier occurrence is one in the same text");
        return new EarlierOccurrences(shares, 0)
                .findings(
                        "share on earlier occurrences of the same word",
                        "occurred before",
                        "a text in which a word stands twice");
    }
}
