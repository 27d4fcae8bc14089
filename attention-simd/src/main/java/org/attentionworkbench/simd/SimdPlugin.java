package org.attentionworkbench.simd;

import java.util.List;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;

/** Names the backends that compute attention in one fused pass. Listing them loads no kernel; only choosing one does. */
public final class SimdPlugin implements AttentionPlugin {
    private static final Option<Integer> THREADS = Option.integer(
                    "threads", "how many threads work; 0 for as many as there are processors")
            .which(
                    threads -> threads >= 0 && threads <= StreamingBackend.MOST_THREADS,
                    "an integer from 0 to " + StreamingBackend.MOST_THREADS)
            .withDefault("0");
    private static final Option<Boolean> FUSED_ONLY = Option.truth(
                    "fused-only",
                    "whether a composition without a fused form is an error, instead of computed stage by stage")
            .withDefault("false");

    /** The plugin, as {@link java.util.ServiceLoader} makes it. */
    public SimdPlugin() {}

    @Override
    public List<Strategy<MatrixBackend>> matrixBackends() {
        return List.of(simd(), plain(), auto());
    }

    private static Strategy<MatrixBackend> simd() {
        Strategy<MatrixBackend> simd = Strategy.<MatrixBackend>of(
                        "simd",
                        "one fused pass in 32 bits on the JDK's Vector API; stage by stage where there is no fused form",
                        options -> StreamingBackend.ofVectors(threads(options.get(THREADS)), options.get(FUSED_ONLY)),
                        THREADS,
                        FUSED_ONLY)
                .withSource("Dao et al. 2022 (FlashAttention), section 3.1");
        return VectorModule.isThere() ? simd : simd.without(VectorModule.MISSING);
    }

    private static Strategy<MatrixBackend> plain() {
        return Strategy.<MatrixBackend>of(
                        "plain",
                        "the fused pass of simd in plain Java, without the Vector API",
                        options -> StreamingBackend.ofPlainJava(threads(options.get(THREADS)), options.get(FUSED_ONLY)),
                        THREADS,
                        FUSED_ONLY)
                .withSource("Dao et al. 2022 (FlashAttention), section 3.1");
    }

    private static Strategy<MatrixBackend> auto() {
        return Strategy.<MatrixBackend>of(
                "auto",
                "one fused pass, by simd where it can be had and else by plain, unless a whole matrix is asked for",
                options -> StreamingBackend.ofWhatIsThere(threads(options.get(THREADS))),
                THREADS);
    }

    private static int threads(int wanted) {
        int processors = Runtime.getRuntime().availableProcessors();
        return wanted == 0 ? Math.min(processors, StreamingBackend.MOST_THREADS) : wanted;
    }
}
