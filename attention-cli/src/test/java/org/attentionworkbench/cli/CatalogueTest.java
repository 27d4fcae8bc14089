package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.core.catalog.Catalog;
import org.attentionworkbench.core.catalog.CatalogEntry;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.wiring.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of strategies is what the strategies say of themselves. */
class CatalogueTest {
    private static final Path PAGE = Path.of("..", "docs", "strategies.md");

    /** What a strategy of these kinds computes can be written as a formula. */
    private static final Set<Kind<?>> WITH_FORMULA =
            Set.of(Kind.PROJECTION, Kind.SCORE, Kind.MODIFIER, Kind.NORMALIZER, Kind.VARIANT, Kind.ANALYSIS);

    @TempDir
    private Path directory;

    @Test
    void thePageIsUpToDate() throws IOException {
        assertThat(CommandRun.in(directory, "list", "--markdown").success())
                .as("docs/strategies.md; write it anew by ./attention list --markdown --output docs/strategies.md")
                .isEqualTo(Files.readString(PAGE));
    }

    @Test
    void everyStrategyHasAFormulaAndAPicture() throws IOException {
        String page = Files.readString(PAGE);
        for (Catalog<?> catalog : Workbench.open().catalogs().all()) {
            for (CatalogEntry<?> entry : catalog.entries()) {
                String section = section(page, catalog.kind() + " " + entry.strategy());
                if (WITH_FORMULA.contains(catalog.kind())) {
                    assertThat(entry.strategy().formula())
                            .as("the formula of %s %s", catalog.kind(), entry.strategy())
                            .isPresent();
                }
                boolean shown = entry.strategy().example().isPresent() && catalog.kind() != Kind.BACKEND;
                assertThat(section.contains("```"))
                        .as("a picture of %s %s", catalog.kind(), entry.strategy())
                        .isEqualTo(shown);
                for (Option<?> option : entry.strategy().options()) {
                    assertThat(section).contains("| `" + option.name() + "` |");
                }
            }
        }
    }

    private static String section(String page, String title) {
        int start = page.indexOf("\n### " + title + "\n");
        assertThat(start).as("the section %s", title).isNotNegative();
        int end = page.indexOf("\n##", start + 5);
        return end < 0 ? page.substring(start) : page.substring(start, end);
    }

    @Test
    void strategiesWithoutASourceAreNobodysInvention() {
        List<String> without = new ArrayList<>();
        for (Kind<?> kind :
                List.of(Kind.SCORE, Kind.MODIFIER, Kind.MASK, Kind.NORMALIZER, Kind.VARIANT, Kind.ANALYSIS)) {
            for (CatalogEntry<?> entry : Workbench.open().catalogs().of(kind).entries()) {
                if (entry.strategy().source().isEmpty()) {
                    without.add(kind + " " + entry.strategy());
                }
            }
        }
        assertThat(without)
                .containsExactlyInAnyOrder(
                        "modifier scale",
                        "modifier bias",
                        "modifier head-gain",
                        "mask none",
                        "mask matrix",
                        "mask and",
                        "mask or",
                        "mask not",
                        "normalizer hard",
                        "variant single-head",
                        "variant weights-only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"score", "mask", "normalizer", "variant", "analysis", "cache"})
    void theTerminalListsTheSame(String kind) {
        String list = CommandRun.in(directory, "list").success();
        for (CatalogEntry<?> entry :
                Workbench.open().catalogs().of(Kind.named(kind).orElseThrow()).entries()) {
            assertThat(list).contains("\n  " + entry.strategy().name() + " ");
            entry.strategy().formula().ifPresent(formula -> assertThat(list).contains("formula: " + formula));
        }
    }

    @Test
    void wordsNameKindsAndStrategies() {
        assertThat(CommandRun.in(directory, "list", "mask").success().lines())
                .first()
                .isEqualTo("mask — forbids keys");
        assertThat(CommandRun.in(directory, "list", "mask").success())
                .contains("  causal ", "  window ")
                .doesNotContain("softmax");
        assertThat(CommandRun.in(directory, "list", "softmax", "linear").success())
                .contains("normalizer —", "  softmax ", "variant —", "  linear ")
                .doesNotContain("sparsemax", "mask —", "gated-linear");
        assertThat(CommandRun.in(directory, "list", "--json", "alibi").json().propertyNames())
                .containsExactly("modifier");
    }

    @Test
    void wordsThatNameNothingAreRefused() {
        assertThat(CommandRun.in(directory, "list", "sofmax").refusal())
                .isEqualTo("there is no kind and no strategy 'sofmax'; did you mean 'softmax'?");
        assertThat(CommandRun.in(directory, "list", "qwertyuiop").refusal())
                .isEqualTo("there is no kind and no strategy 'qwertyuiop'; attention list shows all");
        assertThat(CommandRun.in(directory, "list", "--markdown", "mask").refusal())
                .isEqualTo("--markdown writes the page of all strategies; leave 'mask' out");
    }
}
