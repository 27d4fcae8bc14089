package org.attentionworkbench.core.normalizer;

import java.util.List;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * The softmax beside a sink that takes weight and gives no value:
 * {@code weights[j] = exp(s[j]) / (exp(a) + Σ_k exp(s[k]))}, computed with the maximum of a and all scores subtracted. Weights sum to
 * less than 1, and to almost 0 where all scores are far below a. With a = 0 the sink adds 1: Miller, <i>Attention Is Off By
 * One</i> (2023). With a learned for each head it is that of OpenAI, <i>gpt-oss-120b &amp; gpt-oss-20b Model Card</i> (2025), section
 * 2.2, after the attention sinks of Xiao et al., <i>Efficient Streaming Language Models with Attention Sinks</i> (2023).
 *
 * <p>Where dot products have overflowed to +∞, the weight is shared equally by the scores of +∞.
 */
public final class SoftmaxPlusOne implements Normalizer {
    private final Axis axis;
    private final double[] sinks;

    /**
     * A softmax with the same sink in all heads.
     *
     * @param axis along which axis weights and sink sum to 1
     * @param sink a, the score of the sink, finite
     * @throws IllegalArgumentException if it is not finite
     */
    public SoftmaxPlusOne(Axis axis, double sink) {
        this(axis, List.of(sink));
    }

    /**
     * A softmax with a sink for each head.
     *
     * @param axis along which axis weights and sink sum to 1
     * @param sinks a for each head, or a single one for all; finite
     * @throws IllegalArgumentException if there is none, or one is not finite
     */
    public SoftmaxPlusOne(Axis axis, List<Double> sinks) {
        this.axis = axis;
        this.sinks = new double[sinks.size()];
        for (int head = 0; head < this.sinks.length; head++) {
            this.sinks[head] = sinks.get(head);
            if (!Double.isFinite(this.sinks[head])) {
                throw new IllegalArgumentException("the score of a sink is a finite number, not " + sinks.get(head));
            }
        }
        if (this.sinks.length == 0) {
            throw new IllegalArgumentException("there is no sink");
        }
    }

    @Override
    public Axis axis() {
        return axis;
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidInputException if there are several sinks, and not one for each head
     */
    @Override
    public Optional<StreamedNormalizer> streamed(int head, int heads) {
        return axis == Axis.KEYS ? Optional.of(new StreamedNormalizer.Softmax(sink(head, heads))) : Optional.empty();
    }

    /** With the sink of the first head. */
    @Override
    public void normalize(double[] scores) {
        double sink = sinks[0];
        double maximum = Math.max(sink, Lines.maximum(scores));
        double sum = Math.exp(sink - maximum);
        for (int index = 0; index < scores.length; index++) {
            scores[index] = scores[index] == maximum ? 1 : Math.exp(scores[index] - maximum);
            sum += scores[index];
        }
        for (int index = 0; index < scores.length; index++) {
            scores[index] /= sum;
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidInputException if there are several sinks, and not one for each head
     */
    @Override
    public Matrix normalize(Matrix scores, HeadContext context) {
        double sink = sink(context.head(), context.heads());
        return sinks.length == 1 ? normalize(scores) : new SoftmaxPlusOne(axis, sink).normalize(scores);
    }

    private double sink(int head, int heads) {
        if (sinks.length == 1) {
            return sinks[0];
        }
        if (sinks.length != heads) {
            throw new InvalidInputException("softmax-plus-one has " + sinks.length + " sinks, and the variant has "
                    + (heads == 1 ? "1 head" : heads + " heads")
                    + "; give one sink for each head, with + between them");
        }
        return sinks[head];
    }
}
