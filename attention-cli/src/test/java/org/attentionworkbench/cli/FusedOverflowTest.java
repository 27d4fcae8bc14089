package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.cli.shell.Backends;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.run.Attention;
import org.attentionworkbench.core.wiring.Workbench;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors whose scores 64 bits hold and 32 bits do not. */
class FusedOverflowTest {
    private static final List<String> FUSED = List.of("simd", "plain");

    /** Scores of ±1e40, of 1e40 − 1e40 on the way, and of sizes that only their sum makes too large. */
    @ParameterizedTest
    @ValueSource(strings = {"1e20 0 1e20 0", "1e20 0 -1e20 0", "1e20 1e20 1e20 -1e20", "1.7e19 1.7e19 1.7e19 1.7e19"})
    void areRefusedAndNeverTakenForForbidden(String numbers) {
        double[] all = List.of(numbers.split(" ")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
        Matrix query = Matrix.ofRows(new double[] {all[0], all[1]});
        Matrix key = Matrix.ofRows(new double[] {all[2], all[3]});
        for (String name : FUSED) {
            MatrixBackend backend = Backends.all(Workbench.open()).get(name);
            assertThat(backend).as(name).isNotNull();
            Attention attention = new Attention(Mechanism.scaledDot().withBackend(backend));
            assertThatExceptionOfType(InvalidInputException.class)
                    .as(name)
                    .isThrownBy(() -> attention.attend(query, key, key, Capture.NOTHING))
                    .withMessageContaining("head 1")
                    .withMessageContaining("32-bit")
                    .withMessageContaining("reference");
        }
    }
}
