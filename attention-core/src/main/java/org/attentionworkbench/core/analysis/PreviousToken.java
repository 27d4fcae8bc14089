package org.attentionworkbench.core.analysis;

import java.util.List;
import java.util.stream.IntStream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.result.Finding;

/**
 * How much of each query's attention goes to the word before it, in each head: {@code p[i, i−1]} for every i ≥ 1, with p the row of
 * weights divided by its sum. The mean over the queries is the score of a previous-token head: 1 for a head that does nothing else.
 * The first word has no word before it and is left out; a row of zeros has share 0. Weights below 0 are refused, and so are two texts
 * and a text of one word. Voita et al. 2019, section 5 (positional heads); Elhage et al. 2021 (previous token heads).
 */
public final class PreviousToken implements Analysis {

    /** An analysis of previous words. */
    public PreviousToken() {}

    @Override
    public List<Finding> analyse(AttentionMaps maps) {
        Shares shares = Shares.withinText("previous-token", maps, "the word before another is one of the same text");
        if (shares.words() < 2) {
            throw new InvalidInputException(
                    "previous-token: no word comes before another in a text of one word; give one of at least two");
        }
        return new PerQuery("share on the previous word", "share", shares)
                .withNote("the first word has no word before it and is left out")
                .of(
                        IntStream.range(1, shares.words()).boxed().toList(),
                        (weights, query) -> weights.get(query, query - 1));
    }
}
