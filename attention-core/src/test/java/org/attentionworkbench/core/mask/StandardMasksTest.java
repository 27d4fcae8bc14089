package org.attentionworkbench.core.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Mask.Coverage;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.score.GivenOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardMasksTest {
    private static final int SIDE = 6;

    private final List<Strategy<Mask>> strategies = new StandardMasks().masks();

    /** One row per query, x for allowed. */
    private static String picture(Mask mask, int queries, int keys) {
        StringBuilder picture = new StringBuilder();
        for (int query = 0; query < queries; query++) {
            picture.append(query == 0 ? "" : " ");
            for (int key = 0; key < keys; key++) {
                picture.append(mask.allows(query, key) ? 'x' : '.');
            }
        }
        return picture.toString();
    }

    private static Coverage counted(Mask mask, int firstQuery, int lastQuery, int firstKey, int lastKey) {
        int allowed = 0;
        for (int query = firstQuery; query <= lastQuery; query++) {
            for (int key = firstKey; key <= lastKey; key++) {
                allowed += mask.allows(query, key) ? 1 : 0;
            }
        }
        int size = (lastQuery - firstQuery + 1) * (lastKey - firstKey + 1);
        return allowed == 0 ? Coverage.NONE : allowed == size ? Coverage.ALL : Coverage.SOME;
    }

    private static void assertCoverageIsExact(Mask mask) {
        for (int firstQuery = 0; firstQuery < SIDE; firstQuery++) {
            for (int lastQuery = firstQuery; lastQuery < SIDE; lastQuery++) {
                for (int firstKey = 0; firstKey < SIDE; firstKey++) {
                    for (int lastKey = firstKey; lastKey < SIDE; lastKey++) {
                        assertThat(mask.coverage(firstQuery, lastQuery, firstKey, lastKey))
                                .as("queries %d–%d, keys %d–%d", firstQuery, lastQuery, firstKey, lastKey)
                                .isEqualTo(counted(mask, firstQuery, lastQuery, firstKey, lastKey));
                    }
                }
            }
        }
    }

    @Test
    void noMaskAllowsEverything() {
        assertThat(picture(new NoMask(), 2, 3)).isEqualTo("xxx xxx");
        assertCoverageIsExact(new NoMask());
    }

    @ParameterizedTest
    @CsvSource({
        "TOP_LEFT, 3, 3, x.. xx. xxx",
        "TOP_LEFT, 2, 5, x.... xx...",
        "TOP_LEFT, 4, 2, x. xx xx xx",
        "BOTTOM_RIGHT, 3, 3, x.. xx. xxx",
        "BOTTOM_RIGHT, 2, 5, xxxx. xxxxx",
        "BOTTOM_RIGHT, 4, 2, .. .. x. xx"
    })
    void causalMaskForbidsWhatComesLater(CausalAlignment alignment, int queries, int keys, String expected) {
        assertThat(picture(new CausalMask(alignment).over(queries, keys), queries, keys))
                .isEqualTo(expected);
    }

    @Test
    void causalMaskTakesQueriesAndKeysToBeEqualUntilItIsTold() {
        assertThat(picture(new CausalMask(CausalAlignment.BOTTOM_RIGHT), 2, 3)).isEqualTo("x.. xx.");
    }

    @Test
    void causalMaskCanBeLaidOverAnotherShapeAgain() {
        Mask mask = new CausalMask(CausalAlignment.BOTTOM_RIGHT).over(2, 5).over(2, 3);

        assertThat(picture(mask, 2, 3)).isEqualTo("xx. xxx");
    }

    @ParameterizedTest
    @CsvSource({"TOP_LEFT, 6, 6", "BOTTOM_RIGHT, 6, 6", "BOTTOM_RIGHT, 6, 8", "BOTTOM_RIGHT, 6, 3", "BOTTOM_RIGHT, 6, 1"
    })
    void coverageOfCausalMasksIsExact(CausalAlignment alignment, int queries, int keys) {
        assertCoverageIsExact(new CausalMask(alignment).over(queries, keys));
    }

    @Test
    void largePositionsDoNotOverflow() {
        Mask mask = new CausalMask(CausalAlignment.BOTTOM_RIGHT).over(1, Integer.MAX_VALUE);

        assertThat(mask.allows(Integer.MAX_VALUE, 5)).isTrue();
    }

    @Test
    void namesAreNoneAndCausal() {
        assertThat(strategies).extracting(Strategy::name).containsExactly("none", "causal");
        assertThat(strategies.get(0).options()).isEmpty();
        assertThat(strategies.get(1).options()).extracting(Option::name).containsExactly("align");
    }

    @Test
    void strategiesMakeWhatTheyAreNamedAfter() {
        Strategy<Mask> causal = strategies.get(1);

        assertThat(strategies.get(0).create(GivenOptions.NONE)).isInstanceOf(NoMask.class);
        assertThat(picture(causal.create(GivenOptions.NONE).over(2, 3), 2, 3)).isEqualTo("x.. xx.");
        assertThat(picture(causal.create(GivenOptions.of("align", "top-left")).over(2, 3), 2, 3))
                .isEqualTo("x.. xx.");
        assertThat(picture(
                        causal.create(GivenOptions.of("align", "bottom-right")).over(2, 3), 2, 3))
                .isEqualTo("xx. xxx");
    }
}
