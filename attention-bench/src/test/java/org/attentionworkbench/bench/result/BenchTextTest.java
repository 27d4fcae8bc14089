package org.attentionworkbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTextTest {

    private static List<String> lines() throws IOException {
        StringBuilder out = new StringBuilder();
        new BenchText(Measured.result()).writeTo(out);
        return out.toString().lines().toList();
    }

    @Test
    void itSaysWhereWhenAndWho() throws IOException {
        assertThat(lines())
                .contains(
                        "a processor, 2 processors, a system; a Java; 2026-01-02",
                        "1 thread; fused multiply-adds alone reach 100 GFLOP/s",
                        "simd: attention simd; differs from 64-bit by 5e-07",
                        "plain is not here: there is no backend 'plain'",
                        "ejml-float: EJML 0.46.1");
    }

    @Test
    void theKernelStandsBesideTheFastestPeer() throws IOException {
        // 4·12·128·128·64 = 50,331,648 operations in 2 ms are 25.2 GFLOP/s; 3 ms by 2 ms is 1.5
        assertThat(lines())
                .contains(
                        "shape                              fastest  simd  GFLOP/s  of peak    fastest peer  its time  ratio",
                        "1x12x12x128x128x64    full            simd  2.00       25     25 %         pytorch      3.00   1.50",
                        "1x1x1x9x9x4           full  onnx-attention  2.00     0.00      0 %  onnx-attention      1.50   0.75",
                        "Geometric mean of the ratios of the first five shapes: full 1.50, causal -");
    }

    @Test
    void nobodyIsSilentlyAbsent() throws IOException {
        assertThat(lines())
                .anyMatch(line ->
                        line.startsWith("  ejml-float: a call would take about 9.0 s (1x12x12x128x128x64 full,"));
    }

    @Test
    void theKernelStandsBesideItself() throws IOException {
        assertThat(lines())
                .contains(
                        "1x12x12x2048x2048x64    softcap  12.0    full      10.0          1.20    0.83",
                        "1x12x12x2048x2048x64       full      3.0                   192.0");
        // 4·12·2048·2048·64 operations in 10 ms; 12·2048·2048 weights of 4 bytes
        assertThat(lines()).contains("1x12x12x2048x2048x64  10.0     1288          3.0               192.0");
    }
}
