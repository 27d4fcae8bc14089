package org.attentionworkbench.core.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.core.catalog.Examples;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HeadByHeadTest {
    private static final Map<String, AttentionVariant> VARIANTS = Examples.of(Kind.VARIANT, Mechanism::variant);

    /** Stages that have nothing but whole heads, and note whether somebody asked for more. */
    private static final class WholeHeads implements AttentionStages {
        private int heads;
        private boolean singleStages;

        private static final class SingleStage extends RuntimeException {
            private static final long serialVersionUID = 1;
        }

        private SingleStage refused() {
            singleStages = true;
            return new SingleStage();
        }

        @Override
        public Matrix raw(int head, Matrix queries, Matrix keys) {
            throw refused();
        }

        @Override
        public Matrix modified(int head, Matrix raw) {
            throw refused();
        }

        @Override
        public Matrix masked(int head, Matrix modified) {
            throw refused();
        }

        @Override
        public Matrix weights(int head, Matrix masked) {
            throw refused();
        }

        @Override
        public Matrix values(int head, Matrix weights, Matrix values) {
            throw refused();
        }

        @Override
        public void note(Stage stage, int head, Matrix matrix) {
            throw refused();
        }

        @Override
        public void noteInputs(int head, Matrix queries, Matrix keys, Matrix values) {
            throw refused();
        }

        @Override
        public int firstQuery() {
            return 0;
        }

        @Override
        public MatrixBackend backend() {
            return new ReferenceBackend();
        }

        @Override
        public Matrix attend(int head, Matrix queries, Matrix keys, Matrix values) {
            assertThat(head).isEqualTo(heads);
            assertThat(keys.rows()).isEqualTo(values.rows());
            heads++;
            return Matrix.zeros(queries.rows(), values.columns());
        }

        /** Whether a variant left every head to these stages and did nothing else. */
        boolean suffice(AttentionVariant variant) {
            try {
                variant.attend(Attended.KEYS, Attended.KEYS, Attended.VALUES, this);
            } catch (SingleStage refused) {
                return false;
            }
            return !singleStages && heads == variant.heads();
        }
    }

    @TestFactory
    Stream<DynamicTest> aVariantSaysThatItGoesHeadByHeadIfItDoes() {
        return VARIANTS.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThat(entry.getValue().headByHead())
                                .isEqualTo(new WholeHeads().suffice(entry.getValue()))));
    }

    @Test
    void thoseThatLookIntoAHeadDoNot() {
        List<String> lookIn = VARIANTS.entrySet().stream()
                .filter(entry -> !entry.getValue().headByHead())
                .map(Map.Entry::getKey)
                .toList();

        assertThat(lookIn).contains("differential", "talking-heads", "weights-only", "linear");
        assertThat(lookIn)
                .doesNotContain(
                        "single-head", "multi-head", "grouped-query", "multi-query", "cross", "latent", "gated");
    }
}
