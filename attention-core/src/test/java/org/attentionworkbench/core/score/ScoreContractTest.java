package org.attentionworkbench.core.score;

import java.util.List;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.parameter.SeededParameters;
import org.attentionworkbench.core.rotary.ChannelPairs;
import org.attentionworkbench.core.rotary.RotaryScaling;
import org.attentionworkbench.core.rotary.YarnScaling;
import org.attentionworkbench.testkit.ScoreFunctionContract;
import org.junit.jupiter.api.Nested;

class ScoreContractTest {

    @Nested
    class Dot implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return new DotScore();
        }

        @Override
        public List<MatrixBackend> backends() {
            return List.of(new ReferenceBackend());
        }
    }

    @Nested
    class ScaledDot implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return new ScaledDotScore();
        }

        @Override
        public int width() {
            return 17;
        }

        @Override
        public List<MatrixBackend> backends() {
            return List.of(new ReferenceBackend());
        }
    }

    @Nested
    class ScaledByHand implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return new ScaledDotScore(-0.3);
        }

        @Override
        public List<MatrixBackend> backends() {
            return List.of(new ReferenceBackend());
        }
    }

    @Nested
    class Cosine implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return new CosineScore(0.1);
        }

        @Override
        public List<MatrixBackend> backends() {
            return List.of(new ReferenceBackend());
        }
    }

    @Nested
    class Bilinear implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return new BilinearScore(new SeededParameters(1));
        }

        @Override
        public int width() {
            return 9;
        }

        @Override
        public List<MatrixBackend> backends() {
            return List.of(new ReferenceBackend());
        }
    }

    @Nested
    class Additive implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return new AdditiveScore(new SeededParameters(2));
        }

        @Override
        public int width() {
            return 5;
        }

        @Override
        public List<MatrixBackend> backends() {
            return List.of(new ReferenceBackend());
        }
    }

    @Nested
    class AdditiveWithManyUnits implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return new AdditiveScore(new SeededParameters(2), 23);
        }

        @Override
        public List<MatrixBackend> backends() {
            return List.of(new ReferenceBackend());
        }
    }

    @Nested
    class Concat implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return new ConcatScore(new SeededParameters(3), 3);
        }

        @Override
        public List<MatrixBackend> backends() {
            return List.of(new ReferenceBackend());
        }
    }

    @Nested
    class Distance implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return new DistanceScore(2);
        }

        @Override
        public int width() {
            return 7;
        }

        @Override
        public List<MatrixBackend> backends() {
            return List.of(new ReferenceBackend());
        }
    }

    @Nested
    class Location implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return new LocationScore(new SeededParameters(4));
        }

        @Override
        public boolean dependsOnPositions() {
            return true;
        }

        @Override
        public List<MatrixBackend> backends() {
            return List.of(new ReferenceBackend());
        }
    }

    @Nested
    class Rotary implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return new RotaryScore(new ScaledDotScore(), 10000, RotaryScaling.none(), ChannelPairs.HALF_SPLIT);
        }

        @Override
        public int width() {
            return 8;
        }

        @Override
        public boolean dependsOnPositions() {
            return true;
        }

        @Override
        public List<MatrixBackend> backends() {
            return List.of(new ReferenceBackend());
        }
    }

    @Nested
    class RotaryOfSomeChannels implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return new RotaryScore(new CosineScore(1), 100, new YarnScaling(4, 16, 32, 1), ChannelPairs.INTERLEAVED, 4);
        }

        @Override
        public int width() {
            return 7;
        }

        @Override
        public boolean dependsOnPositions() {
            return true;
        }

        @Override
        public List<MatrixBackend> backends() {
            return List.of(new ReferenceBackend());
        }
    }
}
