package org.attentionworkbench.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.attentionworkbench.core.analysis.Maps.row;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entropy and effective keys. */
class EntropyTest {
    private static final AttentionMaps SPREAD =
            Maps.oneHead("a b c d", row(2, 1, 1, 0), row(0, 0, 3, 0), row(0, 0, 0, 0), row(1, 1, 1, 1));

    @Test
    void entropyIsThatOfTheRowDividedByItsSum() {
        List<Finding> findings = new Entropy().analyse(SPREAD);

        assertThat(findings).hasSize(1);
        Finding entropy = findings.get(0);
        assertThat(entropy.name()).isEqualTo("entropy");
        assertThat(entropy.unit()).isEqualTo("nats");
        assertThat(entropy.rowLabels()).containsExactly("a", "b", "c", "d");
        assertThat(entropy.columnLabels()).containsExactly("head 1");
        // 0.5 ln 2 + 0.25 ln 4 + 0.25 ln 4 = 1.5 · 0.6931471805599453
        assertThat(entropy.numbers().get(0, 0)).isCloseTo(1.0397207708399179, within(1e-15));
        assertThat(entropy.numbers().get(1, 0)).isZero();
        assertThat(entropy.numbers().get(2, 0)).isZero();
        assertThat(entropy.numbers().get(3, 0)).isCloseTo(Math.log(4), within(1e-15));
        // (1.5 + 0 + 0 + 2) / 4 · ln 2
        assertThat(entropy.averaged()).isTrue();
        assertThat(entropy.mean(0)).isCloseTo(0.875 * Math.log(2), within(1e-15));
    }

    @Test
    void effectiveKeysAreThePerplexityOfTheRow() {
        Matrix keys = new EffectiveKeys().analyse(SPREAD).get(0).numbers();

        assertThat(keys.get(0, 0)).isCloseTo(2.8284271247461903, within(1e-14)); // 2^1.5
        assertThat(keys.get(1, 0)).isEqualTo(1);
        assertThat(keys.get(2, 0)).isZero(); // nothing allowed is no key, not one
        assertThat(keys.get(3, 0)).isCloseTo(4, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void entropyIsAtMostTheLogarithmOfTheKeys(long seed) {
        Random random = new Random(seed);
        int words = 1 + random.nextInt(30);
        AttentionMaps maps = Maps.random(random, words, 3, 1);

        for (double entropy : new Entropy().analyse(maps).get(0).numbers().elements()) {
            assertThat(entropy).isBetween(0.0, Math.log(words) + 1e-13);
        }
        for (double keys : new EffectiveKeys().analyse(maps).get(0).numbers().elements()) {
            assertThat(keys).isBetween(1.0, words + 1e-11);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 33})
    void alikeKeysAreAsManyAsTheyAre(int keys) {
        double[] alike = new double[keys];
        Arrays.fill(alike, 0.125);
        AttentionMaps maps = new AttentionMaps(
                List.of("query"), List.of("key ".repeat(keys).split(" ")), List.of(List.of(Matrix.ofRows(alike))));

        assertThat(new EffectiveKeys().analyse(maps).get(0).numbers().get(0, 0)).isCloseTo(keys, within(1e-12));
    }

    @Test
    void hugeWeightsAreShares() {
        AttentionMaps maps = Maps.oneHead("a b", row(Double.MAX_VALUE, Double.MAX_VALUE), row(0x1p-1074, 0x1p-1074));

        Matrix entropies = new Entropy().analyse(maps).get(0).numbers();

        assertThat(entropies.get(0, 0)).isCloseTo(Math.log(2), within(1e-15));
        assertThat(entropies.get(1, 0)).isCloseTo(Math.log(2), within(1e-15));
    }

    @Test
    void severalLayersAreSummedUpFirst() {
        Matrix one = Matrix.ofRows(row(1, 0), row(0.5, 0.5));
        Matrix two = Matrix.ofRows(row(0.5, 0.5), row(0.5, 0.5));
        AttentionMaps maps = Maps.layers("a b", List.of(List.of(one, two), List.of(two, two)));

        List<Finding> findings = new Entropy().analyse(maps);

        assertThat(findings)
                .extracting(Finding::name)
                .containsExactly("entropy, mean over the queries", "entropy, layer 1", "entropy, layer 2");
        assertThat(findings.get(0).rowLabels()).containsExactly("layer 1", "layer 2");
        assertThat(findings.get(0).columnLabels()).containsExactly("head 1", "head 2");
        // layer 1: (0 + ln 2) / 2 and (ln 2 + ln 2) / 2
        assertThat(findings.get(0).numbers().get(0, 0)).isCloseTo(Math.log(2) / 2, within(1e-15));
        assertThat(findings.get(0).numbers().get(0, 1)).isCloseTo(Math.log(2), within(1e-15));
    }
}
