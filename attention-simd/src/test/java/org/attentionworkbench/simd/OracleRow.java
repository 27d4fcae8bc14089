package org.attentionworkbench.simd;

import java.util.Arrays;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.api.fused.HeadArray;

/**
 * One row of attention in naive loops of 64 bits, and how far 32 bits may be off.
 *
 * <p>With ε = 2⁻²⁴, the most that one rounding is off by relative to its result, a sum of d products is off by at most
 * {@code (d + 3)·ε·σ·Σ_c |q[c]|·|k[c]|}, in whatever order it is taken: d roundings on the way, and one each of σ, of σ·q and of the
 * result. What underflows adds {@code 2⁻¹⁴⁹} for each term. A modifier of slope λ makes an error δ at most λ·δ, and rounds twice more. With
 * δ the largest error of a row's scores, a softmax weight is off by a factor of at most {@code exp(2δ)}; its exponential, whose argument is
 * rounded, by another {@code (2·|s − M| + 32)·ε}, and its sum, taken tile by tile, by {@code (128 + m/128 + 32)·ε}. The output is off by the
 * errors of its weights times {@code |v|}, and the roundings of its own sum, as many as those of the weights.
 */
final class OracleRow {
    private static final double EPSILON = 0x1p-24;
    private static final double SMALLEST = 0x1p-125;

    final double[] raw;
    final double[] modified;
    final double[] masked;
    final double[] weights;
    final double[] rawErrors;
    final double[] scoreErrors;
    final double[] weightErrors;
    final double[] output;
    final double[] outputErrors;
    private final Problem problem;
    private final int keys;

    OracleRow(Problem problem, int entry, int head, int query) {
        this.problem = problem;
        keys = problem.keys().positions();
        raw = new double[keys];
        modified = new double[keys];
        masked = new double[keys];
        weights = new double[keys];
        rawErrors = new double[keys];
        scoreErrors = new double[keys];
        weightErrors = new double[keys];
        output = new double[problem.values().width()];
        outputErrors = new double[output.length];
        int keyHead = head / (problem.queries().heads() / problem.keys().heads());
        scores(entry, head, keyHead, query);
        weigh(
                problem.normalizers().size() == 1
                        ? problem.normalizers().get(0)
                        : problem.normalizers().get(head));
        values(entry, keyHead);
    }

    private void scores(int entry, int head, int keyHead, int query) {
        HeadArray q = problem.queries();
        HeadArray k = problem.keys();
        int from = q.place(entry, head, query);
        int index = problem.firstHead() + head;
        int position = problem.firstQuery() + query;
        Mask mask = problem.mask() == null ? null : problem.mask().ofHead(index);
        for (int key = 0; key < keys; key++) {
            int to = k.place(entry, keyHead, key);
            double sum = 0;
            double magnitude = 0;
            for (int channel = 0; channel < q.width(); channel++) {
                double product = problem.scale() * q.elements()[from + channel] * k.elements()[to + channel];
                sum += product;
                magnitude += Math.abs(product) + 0x1p-149 * (1 + Math.abs(k.elements()[to + channel])) / EPSILON;
            }
            raw[key] = sum;
            double error = (q.width() + 3) * EPSILON * magnitude;
            rawErrors[key] = error;
            for (Scoring scoring : problem.modifiers()) {
                double next = scoring.modifier().modify(sum, index, position, problem.firstKey() + key);
                error = next == Double.NEGATIVE_INFINITY
                        ? 0
                        : scoring.slope() * error + 2 * EPSILON * (Math.abs(sum) + Math.abs(next));
                sum = next;
            }
            modified[key] = sum;
            scoreErrors[key] = error;
            boolean allowed = mask == null || mask.allows(position, problem.firstKey() + key);
            masked[key] = allowed ? sum : Double.NEGATIVE_INFINITY;
        }
    }

    private void weigh(StreamedNormalizer normalizer) {
        if (normalizer instanceof StreamedNormalizer.Softmax softmax) {
            softmax(softmax.sink());
        } else if (normalizer instanceof StreamedNormalizer.Sigmoid sigmoid) {
            sigmoid(sigmoid.bias());
        } else {
            squares(((StreamedNormalizer.ReluSquared) normalizer).normalized());
        }
    }

    double maximum() {
        return Arrays.stream(masked).max().orElse(Double.NEGATIVE_INFINITY);
    }

    double logSumExp() {
        double maximum = maximum();
        return maximum == Double.NEGATIVE_INFINITY
                ? maximum
                : maximum
                        + Math.log(Arrays.stream(masked)
                                .map(score -> Math.exp(score - maximum))
                                .sum());
    }

    double largestScoreError() {
        double largest = 0;
        for (int key = 0; key < keys; key++) {
            largest = Math.max(largest, masked[key] == Double.NEGATIVE_INFINITY ? 0 : scoreErrors[key]);
        }
        return largest;
    }

    /** What a sum over all keys is off by, relative to the sum of the magnitudes. */
    double sumError() {
        return (160 + keys / 128.0) * EPSILON;
    }

    private void softmax(double sink) {
        double maximum = maximum();
        if (maximum == Double.NEGATIVE_INFINITY) {
            return;
        }
        double larger = Math.max(maximum, sink);
        double sum = Math.exp(sink - larger);
        for (double score : masked) {
            sum += Math.exp(score - larger);
        }
        double moved = Math.expm1(2 * largestScoreError());
        double average = 0;
        for (int key = 0; key < keys; key++) {
            weights[key] = Math.exp(masked[key] - larger) / sum;
            if (weights[key] > 0) {
                average += weights[key] * exponentialError(maximum - masked[key]);
            }
        }
        for (int key = 0; key < keys; key++) {
            if (masked[key] != Double.NEGATIVE_INFINITY) {
                double relative = moved + exponentialError(maximum - masked[key]) + average + sumError();
                weightErrors[key] = Math.min(1, weights[key] * relative + SMALLEST);
            }
        }
    }

    private static double exponentialError(double below) {
        return (2 * below + 32) * EPSILON;
    }

    private void sigmoid(double given) {
        long allowed = Arrays.stream(masked)
                .filter(score -> score != Double.NEGATIVE_INFINITY)
                .count();
        double bias = Double.isNaN(given) ? -Math.log(Math.max(1, allowed)) : given;
        for (int key = 0; key < keys; key++) {
            if (masked[key] != Double.NEGATIVE_INFINITY) {
                double x = masked[key] + bias;
                weights[key] = 1 / (1 + Math.exp(-x));
                double error = scoreErrors[key] + EPSILON * (Math.abs(bias) + Math.abs(x));
                weightErrors[key] =
                        Math.min(1, weights[key] * (Math.expm1(error) + exponentialError(Math.abs(x))) + SMALLEST);
            }
        }
    }

    private void squares(boolean normalized) {
        double sum = 0;
        double sumOfErrors = 0;
        for (int key = 0; key < keys; key++) {
            double positive = Math.max(0, masked[key]);
            double error = masked[key] == Double.NEGATIVE_INFINITY ? 0 : scoreErrors[key];
            weights[key] = positive * positive;
            weightErrors[key] = masked[key] + error <= 0
                    ? 0
                    : 2 * positive * error + error * error + 8 * EPSILON * weights[key] + SMALLEST;
            sum += weights[key];
            sumOfErrors += weightErrors[key];
        }
        if (!normalized) {
            return;
        }
        if (sum == 0) {
            // which scores are above 0 by their errors alone, and so share the whole row, cannot be known
            Arrays.setAll(weightErrors, key -> weightErrors[key] > 0 ? 1 : 0);
            return;
        }
        double relative = sumOfErrors / sum + sumError();
        for (int key = 0; key < keys; key++) {
            weights[key] /= sum;
            weightErrors[key] =
                    Math.min(1, relative < 0.5 ? 2 * (weightErrors[key] / sum + weights[key] * relative) : 1);
        }
    }

    private void values(int entry, int keyHead) {
        HeadArray v = problem.values();
        for (int key = 0; key < keys; key++) {
            int from = v.place(entry, keyHead, key);
            for (int channel = 0; channel < output.length; channel++) {
                double value = v.elements()[from + channel];
                output[channel] += weights[key] * value;
                outputErrors[channel] +=
                        (weightErrors[key] + weights[key] * sumError()) * Math.abs(value) + 2 * SMALLEST;
            }
        }
    }
}
