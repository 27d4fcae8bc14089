package org.attentionworkbench.bench.contender;

import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Variation;

/** The softmax between two products, in plain Java, on a row-major array: {@code w[j] = e^(σ·s[j] − max) / Σ_j e^(σ·s[j] − max)}. */
final class RowSoftmax {
    private final Shape shape;
    private final boolean causal;

    RowSoftmax(Problem problem) {
        this.shape = problem.shape();
        this.causal = problem.variation() == Variation.CAUSAL;
    }

    private int allowed(int query) {
        return causal ? Math.min(query + 1, shape.keys()) : shape.keys();
    }

    void apply(float[] scores) {
        float scale = (float) shape.scale();
        for (int query = 0; query < shape.queries(); query++) {
            int start = query * shape.keys();
            int end = start + allowed(query);
            float maximum = Float.NEGATIVE_INFINITY;
            for (int place = start; place < end; place++) {
                maximum = Math.max(maximum, scores[place]);
            }
            float sum = 0;
            for (int place = start; place < end; place++) {
                scores[place] = (float) Math.exp(scale * (scores[place] - maximum));
                sum += scores[place];
            }
            float factor = 1 / sum;
            for (int place = start; place < end; place++) {
                scores[place] *= factor;
            }
            for (int place = end; place < start + shape.keys(); place++) {
                scores[place] = 0;
            }
        }
    }

    void apply(double[] scores) {
        double scale = shape.scale();
        for (int query = 0; query < shape.queries(); query++) {
            int start = query * shape.keys();
            int end = start + allowed(query);
            double maximum = Double.NEGATIVE_INFINITY;
            for (int place = start; place < end; place++) {
                maximum = Math.max(maximum, scores[place]);
            }
            double sum = 0;
            for (int place = start; place < end; place++) {
                scores[place] = Math.exp(scale * (scores[place] - maximum));
                sum += scores[place];
            }
            double factor = 1 / sum;
            for (int place = start; place < end; place++) {
                scores[place] *= factor;
            }
            for (int place = end; place < start + shape.keys(); place++) {
                scores[place] = 0;
            }
        }
    }
}
