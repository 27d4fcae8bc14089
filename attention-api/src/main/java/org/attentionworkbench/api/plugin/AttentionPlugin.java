package org.attentionworkbench.api.plugin;

import java.util.List;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.result.Reporter;
import org.attentionworkbench.api.text.Embedder;
import org.attentionworkbench.api.text.Tokenizer;

/**
 * A jar's contribution to the workbench: named strategies of each kind. A jar names its plugin in
 * {@code META-INF/services/org.attentionworkbench.api.plugin.AttentionPlugin}; the workbench finds it by
 * {@link java.util.ServiceLoader}. Override the kinds you have, leave the others.
 */
public interface AttentionPlugin {

    /**
     * Ways to split a text.
     *
     * @return named strategies
     */
    default List<Strategy<Tokenizer>> tokenizers() {
        return List.of();
    }

    /**
     * Ways to give tokens vectors.
     *
     * @return named strategies
     */
    default List<Strategy<Embedder>> embedders() {
        return List.of();
    }

    /**
     * Ways to queries, keys and values.
     *
     * @return named strategies
     */
    default List<Strategy<Projection>> projections() {
        return List.of();
    }

    /**
     * Ways to score a query against a key.
     *
     * @return named strategies
     */
    default List<Strategy<ScoreFunction>> scoreFunctions() {
        return List.of();
    }

    /**
     * Ways to change a score.
     *
     * @return named strategies
     */
    default List<Strategy<ScoreModifier>> scoreModifiers() {
        return List.of();
    }

    /**
     * Ways to forbid keys.
     *
     * @return named strategies
     */
    default List<Strategy<Mask>> masks() {
        return List.of();
    }

    /**
     * Ways from scores to weights.
     *
     * @return named strategies
     */
    default List<Strategy<Normalizer>> normalizers() {
        return List.of();
    }

    /**
     * Ways to arrange heads.
     *
     * @return named strategies
     */
    default List<Strategy<AttentionVariant>> variants() {
        return List.of();
    }

    /**
     * Ways to keep the keys and values of earlier steps.
     *
     * @return named strategies
     */
    default List<Strategy<CachePolicy>> caches() {
        return List.of();
    }

    /**
     * Linear-algebra libraries to multiply with.
     *
     * @return named strategies
     */
    default List<Strategy<MatrixBackend>> matrixBackends() {
        return List.of();
    }

    /**
     * Ways to look at weights.
     *
     * @return named strategies
     */
    default List<Strategy<Analysis>> analyses() {
        return List.of();
    }

    /**
     * Ways to write a result down.
     *
     * @return named strategies
     */
    default List<Strategy<Reporter>> reporters() {
        return List.of();
    }
}
