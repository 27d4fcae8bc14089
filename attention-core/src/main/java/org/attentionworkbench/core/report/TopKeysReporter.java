package org.attentionworkbench.core.report;

import java.io.IOException;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Reporter;

/**
 * Text for people, with the keys of largest weight only: for each query its top keys with their weights to four decimals, and
 * at the end the first of them. It never asks for the whole matrix of weights, so long texts stay small.
 */
public final class TopKeysReporter implements Reporter {
    private final int count;

    /**
     * A report of the top keys.
     *
     * @param count how many of each query, at least 1; where there are fewer keys, all of them are listed
     * @throws IllegalArgumentException if it is less
     */
    public TopKeysReporter(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("cannot list the top " + count + " keys");
        }
        this.count = count;
    }

    @Override
    public Capture captures() {
        return Capture.ofTopKeys(count);
    }

    @Override
    public void report(AttentionResult result, Appendable out) throws IOException {
        new WordByWordText(result, head -> ListedKeys.top(count, head.topKeys()), out).write();
    }

    /** An empty line. */
    @Override
    public void between(Appendable out) throws IOException {
        out.append('\n');
    }
}
