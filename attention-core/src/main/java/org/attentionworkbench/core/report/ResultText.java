package org.attentionworkbench.core.report;

import java.io.IOException;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.HeadResult;

/**
 * The text of a result around what is written of its heads: the phrase; each head, under its number if there are several; then what
 * analyses found; then, where there was a choice, which way it was computed.
 */
final class ResultText {
    private ResultText() {}

    /** Something that writes down a head. */
    interface OfHead {
        void write(HeadResult head) throws IOException;
    }

    static void write(AttentionResult result, OfHead ofHead, Appendable out) throws IOException {
        out.append("Original phrase:  ").append(result.text()).append("\n");
        if (!result.keyText().equals(result.text())) {
            out.append("Attends to:       ").append(result.keyText()).append("\n");
        }
        int heads = result.heads().size();
        for (int head = 0; head < heads; head++) {
            if (heads > 1) {
                out.append("\nHead " + (head + 1) + " of " + heads + ":\n");
            }
            ofHead.write(result.head(head));
        }
        FindingText.write(result.findings(), out);
        HowComputed.write(result.execution(), out);
    }
}
