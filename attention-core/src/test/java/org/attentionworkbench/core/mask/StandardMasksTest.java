package org.attentionworkbench.core.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.score.GivenOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardMasksTest {
    private final List<Strategy<Mask>> strategies = new StandardMasks().masks();

    private Strategy<Mask> strategy(String name) {
        return strategies.stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a strategy draws over 3 queries and 4 keys, options written as {@code left=1 right=0}. */
    private String drawn(String name, String options) {
        return Drawing.of(strategy(name).create(given(options)).over(3, 4), 3, 4);
    }

    private static GivenOptions given(String options) {
        Map<String, String> texts = new HashMap<>(Map.of("seed", "1"));
        for (String option : options.split(" ", -1)) {
            texts.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        return new GivenOptions(texts);
    }

    @Test
    void theNamesAreKnown() {
        assertThat(strategies)
                .extracting(Strategy::name)
                .containsExactly(
                        "none",
                        "causal",
                        "window",
                        "prefix",
                        "document",
                        "dilated",
                        "global",
                        "block-diagonal",
                        "block-sparse",
                        "padding",
                        "matrix",
                        "and",
                        "or",
                        "not");
        assertThat(strategy("none").options()).isEmpty();
        assertThat(strategy("causal").options()).extracting(Option::name).containsExactly("align", "offset");
        assertThat(strategy("window").options())
                .extracting(Option::name)
                .containsExactly("left", "right", "align", "offset");
    }

    @Test
    void everyMaskButNoneHasAFormulaAndPublishedOnesTheirSource() {
        for (Strategy<Mask> strategy : strategies.subList(1, strategies.size())) {
            boolean unpublished = List.of("matrix", "and", "or", "not").contains(strategy.name());
            assertThat(strategy.formula()).as(strategy.name()).isPresent();
            assertThat(strategy.source().isPresent()).as(strategy.name()).isNotEqualTo(unpublished);
        }
    }

    @Test
    void strategiesMakeWhatTheyAreNamedAfter() {
        assertThat(strategy("none").create(GivenOptions.NONE)).isInstanceOf(NoMask.class);
        assertThat(Drawing.of(strategy("causal").create(GivenOptions.NONE).over(3, 4), 3, 4))
                .isEqualTo("x... xx.. xxx.");
        assertThat(Drawing.of(strategy("window").create(GivenOptions.NONE).over(3, 4), 3, 4))
                .isEqualTo("xxxx xxxx xxxx");
    }

    @ParameterizedTest
    @CsvSource({
        "causal, align=top-left, x... xx.. xxx.",
        "causal, align=bottom-right, xx.. xxx. xxxx",
        "causal, align=offset offset=-1, .... x... xx..",
        "window, left=1, xxxx xxxx .xxx",
        "window, left=1 right=0, x... xx.. .xx.",
        "window, left=0 right=0 align=bottom-right, .x.. ..x. ...x",
        "window, left=0 right=0 align=offset offset=2, ..x. ...x ....",
        "prefix, length=2, xx.. xx.. xxx.",
        "document, lengths=2+1, xx.. xx.. ..x.",
        "dilated, left=2, x.x. .x.x x.x.",
        "dilated, step=3, x..x .x.. ..x.",
        "global, tokens=3+1, .x.x xxxx .x.x",
        "block-diagonal, size=2, xx.. xx.. ..xx",
        "block-sparse, size=1 window=1 random=0, xxxx xx.. x.x.",
        "block-sparse, size=1 window=1 global=0 random=9, xxxx xxxx xxxx",
        "padding, keys=2, xx.. xx.. xx.."
    })
    void optionsDoWhatTheySay(String name, String options, String expected) {
        assertThat(drawn(name, options)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"causal", "window"})
    void anOffsetAndItsAlignmentGoTogether(String name) {
        assertThatThrownBy(() -> drawn(name, "align=offset"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(name + ": align=offset needs an offset, such as " + name + ":align=offset,offset=3");
        assertThatThrownBy(() -> drawn(name, "offset=2"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(name + ": an offset goes with align=offset; write " + name + ":align=offset,offset=2");
    }
}
