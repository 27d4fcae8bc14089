package org.attentionworkbench.simd;

import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.simd.TileMath.Step;

/**
 * How the scores of a tile become weights relative to what is known so far, for each normalizer that can be streamed, and how a weight
 * follows from a score in the end.
 */
enum Weighing {
    /** {@code exp(s − M)}. */
    SOFTMAX {
        @Override
        void weigh(TilePart part, Scratch scratch, boolean moments) {
            take(Step.MAXIMA, part, scratch);
            take(Step.SOFTMAX_FACTORS, part, scratch);
            if (moments) {
                scratch.rows().rescaleMoments(part);
                take(Step.EXPONENTIALS_AND_MOMENTS, part, scratch);
            } else {
                take(Step.EXPONENTIALS, part, scratch);
            }
        }

        @Override
        void reweigh(TilePart part, Scratch scratch) {
            take(Step.EXPONENTIALS, part, scratch);
        }

        @Override
        double weight(double score, double maximum, double bias) {
            return Math.exp(score - maximum);
        }

        @Override
        double factor(double before, double maximum) {
            return before == Double.NEGATIVE_INFINITY ? 0 : Math.exp(before - maximum);
        }
    },

    /** {@code (max(0, s)/M)²}. */
    SQUARED_SHARES {
        @Override
        void weigh(TilePart part, Scratch scratch, boolean moments) {
            take(Step.MAXIMA, part, scratch);
            take(Step.SQUARE_FACTORS, part, scratch);
            if (moments) {
                scratch.rows().rescaleMoments(part);
            }
            take(Step.SQUARED_SHARES, part, scratch);
            if (moments) {
                scratch.addMoments(part);
            }
        }

        @Override
        void reweigh(TilePart part, Scratch scratch) {
            take(Step.SQUARED_SHARES, part, scratch);
        }

        @Override
        double weight(double score, double maximum, double bias) {
            return score > 0 ? score / maximum * (score / maximum) : 0;
        }

        @Override
        double factor(double before, double maximum) {
            return before > 0 ? before / maximum * (before / maximum) : 0;
        }
    },

    /** {@code max(0, s)²}. */
    SQUARES {
        @Override
        void weigh(TilePart part, Scratch scratch, boolean moments) {
            take(Step.SQUARES, part, scratch);
            if (moments) {
                scratch.addMoments(part);
            }
        }

        @Override
        void reweigh(TilePart part, Scratch scratch) {
            take(Step.SQUARES, part, scratch);
        }

        @Override
        double weight(double score, double maximum, double bias) {
            return score > 0 ? score * score : 0;
        }
    },

    /** {@code 1 / (1 + exp(−(s + b)))}. */
    SIGMOID {
        @Override
        void weigh(TilePart part, Scratch scratch, boolean moments) {
            take(Step.SIGMOIDS, part, scratch);
            if (moments) {
                scratch.addMoments(part);
            }
        }

        @Override
        void reweigh(TilePart part, Scratch scratch) {
            take(Step.SIGMOIDS, part, scratch);
        }

        @Override
        double weight(double score, double maximum, double bias) {
            double exponential = Math.exp(-Math.abs(score + bias));
            return score + bias >= 0 ? 1 / (1 + exponential) : exponential / (1 + exponential);
        }
    };

    /** From here on a weight of 64 bits changes in steps as scores of 32 bits grow. */
    static final double FULL = 30;

    /** Which scores have a weight of 1. */
    private static final double FULLEST = 40;

    /** A score that stands for all those that the sigmoid gives a weight of. */
    static double scoreOfSigmoid(double weight, double bias) {
        return Math.min(FULLEST, Math.log(weight / (1 - weight))) - bias;
    }

    static Weighing of(StreamedNormalizer normalizer) {
        if (normalizer instanceof StreamedNormalizer.ReluSquared squared) {
            return squared.normalized() ? SQUARED_SHARES : SQUARES;
        }
        return normalizer instanceof StreamedNormalizer.Sigmoid ? SIGMOID : SOFTMAX;
    }

    private static void take(Step step, TilePart part, Scratch scratch) {
        scratch.math().take(step, scratch.scores(), part, scratch.rows());
    }

    /** Turns the scores of a part of the next tile into weights and brings the sums of the rows up to date. */
    abstract void weigh(TilePart part, Scratch scratch, boolean moments);

    /** Turns the scores of a tile into weights, when all maxima are known. */
    abstract void reweigh(TilePart part, Scratch scratch);

    /** The weight of a score, relative to the maximum where there is one. */
    abstract double weight(double score, double maximum, double bias);

    /** What sums relative to one maximum are to be multiplied by to be relative to another. */
    double factor(double before, double maximum) {
        return 1;
    }

    /** Scores up to here have no weight: none of them is among the largest. */
    float threshold() {
        return this == SQUARES || this == SQUARED_SHARES ? 0 : Float.NEGATIVE_INFINITY;
    }
}
