package org.attentionworkbench.cli.shell;

import java.util.List;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.run.AttentionRunner;
import org.attentionworkbench.core.run.GivenInputs;

/** The forms in which a {@link Phrase} can be given. */
final class Phrases {
    private Phrases() {}

    /** A text that attends to itself. */
    record Plain(String text) implements Phrase {
        @Override
        public void check(Composition composition) {
            composition.withinText();
        }

        @Override
        public AttentionResult run(AttentionRunner runner, Capture capture) {
            return runner.run(text, capture);
        }
    }

    /** A text that attends to another. */
    record Across(String text, String keyText) implements Phrase {
        @Override
        public void check(Composition composition) {
            composition.acrossTexts();
        }

        @Override
        public AttentionResult run(AttentionRunner runner, Capture capture) {
            return runner.run(text, keyText, capture);
        }
    }

    /** Several texts in one sequence. */
    record Packed(List<String> texts) implements Phrase {
        @Override
        public String text() {
            return String.join(" / ", texts);
        }

        @Override
        public void check(Composition composition) {
            composition.withinText();
        }

        @Override
        public AttentionResult run(AttentionRunner runner, Capture capture) {
            return runner.runPacked(texts, capture);
        }
    }

    /** Queries, keys and values of one entry of a batch; whether they come from one text is not known. */
    record Given(GivenInputs inputs, int entry) implements Phrase {
        @Override
        public String text() {
            return inputs.name();
        }

        @Override
        public void check(Composition composition) {}

        @Override
        public AttentionResult run(AttentionRunner runner, Capture capture) {
            return runner.run(inputs, entry, capture);
        }
    }
}
