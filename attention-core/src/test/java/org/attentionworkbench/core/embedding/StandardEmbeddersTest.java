package org.attentionworkbench.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.junit.jupiter.api.Test;

class StandardEmbeddersTest {

    @Test
    void listsTheEmbeddersByName() {
        assertThat(new StandardEmbedders().embedders())
                .extracting(Strategy::name)
                .containsExactly("random", "one-hot", "hashed", "vectors", "positional");
    }

    @Test
    void declaresTheOptions() {
        assertThat(Words.strategy("random").options())
                .extracting(Option::name, Option::defaultDescription)
                .containsExactly(
                        tuple("seed", "the seed of the run"),
                        tuple("dimension", "4"),
                        tuple("distribution", "uniform"),
                        tuple("per", "word"));
        assertThat(Words.strategy("one-hot").options()).isEmpty();
        assertThat(Words.strategy("hashed").options())
                .extracting(Option::name, Option::defaultDescription)
                .containsExactly(tuple("dimension", "4"));
        assertThat(Words.strategy("vectors").options())
                .extracting(Option::name, Option::defaultDescription)
                .containsExactly(tuple("file", "required"), tuple("unknown", "error"), tuple("case", "exact"));
        assertThat(Words.strategy("positional").options())
                .extracting(Option::name, Option::defaultDescription)
                .containsExactly(tuple("of", "random"), tuple("base", "10000"));
    }

    @Test
    void makesTheEmbedders() {
        assertThat(Words.create("random", Map.of())).isInstanceOf(RandomEmbedder.class);
        assertThat(Words.create("one-hot", Map.of())).isInstanceOf(OneHotEmbedder.class);
        assertThat(Words.create("hashed", Map.of())).isInstanceOf(HashedEmbedder.class);
        assertThat(Words.create("vectors", Map.of("file", "x"))).isInstanceOf(VectorsEmbedder.class);
        assertThat(Words.create("positional", Map.of())).isInstanceOf(PositionalEmbedder.class);
    }
}
