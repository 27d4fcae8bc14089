package org.attentionworkbench.core.report;

import java.io.IOException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Reporter;

/**
 * Text for people, with every weight: for each query the weights of all keys to four decimals, and at the end the key of
 * largest weight, the earliest of equals. Several heads follow each other, each under its number.
 */
public final class FullReporter implements Reporter {

    /** A report of every weight. */
    public FullReporter() {}

    @Override
    public Capture captures() {
        return Capture.of(Stage.WEIGHTS);
    }

    @Override
    public void report(AttentionResult result, Appendable out) throws IOException {
        new WordByWordText(result, head -> ListedKeys.all(head.weights()), out).write();
    }

    /** An empty line. */
    @Override
    public void between(Appendable out) throws IOException {
        out.append('\n');
    }
}
