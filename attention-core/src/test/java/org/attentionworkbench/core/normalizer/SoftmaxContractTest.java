package org.attentionworkbench.core.normalizer;

import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.testkit.NormalizerContract;
import org.junit.jupiter.api.Nested;

class SoftmaxContractTest {

    @Nested
    class OverTheKeys implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new Softmax(Axis.KEYS);
        }
    }

    @Nested
    class OverTheQueries implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new Softmax(Axis.QUERIES);
        }
    }
}
