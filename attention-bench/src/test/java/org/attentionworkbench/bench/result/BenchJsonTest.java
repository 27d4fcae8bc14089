package org.attentionworkbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.core.json.JsonDocument;
import org.attentionworkbench.core.json.JsonReader;
import org.junit.jupiter.api.Test;

class BenchJsonTest {

    private static Map<?, ?> read() throws IOException {
        StringBuilder out = new StringBuilder();
        JsonDocument.write(BenchJson.of(Measured.result()), out);
        return (Map<?, ?>) JsonReader.read(out.toString(), "the result");
    }

    private static Map<?, ?> at(Object list, int index) {
        return (Map<?, ?>) ((List<?>) list).get(index);
    }

    @Test
    void everyTurnIsWritten() throws IOException {
        Map<?, ?> comparison = at(read().get("comparisons"), 0);
        assertThat(at(comparison.get("contenders"), 1).get("absent")).isEqualTo("there is no backend 'plain'");
        assertThat((double) at(comparison.get("contenders"), 0).get("mean_ratio_full"))
                .isCloseTo(1.5, within(1e-12));
        Map<?, ?> problem = at(comparison.get("problems"), 0);
        assertThat(problem.get("fastest_peer")).isEqualTo("pytorch");
        Map<?, ?> timing = at(problem.get("timings"), 0);
        assertThat(timing.get("milliseconds")).isEqualTo(2.0);
        assertThat(timing.get("turns")).isEqualTo(List.of(2.5, 2.0, 1.5));
        assertThat(timing.get("spread")).isEqualTo(0.5); // (2.5 − 1.5) / 2
        assertThat(timing.get("ratio")).isEqualTo(1.5);
        assertThat(at(problem.get("timings"), 3).get("left_out")).isEqualTo("a call would take about 9.0 s");
    }

    @Test
    void whatIsNotKnownIsNull() throws IOException {
        Map<?, ?> contender = at(at(read().get("comparisons"), 0).get("contenders"), 0);
        assertThat(contender.containsKey("mean_ratio_causal")).isTrue();
        assertThat(contender.get("mean_ratio_causal")).isNull();
    }

    @Test
    void plainJavaBesideLibrariesIsWritten() throws IOException {
        Map<?, ?> libraries = (Map<?, ?>) read().get("libraries");
        Map<?, ?> problem = at(libraries.get("problems"), 0);
        assertThat(problem.get("fastest_peer")).isEqualTo("ejml-float");
        assertThat(at(problem.get("timings"), 1).get("ratio")).isEqualTo(2.0); // 8 ms by 4 ms
    }

    @Test
    void theKernelBesideItselfIsWritten() throws IOException {
        Map<?, ?> kernel = (Map<?, ?>) read().get("kernel");
        assertThat(at(kernel.get("variations"), 0).get("ratio")).isEqualTo(1.2);
        assertThat(at(kernel.get("captures"), 0).get("left_out")).isEqualTo("a call would take about 9.0 s");
        assertThat(at(kernel.get("captures"), 0).get("beside")).isEqualTo("full");
        assertThat(at(kernel.get("memories"), 0).get("heap_bytes")).isEqualTo(3.0 * (1 << 20));
        assertThat(at(kernel.get("memories"), 0).get("kept_bytes")).isEqualTo(1.0 * (1 << 20));
        assertThat(at(kernel.get("growth"), 0).get("milliseconds")).isEqualTo(10.0);
    }
}
