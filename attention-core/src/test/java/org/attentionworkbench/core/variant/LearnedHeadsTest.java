package org.attentionworkbench.core.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.attentionworkbench.core.variant.Attended.KEYS;
import static org.attentionworkbench.core.variant.Attended.QUERIES;
import static org.attentionworkbench.core.variant.Attended.VALUES;

import java.util.Map;
import java.util.OptionalInt;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.parameter.SeededParameters;
import org.attentionworkbench.core.run.HeadedResult;
import org.attentionworkbench.core.variant.GatedHeads.Gates;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;

class LearnedHeadsTest {

    private static double sigmoid(double number) {
        return 1 / (1 + Math.exp(-number));
    }

    @Test
    void aGateOfEveryChannelLetsASharePass() {
        Matrix map = Matrices.random(8, 8, 4);
        HeadedResult plain = Attended.by(new MultiHead(2));
        HeadedResult gated = Attended.by(new GatedHeads(2, Gates.CHANNELS, new Attended.Given(Map.of("W_g", map))));
        Matrix opened = Attended.product(QUERIES, map);

        for (int query = 0; query < 5; query++) {
            for (int channel = 0; channel < 8; channel++) {
                assertThat(gated.joined().get(query, channel))
                        .isCloseTo(
                                plain.joined().get(query, channel) * sigmoid(opened.get(query, channel)),
                                within(1e-15));
            }
        }
        assertThat(Attended.stage(gated, 1, Stage.VALUES)).isEqualTo(Attended.stage(plain, 1, Stage.VALUES));
    }

    @Test
    void aGateOfEveryHeadLetsTheSameShareOfItsChannelsPass() {
        Matrix map = Matrices.random(8, 2, 4);
        HeadedResult plain = Attended.by(new MultiHead(2));
        HeadedResult gated = Attended.by(new GatedHeads(2, Gates.HEADS, new Attended.Given(Map.of("W_g", map))));
        Matrix opened = Attended.product(QUERIES, map);

        for (int channel = 0; channel < 8; channel++) {
            assertThat(gated.joined().get(3, channel))
                    .isCloseTo(
                            plain.joined().get(3, channel) * sigmoid(opened.get(3, channel < 4 ? 0 : 1)),
                            within(1e-15));
        }
    }

    @Test
    void gatesNeedAHead() {
        assertThatThrownBy(() -> new GatedHeads(0, Gates.HEADS, new SeededParameters(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Attended.by(new GatedHeads(3, Gates.HEADS, new SeededParameters(1))))
                .hasMessage("gated: heads=3 does not divide the width 8 of the queries; 1, 2, 4 or 8 would");
    }

    @Test
    void latentHeadsAreHeadsWithMergedProjections() {
        Matrix down = Matrices.random(8, 3, 4);
        Matrix upToKeys = Matrices.random(3, 8, 5);
        Matrix upToValues = Matrices.random(3, 6, 6);
        Matrix values = VALUES.columns(0, 6);
        HeadedResult latent = Attended.by(
                new LatentHeads(
                        2,
                        OptionalInt.of(3),
                        new Attended.Given(Map.of("W_dkv", down, "W_uk", upToKeys, "W_uv", upToValues))),
                QUERIES,
                KEYS,
                values);
        HeadedResult merged = Attended.by(
                new MultiHead(2),
                QUERIES,
                Attended.product(KEYS, Attended.product(down, upToKeys)),
                Attended.product(KEYS, Attended.product(down, upToValues)));

        Matrices.assertClose(latent.joined(), merged.joined(), 1e-13);
        for (int head = 0; head < 2; head++) {
            Matrices.assertClose(
                    Attended.stage(latent, head, Stage.WEIGHTS), Attended.stage(merged, head, Stage.WEIGHTS), 1e-13);
        }
    }

    @Test
    void theShortVectorIsHalfAsWideAsTheKeysUnlessTold() {
        SeededParameters parameters = new SeededParameters(5);

        assertThat(Attended.by(new LatentHeads(2, OptionalInt.empty(), parameters))
                        .joined())
                .isEqualTo(Attended.by(new LatentHeads(2, OptionalInt.of(4), parameters))
                        .joined())
                .isNotEqualTo(Attended.by(new LatentHeads(2, OptionalInt.of(3), parameters))
                        .joined());
    }

    @Test
    void aShortVectorHasAChannel() {
        assertThatThrownBy(() -> new LatentHeads(2, OptionalInt.of(0), new SeededParameters(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a vector of 0 channels holds nothing");
        assertThatThrownBy(() -> new LatentHeads(0, OptionalInt.of(1), new SeededParameters(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Attended.by(
                        new LatentHeads(2, OptionalInt.of(1), new SeededParameters(1)),
                        QUERIES,
                        KEYS,
                        VALUES.columns(0, 7)))
                .hasMessage("latent: heads=2 does not divide the width 7 of the values; 1 or 7 would");
    }
}
