package org.attentionworkbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenchTextTest {

    private static List<String> lines() throws IOException {
        return lines(false);
    }

    private static List<String> lines(boolean markdown) throws IOException {
        StringBuilder out = new StringBuilder();
        new BenchText(Measured.result(), markdown).writeTo(out);
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
                .anyMatch(
                        line -> line.startsWith("ejml-float: a call would take about 9.0 s (1x12x12x128x128x64 full,"));
    }

    @Test
    void theKernelStandsBesideItself() throws IOException {
        assertThat(lines())
                .contains(
                        "What modifiers and masks cost simd, in turns, on one thread",
                        "1x12x12x2048x2048x64    softcap  12.0    full      10.0          1.20    0.83",
                        "What captures cost simd, in turns, on one thread",
                        "1x12x12x2048x2048x64   top-keys     -    full      10.0             -       -",
                        "1x12x12x2048x2048x64 top-keys: a call would take about 9.0 s",
                        "1x12x12x2048x2048x64       full      3.0   1.0                   192.0");
        // 4·12·2048·2048·64 operations in 10 ms; 12·2048·2048 weights of 4 bytes
        assertThat(lines())
                .contains("1x12x12x2048x2048x64       full  10.0     1288      3.0   1.0                   192.0");
    }

    @Test
    void plainJavaStandsBesideLibrariesAndVectors() throws IOException {
        assertThat(lines())
                .contains(
                        "Plain Java beside matrix libraries by hand, one head, one thread",
                        "shape             simd  plain  ejml-float  fastest library by plain  plain by simd",
                        "1x1x1x128x128x64  1.00   4.00        8.00                      2.00           4.00");
    }

    @Test
    void markdownHasTablesToPaste() throws IOException {
        assertThat(lines(true))
                .startsWith("a processor, 2 processors, a system; a Java; 2026-01-02")
                .containsSequence(
                        "| shape |  | fastest | simd | GFLOP/s | of peak | fastest peer | its time | ratio |",
                        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
                        "| 1x12x12x128x128x64 | full | simd | 2.00 | 25 | 25 % | pytorch | 3.00 | 1.50 |")
                .contains(
                        "### 1 thread; fused multiply-adds alone reach 100 GFLOP/s",
                        "- ejml-float: EJML 0.46.1",
                        "| 1x12x12x2048x2048x64 | softcap | 12.0 | full | 10.0 | 1.20 | 0.83 |",
                        "- 1x12x12x2048x2048x64 top-keys: a call would take about 9.0 s");
    }

    @Test
    void blocksAreApartByOneLine() throws IOException {
        for (boolean markdown : new boolean[] {false, true}) {
            StringBuilder out = new StringBuilder();
            new BenchText(Measured.result(), markdown).writeTo(out);
            assertThat(out.toString())
                    .doesNotContain("\n\n\n")
                    .doesNotEndWith("\n\n")
                    .endsWith("\n");
        }
    }

    @Test
    void whatWasNotMeasuredHasNoHeading() throws IOException {
        BenchResult whole = Measured.result();
        BenchResult nothing = new BenchResult(
                whole.machine(), whole.date(), whole.pace(), List.of(), Optional.empty(), Optional.empty());
        StringBuilder out = new StringBuilder();
        new BenchText(nothing, true).writeTo(out);
        assertThat(out.toString().lines().filter(line -> !line.isEmpty())).hasSize(2);
    }
}
