package org.attentionworkbench.cli.shell;

import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.run.AttentionRunner;

/** What one result is computed of. */
public interface Phrase {

    /**
     * What to call it.
     *
     * @return the text, or where it comes from
     */
    String text();

    /**
     * Checks that a composition has a meaning for it, before anything is written.
     *
     * @param composition what is to be run
     * @throws org.attentionworkbench.api.InvalidInputException if it has none, with the reason
     */
    void check(Composition composition);

    /**
     * Computes its attention.
     *
     * @param runner what to run
     * @param capture what to keep besides the output
     * @return the result
     * @throws org.attentionworkbench.api.InvalidInputException if it does not suit the composition
     */
    AttentionResult run(AttentionRunner runner, Capture capture);
}
