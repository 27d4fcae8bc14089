package org.attentionworkbench.core.analysis;

import java.util.List;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.result.Finding;

/**
 * How much of each query's attention goes to what followed earlier occurrences of its word, in each head: {@code Σ p[i,j+1]} over
 * {@code j + 1 < i, wordⱼ = wordᵢ}, with p the row of weights divided by its sum. After "… A B … A" an induction head looks at B. The mean
 * over the queries is the prefix-matching score. Words are the same if they are written alike, capitals included. Words without such
 * keys (what follows an occurrence must still stand before the query) are left out and counted; a row of zeros has share 0. Weights
 * below 0 are refused, and so are two texts and a text that does not repeat itself. Olsson et al. 2022 (in-context learning and
 * induction heads), which measures it on random words repeated.
 */
public final class Induction implements Analysis {

    /** An analysis of induction. */
    public Induction() {}

    @Override
    public List<Finding> analyse(AttentionMaps maps) {
        Shares shares = Shares.withinText("induction", maps, "what followed an earlier occurrence is in the same text");
        return new EarlierOccurrences(shares, 1)
                .findings(
                        "share on what followed earlier occurrences",
                        "occurred before with another word in between",
                        "a text that repeats itself, such as 'A B C A B C'");
    }
}
