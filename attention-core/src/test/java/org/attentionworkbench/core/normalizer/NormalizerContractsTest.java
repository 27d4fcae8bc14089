package org.attentionworkbench.core.normalizer;

import java.util.List;
import java.util.Optional;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.testkit.NormalizerContract;
import org.junit.jupiter.api.Nested;

/** Every standard normalizer but the softmax, which has a test of its own, along one axis or the other. */
class NormalizerContractsTest {

    /** A normalizer whose weights need not sum to 1. */
    private interface WithoutSum extends NormalizerContract {
        @Override
        default boolean rowsSumToOne() {
            return false;
        }
    }

    /** A normalizer with noise. */
    private interface WithNoise extends NormalizerContract {
        @Override
        default boolean dependsOnPositions() {
            return true;
        }
    }

    @Nested
    class SoftmaxPlusOneOverKeys implements WithoutSum {
        @Override
        public Normalizer normalizer() {
            return new SoftmaxPlusOne(Axis.KEYS, 0);
        }
    }

    @Nested
    class SoftmaxWithSinksOverQueries implements WithoutSum {
        @Override
        public Normalizer normalizer() {
            return new SoftmaxPlusOne(Axis.QUERIES, List.of(-1.0, 800.0));
        }
    }

    @Nested
    class LogSoftmaxOverKeys implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new LogSoftmax(Axis.KEYS);
        }
    }

    @Nested
    class LogSoftmaxOverQueries implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new LogSoftmax(Axis.QUERIES);
        }
    }

    @Nested
    class SparsemaxOverKeys implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new Sparsemax(Axis.KEYS);
        }
    }

    @Nested
    class SparsemaxOverQueries implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new Sparsemax(Axis.QUERIES);
        }
    }

    @Nested
    class EntmaxOfOne implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new Entmax(Axis.QUERIES, 1);
        }
    }

    @Nested
    class EntmaxOfOnePointTwo implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new Entmax(Axis.KEYS, 1.2);
        }
    }

    @Nested
    class EntmaxOfOneAndAHalf implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new Entmax(Axis.KEYS, 1.5);
        }
    }

    @Nested
    class EntmaxOfTwo implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new Entmax(Axis.QUERIES, 2);
        }
    }

    @Nested
    class EntmaxOfFour implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new Entmax(Axis.KEYS, 4);
        }
    }

    @Nested
    class SigmoidByLength implements WithoutSum {
        @Override
        public Normalizer normalizer() {
            return new Sigmoid(Axis.KEYS, Optional.empty());
        }
    }

    @Nested
    class SigmoidWithABias implements WithoutSum {
        @Override
        public Normalizer normalizer() {
            return new Sigmoid(Axis.QUERIES, Optional.of(-0.5));
        }
    }

    @Nested
    class ReluSquaredAsShares implements WithoutSum {
        @Override
        public Normalizer normalizer() {
            return new ReluSquared(Axis.KEYS, true);
        }
    }

    @Nested
    class ReluSquaredAlone implements WithoutSum {
        @Override
        public Normalizer normalizer() {
            return new ReluSquared(Axis.QUERIES, false);
        }
    }

    @Nested
    class LinearShares implements WithoutSum {
        @Override
        public Normalizer normalizer() {
            return new Linear(Axis.KEYS);
        }

        @Override
        public boolean signed() {
            return true;
        }
    }

    @Nested
    class HardMaximum implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new Hard(Axis.KEYS);
        }
    }

    @Nested
    class TopThree implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new TopKSoftmax(Axis.KEYS, 3);
        }
    }

    @Nested
    class TopOneOverQueries implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new TopKSoftmax(Axis.QUERIES, 1);
        }
    }

    @Nested
    class GumbelOverKeys implements WithNoise {
        @Override
        public Normalizer normalizer() {
            return new GumbelSoftmax(Axis.KEYS, 7, 0.5, false);
        }
    }

    @Nested
    class HardGumbelOverQueries implements WithNoise {
        @Override
        public Normalizer normalizer() {
            return new GumbelSoftmax(Axis.QUERIES, 8, 1, true);
        }
    }
}
