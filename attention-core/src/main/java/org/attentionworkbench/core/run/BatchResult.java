package org.attentionworkbench.core.run;

import java.util.List;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.core.tensor.Tensor;

/**
 * What attention over a batch returns.
 *
 * @param joined the joined values in the layout of the queries, not yet rounded to their element type
 * @param entries for each entry of the batch what each head took in and what was captured of it
 * @param ways for each entry which way it ran
 */
public record BatchResult(Tensor joined, List<List<HeadResult>> entries, List<Way> ways) {

    /** Copies the lists. */
    public BatchResult {
        entries = entries.stream().map(List::copyOf).toList();
        ways = List.copyOf(ways);
    }
}
