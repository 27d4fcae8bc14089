package org.attentionworkbench.core.comparison;

/** The Jensen–Shannon divergence of rows of shares. */
public final class JensenShannon {
    private JensenShannon() {}

    /**
     * How far two rows are apart: {@code H((p+q)/2) − (H(p)+H(q))/2} in nats, computed as the sum over the keys of
     * {@code (p ln(2p/(p+q)) + q ln(2q/(p+q))) / 2} and kept within the bounds that rounding may overstep. Two rows of zeros are 0 apart;
     * a row of zeros is ln 2 / 2 from any other. Lin 1991.
     *
     * @param p shares that sum to 1, or zeros
     * @param q as many shares that sum to 1, or zeros
     * @return between 0 (the same) and ln 2 (nothing in common)
     */
    public static double divergence(double[] p, double[] q) {
        double divergence = 0;
        for (int key = 0; key < p.length; key++) {
            double both = p[key] + q[key]; // not their mean, which may round to 0
            if (p[key] > 0) {
                divergence += p[key] * Math.log(2 * p[key] / both) / 2;
            }
            if (q[key] > 0) {
                divergence += q[key] * Math.log(2 * q[key] / both) / 2;
            }
        }
        return Math.min(Math.log(2), Math.max(0, divergence));
    }
}
