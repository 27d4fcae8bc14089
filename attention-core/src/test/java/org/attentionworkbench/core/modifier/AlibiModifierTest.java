package org.attentionworkbench.core.modifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.mask.Alignment;
import org.attentionworkbench.core.mask.CausalMask;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.normalizer.Softmax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlibiModifierTest {

    /**
     * Exponents e of the slopes 2^−e, by hand. 8 heads: 8·(h + 1)/8. 4 heads: 2, 4, 6, 8. 6 heads: those of 4, then the first
     * and third of 8. 12 heads: those of 8, then the first, third, fifth and seventh of 16, which are multiples of 0.5.
     */
    static Stream<Arguments> exponents() {
        return Stream.of(
                Arguments.of(1, List.of(8.0)),
                Arguments.of(2, List.of(4.0, 8.0)),
                Arguments.of(3, List.of(4.0, 8.0, 2.0)),
                Arguments.of(4, List.of(2.0, 4.0, 6.0, 8.0)),
                Arguments.of(6, List.of(2.0, 4.0, 6.0, 8.0, 1.0, 3.0)),
                Arguments.of(8, List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0)),
                Arguments.of(12, List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 0.5, 1.5, 2.5, 3.5)));
    }

    @ParameterizedTest
    @MethodSource("exponents")
    void slopesAreThoseOfThePaperForAnyNumberOfHeads(int heads, List<Double> exponents) {
        ScoreModifier modifier = new AlibiModifier(true).over(heads);

        for (int head = 0; head < heads; head++) {
            double slope = -modifier.modify(0, head, 1, 0);
            assertThat(slope).isCloseTo(Math.pow(2, -exponents.get(head)), within(2 * Math.ulp(slope)));
        }
    }

    @Test
    void everyHeadHasASlopeOfItsOwnHoweverManyThereAre() {
        for (int heads = 1; heads <= 130; heads++) {
            double[] slopes = AlibiModifier.slopes(heads);
            assertThat(slopes).hasSize(heads).doesNotHaveDuplicates();
            for (double slope : slopes) {
                assertThat(slope).isGreaterThanOrEqualTo(1 / 256.0).isLessThan(1);
            }
        }
    }

    @Test
    void thePenaltyGrowsWithTheDistance() {
        ScoreModifier modifier = new AlibiModifier(true).over(2);

        assertThat(modifier.modify(1, 0, 5, 5)).isEqualTo(1);
        assertThat(modifier.modify(1, 0, 5, 3)).isEqualTo(1 - 2 / 16.0);
        assertThat(modifier.modify(1, 1, 5, 1)).isEqualTo(1 - 4 / 256.0);
        assertThat(modifier.modify(1, 0, 5, 8)).isEqualTo(1 - 3 / 16.0);
    }

    @Test
    void signedDistancesRewardLaterKeys() {
        ScoreModifier modifier = new AlibiModifier(false).over(2);

        assertThat(modifier.modify(1, 0, 5, 3)).isEqualTo(1 - 2 / 16.0);
        assertThat(modifier.modify(1, 0, 5, 8)).isEqualTo(1 + 3 / 16.0);
    }

    /** BLOOM adds m·j whatever the query is: softmax over the keys does not see what is the same for all of them. */
    @Test
    void underACausalMaskAllFormsGiveTheSameWeights() {
        Matrix symmetric = causalWeights(new AlibiModifier(true).over(1));
        Matrix signed = causalWeights(new AlibiModifier(false).over(1));
        Matrix bloom = causalWeights((score, head, query, key) -> score + key / 256.0);

        assertThat(signed).isEqualTo(symmetric);
        for (int index = 0; index < bloom.elements().length; index++) {
            assertThat(symmetric.elements()[index]).isCloseTo(bloom.elements()[index], within(1e-15));
        }
    }

    private static Matrix causalWeights(ScoreModifier modifier) {
        Matrix scores = Matrix.zeros(5, 5);
        Matrix modified = modifier.modify(scores, new HeadContext(new ReferenceBackend(), 0, 1, 0));
        CausalMask mask = new CausalMask(Alignment.TOP_LEFT);
        for (int query = 0; query < 5; query++) {
            for (int key = 0; key < 5; key++) {
                if (!mask.allows(query, key)) {
                    modified.elements()[5 * query + key] = Double.NEGATIVE_INFINITY;
                }
            }
        }
        return new Softmax(Axis.KEYS).normalize(modified);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wholeMatricesAndSingleScoresAgree(boolean symmetric) {
        WholeAndPointwise.assertAgree(new AlibiModifier(symmetric), 3);
    }

    @Test
    void slopesFollowTheLastNumberOfHeads() {
        ScoreModifier modifier = new AlibiModifier(true);

        assertThat(modifier.modify(0, 0, 1, 0)).isEqualTo(-1 / 256.0);
        assertThat(modifier.over(4).over(2).modify(0, 0, 1, 0)).isEqualTo(-1 / 16.0);
    }

    @Test
    void comparesPositions() {
        assertThat(new AlibiModifier(true).comparesPositions()).isTrue();
    }
}
