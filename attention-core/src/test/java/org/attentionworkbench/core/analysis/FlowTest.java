package org.attentionworkbench.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.attentionworkbench.core.analysis.Maps.row;

import java.util.List;
import java.util.Random;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTest {
    private static final double TOLERANCE = 1e-12;

    private static Matrix flow(double residual, AttentionMaps maps) {
        return new Flow(residual).analyse(maps).get(0).numbers();
    }

    @Test
    void theFlowOfOneLayerIsItsWeights() {
        AttentionMaps maps = Maps.oneHead("a b", row(0.5, 0.5), row(1, 0));

        assertThat(flow(0.5, maps)).isEqualTo(Matrix.ofRows(row(0.75, 0.25), row(0.5, 0.5)));
    }

    @Test
    void theFlowOfTwoLayersIsTheSumOfTheNarrowerPipes() {
        Matrix below = Matrix.ofRows(row(0.25, 0.75), row(0.5, 0.5));
        Matrix above = Matrix.ofRows(row(0.5, 0.5), row(0.125, 0.875));

        Matrix flow = flow(0, Maps.layers("a b", List.of(List.of(below), List.of(above))));

        // 0 → 0: min(0.5, 0.25) + min(0.5, 0.5);   0 → 1: min(0.5, 0.75) + min(0.5, 0.5)
        // 1 → 0: min(0.125, 0.25) + min(0.875, 0.5); 1 → 1: min(0.125, 0.75) + min(0.875, 0.5)
        assertThat(flow).isEqualTo(Matrix.ofRows(row(0.75, 1), row(0.625, 0.625)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void flowsAreTheLeastCutsOfTheLayers(long seed) {
        Random random = new Random(seed);
        AttentionMaps maps = Maps.random(random, 3, 2, 3);
        List<Matrix> layers = MixedLayers.of(Shares.of("flow", maps), 0.5);

        Matrix flow = flow(0.5, maps);

        for (int top = 0; top < 3; top++) {
            for (int input = 0; input < 3; input++) {
                assertThat(flow.get(top, input)).isCloseTo(leastCut(layers, top, input), within(TOLERANCE));
            }
        }
    }

    /** Tries every set of nodes that holds the source and not the sink: what its arcs to other nodes carry at most. */
    private static double leastCut(List<Matrix> layers, int top, int input) {
        int words = layers.get(0).rows();
        int source = layers.size() * words + top;
        double least = Double.POSITIVE_INFINITY;
        for (int set = 0; set < 1 << ((layers.size() + 1) * words); set++) {
            if ((set >> source & 1) == 0 || (set >> input & 1) == 1) {
                continue;
            }
            double cut = 0;
            for (int layer = 1; layer <= layers.size(); layer++) {
                for (int from = 0; from < words; from++) {
                    for (int to = 0; to < words; to++) {
                        boolean leaves = (set >> (layer * words + from) & 1) == 1
                                && (set >> ((layer - 1) * words + to) & 1) == 0;
                        cut += leaves ? layers.get(layer - 1).get(from, to) : 0;
                    }
                }
            }
            least = Math.min(least, cut);
        }
        return least;
    }

    /** What leaves the top word is 1, what reaches an input word at most the sum of its column; more cannot flow. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 12})
    void flowsAreAtMostWhatTheEndsTake(int depth) {
        AttentionMaps maps = Maps.random(new Random(depth), 30, 2, depth);
        Matrix first = MixedLayers.of(Shares.of("flow", maps), 0.5).get(0);

        Matrix flow = flow(0.5, maps);

        for (int input = 0; input < 30; input++) {
            double enters = 0;
            for (int position = 0; position < 30; position++) {
                enters += first.get(position, input);
            }
            for (int top = 0; top < 30; top++) {
                assertThat(flow.get(top, input)).isBetween(0.0, Math.min(1, enters) + TOLERANCE);
            }
        }
    }

    /** Whatever a rollout brings from a word to a position flows along the same paths, so the maximum is no less. */
    @Test
    void flowsAreAtLeastTheRollout() {
        AttentionMaps maps = Maps.random(new Random(9), 8, 2, 4);
        Matrix rollout = new Rollout(0.5).analyse(maps).get(0).numbers();

        Matrix flow = flow(0.5, maps);

        for (int index = 0; index < 64; index++) {
            assertThat(flow.elements()[index]).isGreaterThan(rollout.elements()[index] - TOLERANCE);
        }
    }

    @Test
    void wordsThatNothingReachesHaveNoFlow() {
        Matrix self = Matrix.ofRows(row(1, 0), row(0, 1));

        assertThat(flow(0.5, Maps.layers("a b", List.of(List.of(self), List.of(self)))))
                .isEqualTo(self);
    }
}
