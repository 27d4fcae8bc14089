package org.attentionworkbench.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.Strategy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs in a Java that was started without the vector module. */
@Tag("without-module")
final class WithoutVectorModuleTest {

    @Test
    void simdSaysWhichModuleItNeeds() {
        Strategy<MatrixBackend> simd = new SimdPlugin().matrixBackends().get(0);
        assertThat(simd.name()).isEqualTo("simd");
        assertThat(simd.missing())
                .hasValueSatisfying(reason -> assertThat(reason).contains("--add-modules jdk.incubator.vector"));
        assertThatThrownBy(() -> StreamingBackend.ofVectors(1, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("--add-modules jdk.incubator.vector");
    }

    @Test
    void plainAndAutoComputeInPlainJava() {
        for (StreamingBackend backend :
                List.of(StreamingBackend.ofPlainJava(1, false), StreamingBackend.ofWhatIsThere(1))) {
            assertThat(backend.description()).isEqualTo("plain Java, 1 thread");
            backend.close();
        }
    }
}
