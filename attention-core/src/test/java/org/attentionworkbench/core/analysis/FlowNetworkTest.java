package org.attentionworkbench.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowNetworkTest {

    /** Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, chapter on maximum flow: the flow is 23. */
    @Test
    void theTextbookNetworkCarriesTwentyThree() {
        FlowNetwork network = new FlowNetwork(6);
        network.add(0, 1, 16);
        network.add(0, 2, 13);
        network.add(1, 3, 12);
        network.add(2, 1, 4);
        network.add(2, 4, 14);
        network.add(3, 2, 9);
        network.add(3, 5, 20);
        network.add(4, 3, 7);
        network.add(4, 5, 4);

        assertThat(network.maximumFlow(0, 5)).isEqualTo(23);
        assertThat(network.maximumFlow(0, 5)).as("the graph stays as it is").isEqualTo(23);
        assertThat(network.maximumFlow(5, 0)).isZero();
    }

    /** The shortest path takes the arc in the middle; only by sending that back do both units get through. */
    @Test
    void flowIsSentBackWhereThatHelps() {
        FlowNetwork network = new FlowNetwork(8);
        network.add(0, 1, 1);
        network.add(0, 2, 1);
        network.add(1, 3, 1);
        network.add(2, 4, 1);
        network.add(4, 3, 1);
        network.add(1, 5, 1);
        network.add(5, 6, 1);
        network.add(6, 7, 1);
        network.add(3, 7, 1);

        assertThat(network.maximumFlow(0, 7)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theMaximumFlowIsTheLeastCut(long seed) {
        Random random = new Random(seed);
        int nodes = 2 + random.nextInt(7);
        double[][] capacities = new double[nodes][nodes];
        FlowNetwork network = new FlowNetwork(nodes);
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                if (from != to && random.nextBoolean()) {
                    capacities[from][to] = random.nextInt(3) == 0 ? 0.1 * random.nextInt(10) : random.nextDouble();
                    network.add(from, to, capacities[from][to]);
                }
            }
        }

        for (int sink = 1; sink < nodes; sink++) {
            assertThat(network.maximumFlow(0, sink)).isCloseTo(leastCut(capacities, sink), within(1e-12));
        }
    }

    private static double leastCut(double[][] capacities, int sink) {
        double least = Double.POSITIVE_INFINITY;
        for (int set = 1; set < 1 << capacities.length; set += 2) { // every set with the source, node 0
            double cut = 0;
            for (int from = 0; from < capacities.length; from++) {
                for (int to = 0; to < capacities.length; to++) {
                    cut += (set >> from & 1) == 1 && (set >> to & 1) == 0 ? capacities[from][to] : 0;
                }
            }
            least = (set >> sink & 1) == 1 ? least : Math.min(least, cut);
        }
        return least;
    }
}
