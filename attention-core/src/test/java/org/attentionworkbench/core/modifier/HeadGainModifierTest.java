package org.attentionworkbench.core.modifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadGainModifierTest {

    @Test
    void everyHeadHasItsGain() {
        ScoreModifier modifier = new HeadGainModifier(List.of(1.0, 0.5, -2.0)).over(3);

        assertThat(modifier.modify(3, 0, 1, 1)).isEqualTo(3);
        assertThat(modifier.modify(3, 1, 1, 1)).isEqualTo(1.5);
        assertThat(modifier.modify(3, 2, 1, 1)).isEqualTo(-6);
        assertThat(modifier.comparesPositions()).isFalse();
    }

    @Test
    void wholeMatricesAndSingleScoresAgree() {
        WholeAndPointwise.assertAgree(new HeadGainModifier(List.of(1.0, 0.5)), 2);
    }

    @Test
    void thereIsOneGainForEachHead() {
        assertThatThrownBy(() -> new HeadGainModifier(List.of(1.0, 0.5)).over(3))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("head-gain has 2 gains for 3 heads; give one gain for each head, with + between them");
        assertThatThrownBy(() -> new HeadGainModifier(List.of(1.0)).over(2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("head-gain has 1 gain for 2 heads");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void gainsAreFinite(double gain) {
        assertThatThrownBy(() -> new HeadGainModifier(List.of(1.0, gain)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a gain is a finite number, not " + gain);
    }

    @Test
    void noGainIsNone() {
        assertThatThrownBy(() -> new HeadGainModifier(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
