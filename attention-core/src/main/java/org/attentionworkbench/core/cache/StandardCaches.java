package org.attentionworkbench.core.cache;

import java.util.List;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;

/** The caches {@code none}, {@code append}, {@code buffer} and {@code sliding}. */
public final class StandardCaches implements AttentionPlugin {
    private static final Option<Integer> SIZE = positions("size", "how many positions the buffer has");
    private static final Option<Integer> KEYS = positions("keys", "how many of the latest positions are remembered");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardCaches() {}

    private static Option<Integer> positions(String name, String meaning) {
        return Option.integer(name, meaning).which(count -> count >= 1, "an integer of at least 1");
    }

    @Override
    public List<Strategy<CachePolicy>> caches() {
        return List.of(
                Strategy.of("none", "all queries at once, without steps", options -> new NoCache()),
                Strategy.<CachePolicy>of(
                                "append",
                                "step by step, every earlier key and value kept",
                                options -> new AppendCache())
                        .withFormula("K′ = past followed by K, V′ = past followed by V")
                        .withSource("ONNX Attention, opset 23, past_key and past_value"),
                Strategy.<CachePolicy>of(
                                "buffer",
                                "step by step, in a buffer of fixed size outside the attention",
                                options -> new BufferCache(options.get(SIZE)),
                                SIZE)
                        .withFormula("K′[p] = k at position p, p < size")
                        .withSource("ONNX TensorScatter and Attention, opset 24, nonpad_kv_seqlen"),
                Strategy.<CachePolicy>of(
                                "sliding",
                                "step by step, only the latest keys and values kept",
                                options -> new SlidingCache(options.get(KEYS)),
                                KEYS)
                        .withFormula("K′[p mod keys] = k at position p")
                        .withSource("Jiang et al. 2023 (Mistral 7B), rolling buffer cache"));
    }
}
