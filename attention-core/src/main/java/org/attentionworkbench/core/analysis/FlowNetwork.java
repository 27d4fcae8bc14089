package org.attentionworkbench.core.analysis;

import java.util.Arrays;

/**
 * A directed graph whose arcs have capacities, and the maximum flow between two of its nodes by Dinic's algorithm (Dinic 1970): as long as
 * the sink can be reached, find the arcs that lead one step nearer to it, and send along them whatever fits.
 *
 * <p>Each path fills at least one arc to its exact capacity, so there are at most nodes · arcs paths whatever the capacities are. What
 * rounding leaves of an arc, less than {@code 2⁻⁴⁶} of the largest capacity, counts as nothing; the flow is too small by at most that for
 * each arc of a cut.
 */
final class FlowNetwork {
    private static final double NEGLIGIBLE = 0x1p-46;

    private final int[] firstArcs;
    private int[] nextArcs = new int[16];
    private int[] targets = new int[16];
    private double[] capacities = new double[16];
    private int arcs;
    private double largest;

    /**
     * A graph without arcs.
     *
     * @param nodes how many nodes there are
     */
    FlowNetwork(int nodes) {
        firstArcs = new int[nodes];
        Arrays.fill(firstArcs, -1);
    }

    /** Adds an arc; the arc after it in the arrays, of capacity 0, takes the flow back. */
    void add(int from, int to, double capacity) {
        addHalf(from, to, capacity);
        addHalf(to, from, 0);
        largest = Math.max(largest, capacity);
    }

    private void addHalf(int from, int to, double capacity) {
        if (arcs == targets.length) {
            nextArcs = Arrays.copyOf(nextArcs, 2 * arcs);
            targets = Arrays.copyOf(targets, 2 * arcs);
            capacities = Arrays.copyOf(capacities, 2 * arcs);
        }
        targets[arcs] = to;
        capacities[arcs] = capacity;
        nextArcs[arcs] = firstArcs[from];
        firstArcs[from] = arcs++;
    }

    /** The maximum flow from a node to another; the graph stays as it is. */
    double maximumFlow(int source, int sink) {
        return new Search(source, sink).flow();
    }

    /** One search for a maximum flow. */
    private final class Search {
        private final int source;
        private final int sink;
        private final double[] left = Arrays.copyOf(capacities, arcs);
        private final double nothing = largest * NEGLIGIBLE;
        private final int[] levels = new int[firstArcs.length];
        private final int[] queue = new int[firstArcs.length];
        private final int[] current = new int[firstArcs.length];
        private final int[] path = new int[firstArcs.length];

        private Search(int source, int sink) {
            this.source = source;
            this.sink = sink;
        }

        private double flow() {
            double flow = 0;
            while (reachesSink()) {
                System.arraycopy(firstArcs, 0, current, 0, current.length);
                int length = nextPath();
                while (length > 0) {
                    flow += fill(length);
                    length = nextPath();
                }
            }
            return flow;
        }

        /** Sets the level of each node to its distance from the source, as far as arcs have something left. */
        private boolean reachesSink() {
            Arrays.fill(levels, -1);
            levels[source] = 0;
            queue[0] = source;
            int end = 1;
            for (int head = 0; head < end && levels[sink] < 0; head++) {
                for (int arc = firstArcs[queue[head]]; arc >= 0; arc = nextArcs[arc]) {
                    if (left[arc] > nothing && levels[targets[arc]] < 0) {
                        levels[targets[arc]] = levels[queue[head]] + 1;
                        queue[end++] = targets[arc];
                    }
                }
            }
            return levels[sink] >= 0;
        }

        /** Finds arcs from the source to the sink, each one level up; returns how many, or 0 if there is no such path left. */
        private int nextPath() {
            int length = 0;
            int node = source;
            while (node != sink) {
                int arc = nextArc(node);
                if (arc >= 0) {
                    path[length++] = arc;
                    node = targets[arc];
                } else if (length == 0) {
                    return 0;
                } else {
                    arc = path[--length];
                    node = targets[arc ^ 1];
                    current[node] = nextArcs[arc]; // it leads nowhere
                }
            }
            return length;
        }

        private int nextArc(int node) {
            int arc = current[node];
            while (arc >= 0 && !(left[arc] > nothing && levels[targets[arc]] == levels[node] + 1)) {
                arc = nextArcs[arc];
            }
            current[node] = arc;
            return arc;
        }

        /** Sends along the path what its narrowest arc takes. */
        private double fill(int length) {
            double amount = Double.POSITIVE_INFINITY;
            for (int step = 0; step < length; step++) {
                amount = Math.min(amount, left[path[step]]);
            }
            for (int step = 0; step < length; step++) {
                left[path[step]] -= amount;
                left[path[step] ^ 1] += amount;
            }
            return amount;
        }
    }
}
