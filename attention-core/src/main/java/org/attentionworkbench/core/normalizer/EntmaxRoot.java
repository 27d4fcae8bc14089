package org.attentionworkbench.core.normalizer;

/**
 * The weights of an {@link Entmax} from the weight w of one score s[r]: {@code weight(s) = (β·(s − s[r]) + w^β)^{1/β}}, with the w for
 * which they sum to 1.
 */
final class EntmaxRoot {
    private final double beta;
    /** s[r]: the largest score for β ≤ 1, else the smallest of those that get any weight. */
    private final double reference;

    private double weightOfReference;
    /** w^β. */
    private double power;

    /**
     * Finds w.
     *
     * @param beta β = α − 1, greater than 0
     * @param supported the scores that get any weight, in descending order, at least one
     */
    EntmaxRoot(double beta, double[] supported) {
        this.beta = beta;
        boolean closed = beta == 0.5 || beta == 1;
        reference = beta > 1 || closed ? supported[supported.length - 1] : supported[0];
        if (closed) {
            take(beta == 1 ? linear(supported) : quadratic(supported));
        } else {
            solve(supported);
        }
    }

    /** The weight of a score. */
    double weight(double score) {
        double difference = beta * (score - reference);
        if (difference == 0) {
            return weightOfReference;
        }
        if (difference > 0) {
            return power(difference + power, beta);
        }
        // below the reference: relative to it, so that all digits stay where β is small
        double relative = difference / power;
        return relative <= -1 ? 0 : weightOfReference * Math.exp(Math.log1p(relative) / beta);
    }

    /** {@code x^{1/β}} for x ≥ 0. */
    static double power(double base, double beta) {
        if (beta == 1) {
            return base;
        }
        return beta == 0.5 ? base * base : Math.exp(Math.log(base) / beta);
    }

    /** β = 1: {@code Σ_j (Δ_j + w) = 1}. */
    private double linear(double[] supported) {
        double sum = 0;
        for (double score : supported) {
            sum += score - reference;
        }
        return (1 - sum) / supported.length;
    }

    /** β = ½: {@code Σ_j (Δ_j/2 + √w)² = 1}, a quadratic equation in √w with one positive root. */
    private double quadratic(double[] supported) {
        double sum = 0;
        double squares = 0;
        for (double score : supported) {
            double half = 0.5 * (score - reference);
            sum += half;
            squares += half * half;
        }
        double rest = 1 - squares;
        double root = rest / (sum + Math.sqrt(sum * sum + supported.length * rest));
        return root * root;
    }

    private void take(double weight) {
        weightOfReference = weight;
        power = beta == 0.5 ? Math.sqrt(weight) : Math.exp(beta * Math.log(weight));
    }

    /**
     * Newton's method for {@code sum(w) = 1}, from above: the sum is a convex function of w, so the steps come down to the root without
     * passing it. Where rounding has one pass it, or the next is not between what is known to be too small and too large, the middle
     * of these is tried, until there is no number between them.
     */
    private void solve(double[] supported) {
        boolean largest = reference == supported[0];
        double share = 1.0 / supported.length;
        double tooSmall = largest ? share / 2 : 0;
        double tooLarge = largest ? 1 : Math.nextUp(share);
        double tried = tooLarge;
        double best = tried;
        double leastExcess = Double.POSITIVE_INFINITY;
        while (true) {
            take(tried);
            double excess = excess(supported);
            if (Math.abs(excess) < leastExcess) {
                leastExcess = Math.abs(excess);
                best = tried;
            }
            if (excess > 0) {
                tooLarge = tried;
            } else {
                tooSmall = tried;
            }
            double next = next(tried, excess, slope(supported), tooSmall, tooLarge);
            if (excess == 0 || !(next > tooSmall && next < tooLarge)) {
                break;
            }
            tried = next;
        }
        take(best);
    }

    private static double next(double tried, double excess, double slope, double tooSmall, double tooLarge) {
        double next = tried - excess / slope;
        if (next == tried) {
            next = excess > 0 ? Math.nextDown(tried) : Math.nextUp(tried);
        }
        return next > tooSmall && next < tooLarge ? next : middle(tooSmall, tooLarge);
    }

    /** The number in the middle of all doubles between two: as many are smaller as are larger. */
    private static double middle(double small, double large) {
        return Double.longBitsToDouble((Double.doubleToLongBits(small) + Double.doubleToLongBits(large)) >>> 1);
    }

    private double excess(double[] supported) {
        double sum = 0;
        for (double score : supported) {
            sum += weight(score);
        }
        return sum - 1;
    }

    /** How fast the sum grows with w: {@code Σ_j (w / weight_j)^{β − 1}}, each term at most 1. */
    private double slope(double[] supported) {
        double slope = 0;
        for (double score : supported) {
            double weight = weight(score);
            if (weight == weightOfReference) {
                slope += 1;
            } else if (weight > 0) {
                slope += Math.pow(weightOfReference / weight, beta - 1);
            }
        }
        return slope;
    }
}
