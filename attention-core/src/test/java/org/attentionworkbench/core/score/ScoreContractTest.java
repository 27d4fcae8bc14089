package org.attentionworkbench.core.score;

import java.util.List;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.core.matrix.ReferenceBackend;
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
}
