package org.attentionworkbench.core.run;

import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.HeadResult;

/**
 * What attention over matrices returns.
 *
 * @param joined the joined values of all heads, n rows
 * @param heads what each head took in and what was captured of it
 * @param way which way it ran
 */
public record HeadedResult(Matrix joined, List<HeadResult> heads, Way way) {

    /** Copies the list. */
    public HeadedResult {
        heads = List.copyOf(heads);
    }
}
