package org.attentionworkbench.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.attentionworkbench.core.catalog.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationWriterTest {
    private static final String LETTERS = "ab01.:,=#'\"|>-+~&*!%@`{}[]?\\ \t\n\rλé😀\u0007\u0085\u00a0\u2028\ufeff";
    private static final List<String> AWKWARD = List.of(
            "yes",
            "no",
            "on",
            "off",
            "y",
            "n",
            "true",
            "False",
            "null",
            "NULL",
            "~",
            "",
            " ",
            "1e3",
            "0x1F",
            "1_000",
            "010",
            "1.",
            "-",
            "--",
            "---",
            "...",
            "?",
            ":",
            ": y",
            "a: b",
            "a:",
            "#x",
            "a #x",
            " #",
            " leading",
            "trailing ",
            "\ttab",
            "two\nlines",
            "two\n\nlines\n",
            " \n x",
            "\n",
            "\r\n",
            "a\rb",
            "'quoted'",
            "\"",
            "''",
            "*alias",
            "&anchor",
            "!tag",
            "%directive",
            "@at",
            "`tick",
            "[list]",
            "{map: 1}",
            "| pipe",
            "> fold",
            "<<",
            "- item",
            "2026-01-01",
            ".inf",
            ".nan",
            "a, b",
            "C:\\words.txt",
            "C:\\",
            "ünïcode",
            "𝔘",
            "\u0000",
            "\u001b[0m",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\ud800",
            "random:seed=3,dimension=8",
            "x".repeat(300));

    private static String written(Configuration configuration) throws IOException {
        StringBuilder out = new StringBuilder();
        ConfigurationWriter.write(configuration, out);
        return out.toString();
    }

    /** A configuration without its origins. */
    private static Configuration bare(Configuration configuration) {
        Map<Kind<?>, List<Choice>> choices = new LinkedHashMap<>();
        configuration
                .choices()
                .forEach((kind, chosen) -> choices.put(
                        kind, chosen.stream().map(ConfigurationWriterTest::bare).toList()));
        return new Configuration(choices, configuration.seed());
    }

    private static Choice bare(Choice choice) {
        return new Choice(
                choice.name(),
                choice.settings().stream()
                        .map(setting -> new Setting(setting.name(), setting.value(), Origin.DEFAULT))
                        .toList(),
                Origin.DEFAULT);
    }

    private static void assertReadBack(Configuration configuration) throws IOException {
        String yaml = written(configuration);

        assertThat(bare(ConfigurationFile.parse(yaml, "written.yaml"))).as(yaml).isEqualTo(bare(configuration));
    }

    @Test
    void defaultsAreOneLineEach() throws IOException {
        assertThat(written(Configuration.defaults())).isEqualTo("""
                        seed: 42
                        tokenizer: words
                        embedder: random
                        projection: identity
                        score: scaled-dot
                        modifier: []
                        mask: none
                        normalizer: softmax
                        variant: single-head
                        cache: none
                        backend: reference
                        analysis: []
                        report: full
                        """);
    }

    @Test
    void optionsStandUnderTheirNames() throws IOException {
        Configuration configuration = Configuration.defaults()
                .withSeed(4294967295L)
                .with(Kind.VARIANT, "multi-head:heads=2")
                .with(
                        Kind.MODIFIER,
                        List.of(Choice.parse("softcap:cap=30", Origin.DEFAULT), Choice.parse("plain", Origin.DEFAULT)));

        assertThat(written(configuration))
                .startsWith("seed: 4294967295\n")
                .contains("modifier:\n- softcap:\n    cap: ", "\n- plain\n", "variant:\n  multi-head:\n    heads: ");
        assertReadBack(configuration);
    }

    @Test
    void presetsAreReadBack() throws IOException {
        for (String name : Presets.names()) {
            assertReadBack(Presets.named(name, Origin.DEFAULT));
        }
    }

    @Test
    void awkwardValuesAreReadBack() throws IOException {
        for (String value : AWKWARD) {
            assertReadBack(withValues(List.of(value)));
        }
        assertReadBack(withValues(AWKWARD));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsWrittenIsReadBack(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            List<String> values = new ArrayList<>();
            for (int count = random.nextInt(4); count >= 0; count--) {
                values.add(randomText(random));
            }
            assertReadBack(withValues(values).withSeed(random.nextInt(1000)));
        }
    }

    /** Options with these values, of a report and of a modifier. */
    private static Configuration withValues(List<String> values) {
        List<Setting> settings = new ArrayList<>();
        for (String value : values) {
            settings.add(new Setting("option-" + settings.size(), value, Origin.DEFAULT));
        }
        Choice choice = new Choice("some-name", settings, Origin.DEFAULT);
        return Configuration.defaults().with(Kind.REPORT, List.of(choice)).with(Kind.MODIFIER, List.of(choice, choice));
    }

    private static String randomText(Random random) {
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(10); length > 0; length--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }
}
