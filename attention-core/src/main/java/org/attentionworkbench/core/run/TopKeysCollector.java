package org.attentionworkbench.core.run;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.TopKeys;

/** Keeps the keys of largest weight of each row, as rows come in. */
final class TopKeysCollector {
    private final int count;
    private final int[] keys;
    private final double[] weights;
    private int filled;

    TopKeysCollector(int wanted, int queries, int keyCount) {
        count = Math.min(wanted, keyCount);
        keys = new int[Math.multiplyExact(queries, count)];
        weights = new double[keys.length];
    }

    /** Takes the next rows. */
    void add(Matrix rows) {
        for (int row = 0; row < rows.rows(); row++) {
            select(rows.elements(), row * rows.columns(), rows.columns());
            filled += count;
        }
    }

    TopKeys result() {
        return new TopKeys(count, keys, weights);
    }

    /** Inserts each weight of a row among the largest so far; of equal weights the earlier key stays in front. */
    private void select(double[] row, int start, int length) {
        int kept = 0;
        for (int key = 0; key < length; key++) {
            double weight = row[start + key];
            if (kept == count && (count == 0 || weight <= weights[filled + count - 1])) {
                continue;
            }
            int place = kept < count ? kept++ : count - 1;
            while (place > 0 && weights[filled + place - 1] < weight) {
                weights[filled + place] = weights[filled + place - 1];
                keys[filled + place] = keys[filled + place - 1];
                place--;
            }
            weights[filled + place] = weight;
            keys[filled + place] = key;
        }
    }
}
