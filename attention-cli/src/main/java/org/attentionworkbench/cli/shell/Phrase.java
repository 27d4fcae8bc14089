package org.attentionworkbench.cli.shell;

import java.util.List;
import java.util.Optional;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.run.AttentionRunner;

/**
 * What one result is computed of: a text that attends to itself, a text that attends to another, or several texts packed into
 * one sequence.
 *
 * @param texts the text; several if they are packed
 * @param keyText the text that is attended to, if it is another
 */
public record Phrase(List<String> texts, Optional<String> keyText) {

    /** Copies the list. */
    public Phrase {
        texts = List.copyOf(texts);
    }

    /**
     * What to call it.
     *
     * @return the text, or the packed texts one after the other
     */
    public String text() {
        return String.join(" / ", texts);
    }

    /**
     * Checks that a composition has a meaning for it, before anything is written.
     *
     * @param composition what is to be run
     * @throws org.attentionworkbench.api.InvalidInputException if it has none, with the reason
     */
    public void check(Composition composition) {
        if (keyText.isPresent()) {
            composition.acrossTexts();
        } else {
            composition.withinText();
        }
    }

    /**
     * Computes its attention.
     *
     * @param runner what to run
     * @param capture what to keep besides the output
     * @return the result
     * @throws org.attentionworkbench.api.InvalidInputException if it does not suit the composition
     */
    public AttentionResult run(AttentionRunner runner, Capture capture) {
        if (texts.size() > 1) {
            return runner.runPacked(texts, capture);
        }
        return keyText.isPresent()
                ? runner.run(texts.get(0), keyText.get(), capture)
                : runner.run(texts.get(0), capture);
    }
}
