package org.attentionworkbench.core.normalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.attentionworkbench.api.attention.Axis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparsemaxTest {
    private static final double NEVER = Double.NEGATIVE_INFINITY;
    private static final double OVERFLOWED = Double.POSITIVE_INFINITY;

    private static double[] sparsemax(double... scores) {
        double[] weights = scores.clone();
        new Sparsemax(Axis.KEYS).normalize(weights);
        return weights;
    }

    /** τ = (0.5 + 0.25 + 0 − 1) / 3 = −1/12 would leave the last with a weight; τ = (0.5 − 1)/1 = −0.5 would forget two. */
    @Test
    void subtractsTheThreshold() {
        assertThat(sparsemax(0.5, 0.25, 0)).containsExactly(new double[] {7 / 12.0, 4 / 12.0, 1 / 12.0}, within(1e-16));
        assertThat(sparsemax(2, 1.5, 1.25, 1)).containsExactly(0.75, 0.25, 0, 0);
        assertThat(sparsemax(3, 1, 2)).containsExactly(1, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheNearestPointAmongAllSupports(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = new double[1 + (int) seed];
        for (int index = 0; index < scores.length; index++) {
            scores[index] = 2 * random.nextDouble();
        }
        assertThat(sparsemax(scores)).containsExactly(nearest(scores), within(1e-14));
    }

    /** For each set of places, the nearest point with weights there alone: {@code s − τ} with {@code τ = (Σ s − 1)/size}. */
    private static double[] nearest(double[] scores) {
        double[] nearest = {};
        double least = Double.POSITIVE_INFINITY;
        for (int support = 1; support < 1 << scores.length; support++) {
            double sum = 0;
            for (int index = 0; index < scores.length; index++) {
                sum += (support >> index & 1) * scores[index];
            }
            double threshold = (sum - 1) / Integer.bitCount(support);
            double[] point = new double[scores.length];
            double distance = 0;
            boolean inSimplex = true;
            for (int index = 0; index < scores.length; index++) {
                point[index] = (support >> index & 1) * (scores[index] - threshold);
                inSimplex &= point[index] >= 0;
                distance += (point[index] - scores[index]) * (point[index] - scores[index]);
            }
            if (inSimplex && distance < least) {
                least = distance;
                nearest = point;
            }
        }
        return nearest;
    }

    @Test
    void extremeLinesGiveWeights() {
        assertThat(sparsemax(-3)).containsExactly(1);
        assertThat(sparsemax(1e300, -1e300, NEVER)).containsExactly(1, 0, 0);
        assertThat(sparsemax(Double.MAX_VALUE, -Double.MAX_VALUE)).containsExactly(1, 0);
        assertThat(sparsemax(-1e300, -1e300)).containsExactly(0.5, 0.5);
        assertThat(sparsemax(Double.MIN_VALUE, 0)).containsExactly(0.5, 0.5);
        assertThat(sparsemax(OVERFLOWED, 1e300, OVERFLOWED, NEVER)).containsExactly(0.5, 0, 0.5, 0);
    }
}
