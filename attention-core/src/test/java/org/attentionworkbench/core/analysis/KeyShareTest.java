package org.attentionworkbench.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.attentionworkbench.core.analysis.Maps.row;

import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;
import org.junit.jupiter.api.Test;

class KeyShareTest {
    private static final AttentionMaps MAPS = Maps.oneHead(
            "[CLS] Hi , you .", zeros(), row(1, 2, 3, 0, 4), row(0.2, 0.2, 0.2, 0.2, 0.2), zeros(), row(0, 0, 0, 3, 1));

    private static double[] zeros() {
        return new double[5];
    }

    private static double[] numbers(KeyShare analysis) {
        return analysis.analyse(MAPS).get(0).numbers().elements();
    }

    @Test
    void shareOnSelfIsTheDiagonal() {
        assertThat(numbers(new KeyShare(KeySet.SELF))).containsExactly(0, 0.2, 0.2, 0, 0.25); // 2/10, 0.2/1, 1/4
    }

    @Test
    void shareOnTheFirstKeyIsTheFirstColumn() {
        Finding first = new KeyShare(KeySet.FIRST).analyse(MAPS).get(0);

        assertThat(first.numbers().elements()).containsExactly(0, 0.1, 0.2, 0, 0);
        assertThat(first.name()).isEqualTo("share on the first key");
        assertThat(first.note()).isEqualTo("keys: '[CLS]' (key 0)");
    }

    @Test
    void separatorsArePunctuationAndTokensInBrackets() {
        Finding separators = new KeyShare(KeySet.SEPARATORS).analyse(MAPS).get(0);

        assertThat(separators.note()).isEqualTo("keys: '[CLS]' (key 0), ',' (key 2), '.' (key 4)");
        assertThat(separators.numbers().get(1, 0)).isCloseTo(0.8, within(1e-15)); // (1 + 3 + 4) / 10
        assertThat(separators.numbers().get(4, 0)).isEqualTo(0.25);
    }

    @Test
    void shareOnGivenKeysIsTheirSum() {
        assertThat(numbers(new KeyShare(List.of(3, 1, 3)))).containsExactly(0, 0.2, 0.4, 0, 0.75);
    }

    @Test
    void keysOfAnotherTextAreFine() {
        AttentionMaps across = new AttentionMaps(
                List.of("one"), List.of("<s>", "two"), List.of(List.of(Matrix.ofRows(row(0.75, 0.25)))));

        assertThat(new KeyShare(KeySet.SEPARATORS)
                        .analyse(across)
                        .get(0)
                        .numbers()
                        .elements())
                .containsExactly(0.75);
        assertThatThrownBy(() -> new KeyShare(KeySet.SELF).analyse(across))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("share: a word finds itself in the same text only, and here a text attends to another");
    }

    @Test
    void missingKeysAreRefused() {
        assertThatThrownBy(() -> new KeyShare(List.of(0, 5)).analyse(MAPS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("share: there is no key 5; the positions of the 5 keys are 0 to 4");
        assertThatThrownBy(() -> new KeyShare(KeySet.SEPARATORS).analyse(Maps.oneHead("a b2", row(1, 0), row(1, 0))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "share: there is no separator among the keys 'a' (key 0), 'b2' (key 1); separators are punctuation marks "
                                + "and tokens in brackets, such as [SEP] and <s>");
        assertThatThrownBy(() -> new KeyShare(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyShare(List.of(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
