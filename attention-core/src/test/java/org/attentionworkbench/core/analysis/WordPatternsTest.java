package org.attentionworkbench.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.attentionworkbench.core.analysis.Maps.row;

import java.util.Random;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Previous words, duplicates and induction. */
class WordPatternsTest {
    /** The third word is the first again, and so is the fifth. */
    private static final AttentionMaps REPEATED = Maps.oneHead(
            "a b a c a",
            row(1, 0, 0, 0, 0),
            row(0.25, 0.75, 0, 0, 0),
            row(0.5, 0.25, 0.25, 0, 0),
            row(0.1, 0.2, 0.3, 0.4, 0),
            row(1, 2, 3, 4, 0));

    @Test
    void previousWordsLeaveTheFirstOut() {
        Finding previous = new PreviousToken().analyse(REPEATED).get(0);

        assertThat(previous.rowLabels()).containsExactly("b", "a (occurrence 2)", "c", "a (occurrence 3)");
        assertThat(previous.numbers().elements()).containsExactly(row(0.25, 0.25, 0.3, 0.4), within(1e-15));
        assertThat(previous.mean(0)).isCloseTo(1.2 / 4, within(1e-15));
        assertThat(previous.note()).isEqualTo("the first word has no word before it and is left out");
    }

    @Test
    void duplicatesAreEarlierOccurrences() {
        Finding duplicates = new DuplicateToken().analyse(REPEATED).get(0);

        assertThat(duplicates.rowLabels()).containsExactly("a (occurrence 2)", "a (occurrence 3)");
        assertThat(duplicates.numbers().elements()).containsExactly(row(0.5, 0.4), within(1e-15)); // 0.5; (1 + 3) / 10
        assertThat(duplicates.note()).isEqualTo("2 of 5 words occurred before; the others are left out");
    }

    @Test
    void inductionLooksAtWhatFollowed() {
        Finding induction = new Induction().analyse(REPEATED).get(0);

        // the second a: b at 1; the third: b at 1 and c at 3, (2 + 4) / 10
        assertThat(induction.rowLabels()).containsExactly("a (occurrence 2)", "a (occurrence 3)");
        assertThat(induction.numbers().elements()).containsExactly(row(0.25, 0.6), within(1e-15));
        assertThat(induction.note())
                .isEqualTo("2 of 5 words occurred before with another word in between; the others are left out");
    }

    /** A perfect induction head on a text said twice scores 1, a head of previous words 0. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void perfectHeadsScoreOne(int half) {
        int words = 2 * half;
        Matrix previous = Matrix.zeros(words, words);
        Matrix induction = Matrix.zeros(words, words);
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < words; word++) {
            text.append(word == 0 ? "" : " ").append('w').append(word % half);
            previous.elements()[word * words + Math.max(0, word - 1)] = 1;
            induction.elements()[word * words + Math.max(0, word - half + 1)] = 1;
        }
        AttentionMaps maps = Maps.heads(text.toString(), previous, induction);

        Finding scores = new Induction().analyse(maps).get(0);

        assertThat(scores.rowLabels()).hasSize(half);
        assertThat(scores.mean(1)).isEqualTo(1);
        assertThat(new PreviousToken().analyse(maps).get(0).mean(0)).isEqualTo(1);
        // with two words the one before is the one that followed
        assertThat(scores.mean(0)).isEqualTo(half == 2 ? 1 : 0);
    }

    @Test
    void wordsInARowHaveDuplicatesButNoInduction() {
        AttentionMaps maps = Maps.oneHead("a a", row(1, 0), row(0.5, 0.5));

        assertThat(new DuplicateToken().analyse(maps).get(0).numbers().elements())
                .containsExactly(0.5);
        assertThatThrownBy(() -> new Induction().analyse(maps))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("induction: no word occurred before with another word in between; give a text that repeats "
                        + "itself, such as 'A B C A B C'");
    }

    @Test
    void textsThatDoNotRepeatThemselvesAreRefused() {
        AttentionMaps maps = Maps.random(new Random(1), 4, 1, 1);

        assertThatThrownBy(() -> new DuplicateToken().analyse(maps))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("duplicate-token: no word occurred before; give a text in which a word stands twice");
        assertThatThrownBy(() -> new PreviousToken().analyse(Maps.oneHead("word", row(1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("give one of at least two");
    }
}
