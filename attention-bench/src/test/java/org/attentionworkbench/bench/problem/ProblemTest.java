package org.attentionworkbench.bench.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.attentionworkbench.api.attention.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

    @Test
    void aPairOfAQueryAndAKeyTakesFourOperationsPerChannel() {
        // 2 entries · 3 heads · 5 queries · 7 keys = 210 pairs, of 4 channels
        assertThat(new Problem(new Shape(2, 3, 1, 5, 7, 4), Variation.FULL).operations())
                .isEqualTo(210 * 4 * 4);
    }

    @Test
    void causalPairsAreThoseUpToTheOwnPosition() {
        // 1 + 2 + 3 + 4 + 5 pairs of one channel
        assertThat(new Problem(new Shape(1, 1, 1, 5, 5, 1), Variation.CAUSAL).operations())
                .isEqualTo(15 * 4);
        // queries beyond the last key see all 3: 1 + 2 + 3 + 3 + 3
        assertThat(new Problem(new Shape(1, 1, 1, 5, 3, 1), Variation.CAUSAL).operations())
                .isEqualTo(12 * 4);
    }

    @ParameterizedTest
    @EnumSource
    void allowedPairsAreThoseThatTheMaskAllows(Variation variation) {
        Shape shape = new Shape(1, 1, 1, 300, 280, 1);
        Mask mask = variation.mask(shape).orElse((query, key) -> true);
        long pairs = 0;
        for (int query = 0; query < shape.queries(); query++) {
            for (int key = 0; key < shape.keys(); key++) {
                pairs += mask.allows(query, key) ? 1 : 0;
            }
        }
        assertThat(new Problem(shape, variation).operations()).isEqualTo(4.0 * pairs);
    }

    @ParameterizedTest
    @EnumSource
    void variationsAreFoundByTheirNames(Variation variation) {
        assertThat(Variation.named(variation.toString())).isEqualTo(variation);
    }
}
