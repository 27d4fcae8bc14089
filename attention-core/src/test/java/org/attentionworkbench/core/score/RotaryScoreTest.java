package org.attentionworkbench.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.parameter.SeededParameters;
import org.attentionworkbench.core.rotary.ChannelPairs;
import org.attentionworkbench.core.rotary.RotaryScaling;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected numbers were computed with NumPy. */
class RotaryScoreTest {
    private static final Matrix QUERIES = Matrix.ofRows(new double[] {1, 2, 3, 0}, new double[] {-1, 0, 0.5, 4});
    private static final Matrix KEYS =
            Matrix.ofRows(new double[] {1, 1, 1, 1}, new double[] {0, 2, 4, -1}, new double[] {2, 0, 0, 0});

    private static HeadContext at(int firstQuery, int firstKey) {
        return new HeadContext(new ReferenceBackend(), 0, 1, firstQuery, firstKey);
    }

    private static RotaryScore rotary(ChannelPairs pairs) {
        return new RotaryScore(new ScaledDotScore(), 10000, RotaryScaling.none(), pairs);
    }

    @Test
    void queriesAndKeysAreTurnedByTheirPositions() {
        Matrix scores = rotary(ChannelPairs.HALF_SPLIT).score(QUERIES, KEYS, at(0, 0));

        Matrices.assertClose(
                scores,
                Matrix.ofRows(
                        new double[] {3, 3.5687716997605428, 2.3117454439299028},
                        new double[] {1.2137215190920398, -1, -0.11956681346419142}),
                4e-15);
    }

    @Test
    void blocksOfQueriesAndKeysStandWhereTheyStand() {
        Matrix scores = rotary(ChannelPairs.INTERLEAVED).score(QUERIES, KEYS, at(5, 2));

        Matrices.assertClose(
                scores,
                Matrix.ofRows(
                        new double[] {-0.011230448003377075, 6.045805793690865, -1.1426396637476535},
                        new double[] {2.883441963246361, -1.3881329184794438, 0.41614683654714246}),
                4e-15);
    }

    @ParameterizedTest
    @EnumSource(ChannelPairs.class)
    void scoresDependOnTheDifferenceOfPositionsAlone(ChannelPairs pairs) {
        Matrix queries = Matrices.random(5, 8, 1);
        Matrix keys = Matrices.random(7, 8, 2);
        RotaryScore score =
                new RotaryScore(new BilinearScore(new SeededParameters(3)), 10000, RotaryScaling.linear(2), pairs);

        Matrix scores = score.score(queries, keys, at(3, 1));
        Matrices.assertClose(score.score(queries, keys, at(1003, 1001)), scores, 1e-12);
        assertThat(score.score(queries, keys, at(4, 1))).isNotEqualTo(scores);
        assertThat(score.comparesPositions()).isTrue();
    }

    @Test
    void whereQueryAndKeyStandTogetherItIsTheScoreItself() {
        Matrix scores = rotary(ChannelPairs.HALF_SPLIT).score(QUERIES, KEYS, at(0, 0));
        Matrix plain = new ScaledDotScore().score(QUERIES, KEYS, at(0, 0));

        assertThat(scores.get(0, 0)).isEqualTo(plain.get(0, 0));
        assertThat(scores.get(1, 1)).isCloseTo(plain.get(1, 1), Offset.offset(4e-15));
    }

    @Test
    void onlyTheFirstChannelsAreTurnedWhereItIsSaidHowMany() {
        RotaryScore score = new RotaryScore(new DotScore(), 10000, RotaryScaling.none(), ChannelPairs.HALF_SPLIT, 2);

        Matrix prepared = score.prepareKeys(KEYS, at(0, 4));
        assertThat(prepared.columns(2, 4)).isEqualTo(KEYS.columns(2, 4));
        assertThat(prepared.columns(0, 2)).isNotEqualTo(KEYS.columns(0, 2));
    }

    @ParameterizedTest
    @EnumSource(ChannelPairs.class)
    void theLastOfAnOddNumberOfChannelsStays(ChannelPairs pairs) {
        Matrix odd = Matrices.random(4, 5, 9);

        Matrix prepared = rotary(pairs).prepareQueries(odd, at(2, 0));
        assertThat(prepared.columns(4, 5)).isEqualTo(odd.columns(4, 5));
        assertThat(prepared.columns(0, 4)).isEqualTo(rotary(pairs).prepareQueries(odd.columns(0, 4), at(2, 0)));
    }

    @Test
    void moreChannelsThanThereAreIsAnError() {
        RotaryScore score = new RotaryScore(new DotScore(), 10000, RotaryScaling.none(), ChannelPairs.HALF_SPLIT, 6);

        assertThatThrownBy(() -> score.score(QUERIES, KEYS, at(0, 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "rotary: dimension=6 is more than the 4 channels of a head; take at most 4, or leave it out");
        assertThatThrownBy(() -> score.score(QUERIES.columns(0, 1), KEYS.columns(0, 1), at(0, 0)))
                .hasMessage("rotary: dimension=6 is more than the 1 channel of a head; leave it out");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0, -3, Double.NaN, Double.POSITIVE_INFINITY})
    void theBaseIsGreaterThanOne(double base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RotaryScore(new DotScore(), base, RotaryScaling.none(), ChannelPairs.HALF_SPLIT))
                .withMessage("the base of rotary positions is greater than 1, not " + base);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 0, 1, 3})
    void anEvenNumberOfChannelsIsTurned(int dimension) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RotaryScore(
                        new DotScore(), 10000, RotaryScaling.none(), ChannelPairs.HALF_SPLIT, dimension))
                .withMessage("rotary positions turn an even number of channels, not " + dimension);
    }
}
