package org.attentionworkbench.core.variant;

/** What is made of each row of Q and of K before they meet without a softmax. */
public enum FeatureMap {
    /** The row as it is. */
    IDENTITY {
        @Override
        void apply(double[] row) {}
    },
    /**
     * {@code elu(x) + 1} of each channel: x + 1 where x is positive, eˣ elsewhere, so that no product is negative. Katharopoulos et
     * al. (2020), equation 7.
     */
    ELU {
        @Override
        void apply(double[] row) {
            for (int channel = 0; channel < row.length; channel++) {
                row[channel] = row[channel] > 0 ? row[channel] + 1 : Math.exp(row[channel]);
            }
        }
    },
    /** The row divided by its length, so that a state that is corrected along it cannot grow; a row of zeros stays one. */
    UNIT {
        @Override
        void apply(double[] row) {
            double largest = 0;
            for (double channel : row) {
                largest = Math.max(largest, Math.abs(channel));
            }
            if (largest == 0) {
                return;
            }
            double squares = 0;
            for (int channel = 0; channel < row.length; channel++) {
                row[channel] /= largest; // squares of very large or very small numbers would be infinite or 0
                squares += row[channel] * row[channel];
            }
            double length = Math.sqrt(squares);
            for (int channel = 0; channel < row.length; channel++) {
                row[channel] /= length;
            }
        }
    };

    /** Changes a row in place. */
    abstract void apply(double[] row);
}
