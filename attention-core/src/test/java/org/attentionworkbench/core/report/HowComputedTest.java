package org.attentionworkbench.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.api.result.Reporter;
import org.junit.jupiter.api.Test;

class HowComputedTest {
    private static final Map<String, String> COMPOSITION = Map.of("backend", "simd:threads=1,fused-only=false");
    private static final Execution FUSED =
            new Execution(Execution.FUSED, Optional.of("vectors of 512 bits, 1 thread"), COMPOSITION);
    private static final Execution NOT_FUSED = new Execution(
            Execution.MATERIALIZED, Optional.of("the variant gated looks between the stages"), COMPOSITION);

    private static AttentionResult computed(Execution execution) {
        AttentionResult fox = Results.fox(Results.head(Results.WEIGHTS));
        return new AttentionResult(
                fox.text(), fox.queries(), fox.keys(), fox.embeddings(), fox.heads(), fox.output(), execution);
    }

    private static String report(Reporter reporter, AttentionResult result) throws IOException {
        StringBuilder out = new StringBuilder();
        reporter.report(result, out);
        return out.toString();
    }

    @Test
    void aFusedPassNamesItsKernel() {
        assertThat(HowComputed.sentence(FUSED))
                .hasValue("Computed in one fused pass in 32-bit floating point (simd: vectors of 512 bits, 1 thread).");
    }

    @Test
    void whatCouldNotBeFusedNamesTheReason() {
        assertThat(HowComputed.sentence(NOT_FUSED))
                .hasValue("Computed stage by stage in 64-bit floating point (simd): "
                        + "the variant gated looks between the stages.");
    }

    @Test
    void whereThereIsNoChoiceNothingIsSaid() {
        assertThat(HowComputed.sentence(new Execution(Execution.MATERIALIZED, COMPOSITION)))
                .isEmpty();
    }

    @Test
    void aBackendWithoutANameIsCalledOne() {
        assertThat(HowComputed.sentence(new Execution(Execution.FUSED, Optional.of("by hand"), Map.of())))
                .hasValue("Computed in one fused pass in 32-bit floating point (backend: by hand).");
    }

    @Test
    void textsEndWithIt() throws IOException {
        String text = report(new FullReporter(), Results.fox(Results.head(Results.WEIGHTS)));

        assertThat(report(new FullReporter(), computed(FUSED)))
                .isEqualTo(text + "\n" + HowComputed.sentence(FUSED).orElseThrow() + "\n");
        assertThat(report(new TopKeysReporter(1), computed(NOT_FUSED)))
                .endsWith("\n\n" + HowComputed.sentence(NOT_FUSED).orElseThrow() + "\n");
    }

    @Test
    void ofSeveralResultsEachSentenceStandsOnceAfterOneEmptyLine() throws IOException {
        StringBuilder out = new StringBuilder();
        HowComputed.write(List.of(FUSED, new Execution(Execution.MATERIALIZED, COMPOSITION), NOT_FUSED, FUSED), out);
        assertThat(out)
                .hasToString("\n" + HowComputed.sentence(FUSED).orElseThrow() + "\n"
                        + HowComputed.sentence(NOT_FUSED).orElseThrow() + "\n");
    }

    @Test
    void jsonHasTheWayAndTheReasonIfThereIsOne() {
        Map<String, Object> json = new LinkedHashMap<>();
        HowComputed.putInto(json, NOT_FUSED);
        assertThat(json)
                .containsExactly(
                        Map.entry("way", "materialized"),
                        Map.entry("reason", "the variant gated looks between the stages"));

        json.clear();
        HowComputed.putInto(json, new Execution(Execution.MATERIALIZED, COMPOSITION));
        assertThat(json).containsExactly(Map.entry("way", "materialized"));
    }
}
