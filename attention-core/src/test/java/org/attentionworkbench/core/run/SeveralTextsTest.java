package org.attentionworkbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Finding;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that attends to another, and several texts in one sequence. */
class SeveralTextsTest {
    private static final Capture EVERYTHING = new Capture(EnumSet.allOf(Stage.class), 0, false);

    private static AttentionRunner runner(String... kindsAndChoices) {
        return new AttentionRunner(Compositions.of(kindsAndChoices));
    }

    /** raw = one-hot vectors of "a b c" against "c a": 1 where the words are the same, all over one width. */
    @Test
    void aTextAttendsToAnother() {
        AttentionResult result = runner("embedder", "one-hot", "score", "dot").run("a b c", "c a", EVERYTHING);

        assertThat(result.text()).isEqualTo("a b c");
        assertThat(result.keyText()).isEqualTo("c a");
        assertThat(result.queries()).extracting(Token::text).containsExactly("a", "b", "c");
        assertThat(result.keys()).extracting(Token::text).containsExactly("c", "a");
        assertThat(result.keyEmbeddings()).isEqualTo(Matrix.ofRows(new double[] {0, 0, 1}, new double[] {1, 0, 0}));
        assertThat(result.head(0).stage(Stage.RAW).orElseThrow())
                .isEqualTo(Matrix.ofRows(new double[] {0, 1}, new double[] {0, 0}, new double[] {1, 0}));
        // b is in neither place: half of c and half of a
        assertThat(result.output().row(1)).containsExactly(0.5, 0, 0.5);
    }

    @Test
    void oneWordHasOneVectorInBothTexts() {
        AttentionResult result = runner("embedder", "random:per=word").run("a b", "b c a", EVERYTHING);

        assertThat(result.keyEmbeddings().row(0)).isEqualTo(result.embeddings().row(1));
        assertThat(result.keyEmbeddings().row(2)).isEqualTo(result.embeddings().row(0));
        assertThat(result.keyEmbeddings().row(1))
                .isNotEqualTo(result.embeddings().row(0));
    }

    @Test
    void positionsOfBothTextsBeginAtTheirFirstWord() {
        AttentionResult result = runner("embedder", "positional:of=random").run("a b", "b a", EVERYTHING);
        AttentionResult without = runner("embedder", "random").run("a b", "b a", EVERYTHING);

        double[] first = {0, 1, 0, 1}; // sines and cosines of position 0
        for (int channel = 0; channel < 4; channel++) {
            assertThat(result.embeddings().get(0, channel))
                    .isEqualTo(without.embeddings().get(0, channel) + first[channel]);
            assertThat(result.keyEmbeddings().get(0, channel))
                    .isEqualTo(without.keyEmbeddings().get(0, channel) + first[channel]);
        }
    }

    @ParameterizedTest
    @CsvSource({"mask, causal", "cache, append"})
    void whatComparesPositionsIsRefusedAcrossTexts(String kind, String choice) {
        AttentionRunner runner = kind.equals("cache") ? runner("mask", "causal", kind, choice) : runner(kind, choice);

        assertThatThrownBy(() -> runner.run("a b", "c", EVERYTHING))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "the mask compares positions of queries and keys, which have nothing to do with each "
                                + "other in different texts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "causal"})
    void packedTextsGiveWhatEachGivesByItself(String mask) {
        AttentionRunner runner = runner("embedder", "hashed", "mask", mask, "variant", "multi-head:heads=2");
        List<String> texts = List.of("one two three", "two", "four one");

        AttentionResult packed = runner.runPacked(texts, EVERYTHING);

        assertThat(packed.queries())
                .extracting(Token::text)
                .containsExactly("one", "two", "three", "two", "four", "one");
        int from = 0;
        for (String text : texts) {
            AttentionResult alone = runner.run(text, EVERYTHING);
            int to = from + alone.queries().size();
            Matrices.assertClose(packed.output().rows(from, to), alone.output(), 1e-15);
            for (int head = 0; head < 2; head++) {
                Matrix weights = packed.head(head).weights().rows(from, to);
                Matrices.assertClose(weights.columns(from, to), alone.head(head).weights(), 1e-15);
                assertThat(sum(weights)).isCloseTo(to - from, within(1e-14));
            }
            from = to;
        }
    }

    private static double sum(Matrix matrix) {
        double sum = 0;
        for (double element : matrix.elements()) {
            sum += element;
        }
        return sum;
    }

    @Test
    void packedWordsLieInThePackedText() {
        AttentionResult packed = runner().runPacked(List.of("ab c", "d  ef"), EVERYTHING);

        assertThat(packed.text()).isEqualTo("ab c\nd  ef");
        for (Token token : packed.queries()) {
            assertThat(packed.text().substring(token.start(), token.end())).isEqualTo(token.text());
        }
    }

    @Test
    void stepsWithACacheAreARun() {
        Composition atOnce = Compositions.of("mask", "causal", "variant", "multi-head:heads=2");
        Composition cached = Compositions.of("mask", "causal", "variant", "multi-head:heads=2", "cache", "append");

        Matrices.assertClose(
                new AttentionRunner(cached).run("a b c d e").output(),
                new AttentionRunner(atOnce).run("a b c d e").output(),
                1e-15);
    }

    @Test
    void aTextLongerThanTheCacheRemembersIsRefused() {
        AttentionRunner runner = new AttentionRunner(Compositions.of("mask", "causal", "cache", "sliding:keys=200"));
        String remembered = "word ".repeat(200);

        assertThat(runner.run(remembered).queries()).hasSize(200);
        assertThatThrownBy(() -> runner.run(remembered + "more"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the cache remembers the last 200 keys, and the mask allows earlier ones");
    }

    @Test
    void analysesLookAtTheWeightsWhateverIsCaptured() {
        Composition plain = Compositions.of();
        Composition analysing = new Composition(
                plain.configuration(),
                plain.tokenizer(),
                plain.embedder(),
                plain.projection(),
                plain.mechanism(),
                plain.cache(),
                List.of(maps -> List.of(new Finding(
                        "weights",
                        "",
                        maps.queries(),
                        maps.keys(),
                        maps.layers().get(0).get(0)))),
                plain.reporter());

        AttentionResult result = new AttentionRunner(analysing).run("a b", Capture.NOTHING);

        assertThat(result.findings()).hasSize(1);
        assertThat(result.findings().get(0).numbers())
                .isEqualTo(new AttentionRunner(plain).run("a b").head(0).weights());
    }
}
