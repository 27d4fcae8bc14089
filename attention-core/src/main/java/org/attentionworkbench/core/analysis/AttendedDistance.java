package org.attentionworkbench.core.analysis;

import java.util.List;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;

/**
 * How far away each query looks, in each head: {@code D[i] = Σ_j p[i,j] |i − j|} in positions, with p the row of weights divided by
 * its sum; between 0 (itself only) and n − 1. A row of zeros has distance 0. Weights below 0 are refused, and so are two texts, whose
 * positions have nothing to do with each other. Vig and Belinkov 2019 (over a corpus; here of one text, query by query).
 */
public final class AttendedDistance implements Analysis {

    /** An analysis of distances. */
    public AttendedDistance() {}

    @Override
    public List<Finding> analyse(AttentionMaps maps) {
        Shares shares = Shares.withinText("distance", maps, "a distance is between positions of one text");
        return new PerQuery("mean attended distance", "positions", shares).of(AttendedDistance::ofRow);
    }

    private static double ofRow(Matrix shares, int query) {
        double distance = 0;
        for (int key = 0; key < shares.columns(); key++) {
            distance += shares.get(query, key) * Math.abs(query - key);
        }
        return distance;
    }
}
