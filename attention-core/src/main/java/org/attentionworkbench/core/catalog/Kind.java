package org.attentionworkbench.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.result.Reporter;
import org.attentionworkbench.api.text.Embedder;
import org.attentionworkbench.api.text.Tokenizer;

/**
 * A kind of strategy: the word for it in configuration, options and documents, and where a plugin lists it. The constants
 * stand in the order of the pipeline.
 *
 * @param <T> the interface of its strategies
 */
public final class Kind<T> {
    /** Splits a text into tokens. */
    public static final Kind<Tokenizer> TOKENIZER =
            new Kind<>("tokenizer", "splits a text into tokens", Tokenizer.class, false, AttentionPlugin::tokenizers);
    /** Gives tokens vectors. */
    public static final Kind<Embedder> EMBEDDER =
            new Kind<>("embedder", "gives each token a vector", Embedder.class, false, AttentionPlugin::embedders);
    /** Makes queries, keys and values. */
    public static final Kind<Projection> PROJECTION = new Kind<>(
            "projection",
            "makes queries, keys and values of the vectors",
            Projection.class,
            false,
            AttentionPlugin::projections);
    /** Scores queries against keys. */
    public static final Kind<ScoreFunction> SCORE = new Kind<>(
            "score", "scores each query against each key", ScoreFunction.class, false, AttentionPlugin::scoreFunctions);
    /** Changes scores; any number of them, one after the other. */
    public static final Kind<ScoreModifier> MODIFIER = new Kind<>(
            "modifier", "changes each score by itself", ScoreModifier.class, true, AttentionPlugin::scoreModifiers);
    /** Forbids keys. */
    public static final Kind<Mask> MASK = new Kind<>("mask", "forbids keys", Mask.class, false, AttentionPlugin::masks);
    /** Makes weights of scores. */
    public static final Kind<Normalizer> NORMALIZER =
            new Kind<>("normalizer", "makes weights of scores", Normalizer.class, false, AttentionPlugin::normalizers);
    /** Arranges heads. */
    public static final Kind<AttentionVariant> VARIANT =
            new Kind<>("variant", "arranges heads", AttentionVariant.class, false, AttentionPlugin::variants);
    /** Computes all queries at once, or step by step with a cache. */
    public static final Kind<CachePolicy> CACHE = new Kind<>(
            "cache", "keeps keys and values from step to step", CachePolicy.class, false, AttentionPlugin::caches);
    /** Multiplies matrices, or computes attention in one fused pass. */
    public static final Kind<MatrixBackend> BACKEND = new Kind<>(
            "backend",
            "multiplies matrices, or computes attention in one fused pass",
            MatrixBackend.class,
            false,
            AttentionPlugin::matrixBackends);
    /** Looks at weights; any number of them. */
    public static final Kind<Analysis> ANALYSIS =
            new Kind<>("analysis", "says something of the weights", Analysis.class, true, AttentionPlugin::analyses);
    /** Writes results down. */
    public static final Kind<Reporter> REPORT =
            new Kind<>("report", "writes results down", Reporter.class, false, AttentionPlugin::reporters);

    private static final List<Kind<?>> ALL = List.of(
            TOKENIZER,
            EMBEDDER,
            PROJECTION,
            SCORE,
            MODIFIER,
            MASK,
            NORMALIZER,
            VARIANT,
            CACHE,
            BACKEND,
            ANALYSIS,
            REPORT);

    private final String word;
    private final String meaning;
    private final Class<T> type;
    private final boolean repeatable;
    private final Function<AttentionPlugin, List<Strategy<T>>> listing;

    private Kind(
            String word,
            String meaning,
            Class<T> type,
            boolean repeatable,
            Function<AttentionPlugin, List<Strategy<T>>> listing) {
        this.word = word;
        this.meaning = meaning;
        this.type = type;
        this.repeatable = repeatable;
        this.listing = listing;
    }

    /**
     * Every kind.
     *
     * @return the kinds in the order of the pipeline
     */
    public static List<Kind<?>> all() {
        return ALL;
    }

    /**
     * The kind with a word.
     *
     * @param word such as {@code score}
     * @return the kind, or nothing if there is none
     */
    public static Optional<Kind<?>> named(String word) {
        for (Kind<?> kind : ALL) {
            if (kind.word.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /**
     * The kind of an interface.
     *
     * @param <T> the interface
     * @param type the interface
     * @return its kind
     * @throws IllegalArgumentException if no plugin lists strategies of it
     */
    @SuppressWarnings("unchecked") // the kind whose type is Class<T> is a Kind<T>
    public static <T> Kind<T> of(Class<T> type) {
        for (Kind<?> kind : ALL) {
            if (kind.type == type) {
                return (Kind<T>) kind;
            }
        }
        throw new IllegalArgumentException("plugins have no strategies of " + type.getName());
    }

    /**
     * The word for this kind in configuration, options and documents.
     *
     * @return such as {@code score}
     */
    public String word() {
        return word;
    }

    /**
     * What strategies of this kind do.
     *
     * @return such as {@code scores each query against each key}
     */
    public String meaning() {
        return meaning;
    }

    /**
     * The interface of its strategies.
     *
     * @return one of the API's strategy interfaces
     */
    public Class<T> type() {
        return type;
    }

    /**
     * Whether several can be chosen, to act one after the other.
     *
     * @return true for modifiers and analyses
     */
    public boolean repeatable() {
        return repeatable;
    }

    /**
     * Whether choices of this kind can be joined by signs: {@code a & b | !c}.
     *
     * @return true for masks
     */
    public boolean combines() {
        return this == MASK;
    }

    /**
     * The strategies of this kind that a plugin brings.
     *
     * @param plugin the plugin
     * @return its strategies, possibly none
     */
    public List<Strategy<T>> of(AttentionPlugin plugin) {
        return listing.apply(plugin);
    }

    @Override
    public String toString() {
        return word;
    }
}
