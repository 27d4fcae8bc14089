package org.attentionworkbench.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Tokenizer;
import org.attentionworkbench.core.cache.StandardCaches;
import org.attentionworkbench.core.embedding.StandardEmbedders;
import org.attentionworkbench.core.mask.StandardMasks;
import org.attentionworkbench.core.matrix.ReferencePlugin;
import org.attentionworkbench.core.modifier.StandardModifiers;
import org.attentionworkbench.core.normalizer.StandardNormalizers;
import org.attentionworkbench.core.projection.StandardProjections;
import org.attentionworkbench.core.report.StandardReporters;
import org.attentionworkbench.core.score.StandardScores;
import org.attentionworkbench.core.text.StandardTokenizers;
import org.attentionworkbench.core.variant.StandardVariants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KindTest {

    static Stream<Arguments> kindsAndTheirStandardPlugins() {
        return Stream.of(
                Arguments.of(Kind.TOKENIZER, new StandardTokenizers(), "whitespace"),
                Arguments.of(Kind.EMBEDDER, new StandardEmbedders(), "random"),
                Arguments.of(Kind.PROJECTION, new StandardProjections(), "identity"),
                Arguments.of(Kind.SCORE, new StandardScores(), "scaled-dot"),
                Arguments.of(Kind.MODIFIER, new StandardModifiers(), "softcap"),
                Arguments.of(Kind.MASK, new StandardMasks(), "causal"),
                Arguments.of(Kind.NORMALIZER, new StandardNormalizers(), "softmax"),
                Arguments.of(Kind.VARIANT, new StandardVariants(), "multi-head"),
                Arguments.of(Kind.CACHE, new StandardCaches(), "sliding"),
                Arguments.of(Kind.BACKEND, new ReferencePlugin(), "reference"),
                Arguments.of(Kind.REPORT, new StandardReporters(), "top-k"));
    }

    @Test
    void allStandInTheOrderOfThePipeline() {
        assertThat(Kind.all())
                .extracting(Kind::word)
                .containsExactly(
                        "tokenizer",
                        "embedder",
                        "projection",
                        "score",
                        "modifier",
                        "mask",
                        "normalizer",
                        "variant",
                        "cache",
                        "backend",
                        "analysis",
                        "report");
    }

    @Test
    void everyKindIsFoundByItsWordAndByItsType() {
        for (Kind<?> kind : Kind.all()) {
            assertThat(Kind.named(kind.word())).containsSame(kind);
            assertThat(Kind.of(kind.type())).isSameAs(kind);
            assertThat(kind).hasToString(kind.word());
        }
    }

    @Test
    void typeIsTheInterfaceOfTheStrategies() {
        assertThat(Kind.SCORE.type()).isEqualTo(ScoreFunction.class);
        assertThat(Kind.TOKENIZER.type()).isEqualTo(Tokenizer.class);
    }

    @Test
    void meaningSaysWhatStrategiesDo() {
        assertThat(Kind.SCORE.meaning()).isEqualTo("scores each query against each key");
        assertThat(Kind.all())
                .extracting(Kind::meaning)
                .doesNotHaveDuplicates()
                .allSatisfy(meaning -> assertThat(meaning).isNotBlank());
    }

    @Test
    void otherWordsNameNoKind() {
        assertThat(Kind.named("scores")).isEmpty();
        assertThat(Kind.named("")).isEmpty();
    }

    @Test
    void otherTypesHaveNoKind() {
        assertThatThrownBy(() -> Kind.of(Map.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("plugins have no strategies of java.util.Map");
    }

    @Test
    void onlyModifiersAndAnalysesCanBeSeveral() {
        assertThat(Kind.all()).filteredOn(Kind::repeatable).containsExactly(Kind.MODIFIER, Kind.ANALYSIS);
    }

    @ParameterizedTest
    @MethodSource("kindsAndTheirStandardPlugins")
    void takesItsOwnListOfAPlugin(Kind<?> kind, AttentionPlugin plugin, String name) {
        List<? extends Strategy<?>> strategies = kind.of(plugin);

        assertThat(strategies).extracting(Strategy::name).contains(name);
        for (Kind<?> other : Kind.all()) {
            if (other != kind) {
                assertThat(other.of(plugin)).isEmpty();
            }
        }
    }
}
