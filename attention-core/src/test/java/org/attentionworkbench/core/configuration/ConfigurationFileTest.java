package org.attentionworkbench.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.catalog.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
    private static final String ALL_KEYS = "There are preset, seed, tokenizer, embedder, projection, score, modifier, "
            + "mask, normalizer, variant, cache, backend, analysis, report";

    @TempDir
    private Path directory;

    private static Configuration parse(String yaml) {
        return ConfigurationFile.parse(yaml, "a.yaml");
    }

    private static void assertRefused(String yaml, String... lines) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(String.join("\n", lines));
    }

    private static Origin line(int line) {
        return Origin.line("a.yaml", line);
    }

    @Test
    void everyDocumentedFormIsRead() {
        Configuration configuration = parse("""
                seed: 7
                score: scaled-dot
                normalizer: softmax:axis=queries
                variant:
                  multi-head:
                    heads: 2
                modifier:
                  - softcap:cap=30
                  - temperature:
                      t: 0.5
                """);

        assertThat(configuration)
                .isEqualTo(Configuration.defaults()
                        .withSeed(7)
                        .with(Kind.SCORE, List.of(new Choice("scaled-dot", List.of(), line(2))))
                        .with(
                                Kind.NORMALIZER,
                                List.of(new Choice(
                                        "softmax", List.of(new Setting("axis", "queries", line(3))), line(3))))
                        .with(
                                Kind.VARIANT,
                                List.of(new Choice("multi-head", List.of(new Setting("heads", "2", line(6))), line(5))))
                        .with(
                                Kind.MODIFIER,
                                List.of(
                                        new Choice("softcap", List.of(new Setting("cap", "30", line(8))), line(8)),
                                        new Choice(
                                                "temperature", List.of(new Setting("t", "0.5", line(10))), line(9)))));
    }

    @Test
    void flowFormsAndQuotesAreRead() {
        Configuration configuration = parse("""
                {"variant": {multi-head: {heads: '2'}}, modifier: ["scale:factor=2", {softcap: {cap: 3}}],
                 report: "csv:stages=raw|weights"}
                """);

        assertThat(configuration.choice(Kind.VARIANT)).hasToString("multi-head:heads=2");
        assertThat(configuration.choices(Kind.MODIFIER))
                .extracting(Choice::toString)
                .containsExactly("scale:factor=2", "softcap:cap=3");
        assertThat(configuration.choice(Kind.REPORT).origin()).isEqualTo(line(2));
    }

    @Test
    void oneModifierNeedsNoList() {
        assertThat(parse("modifier: softcap:cap=30").choices(Kind.MODIFIER))
                .extracting(Choice::toString)
                .containsExactly("softcap:cap=30");
        assertThat(parse("modifier: {softcap: {cap: 30}}").choices(Kind.MODIFIER))
                .extracting(Choice::toString)
                .containsExactly("softcap:cap=30");
        assertThat(parse("modifier: []")).isEqualTo(Configuration.defaults());
    }

    @Test
    void nestedStrategiesAreRead() {
        Configuration configuration = parse("""
                embedder:
                  positional:
                    of:
                      random: {seed: 3, dimension: 8}
                    base: 100
                """);

        assertThat(configuration.choice(Kind.EMBEDDER))
                .hasToString("positional:of=(random:seed=3,dimension=8),base=100");
        assertThat(parse("embedder: {positional: {of: random}}").choice(Kind.EMBEDDER))
                .hasToString("positional:of=random");
        assertThat(parse("embedder: {positional: {of: 'random:seed=3'}}").choice(Kind.EMBEDDER))
                .hasToString("positional:of=random:seed=3");
        assertThat(parse("embedder: {positional: {of: {random: }}}").choice(Kind.EMBEDDER))
                .hasToString("positional:of=random");
    }

    @Test
    void listsAreJoined() {
        assertThat(parse("report: {json: {stages: [raw, weights]}}").choice(Kind.REPORT))
                .hasToString("json:stages=raw|weights");
        assertThat(parse("report:\n  json:\n    stages:\n    - raw\n").choice(Kind.REPORT))
                .hasToString("json:stages=raw");
        assertThat(parse("report: {json: {stages: []}}").choice(Kind.REPORT)).hasToString("json:stages=");
    }

    @Test
    void scalarsAreKeptAsTheyWereWritten() {
        Configuration configuration = parse("report: {x: {a: 1e3, b: 0x10, c: yes, d: 1_000, e: 2026-01-01, f: -.5, "
                + "g: 010, h: 'null', i: True, j: 1.0, k: +1}}");

        assertThat(configuration.choice(Kind.REPORT))
                .hasToString("x:a=1e3,b=0x10,c=yes,d=1_000,e=2026-01-01,f=-.5,g=010,h=null,i=True,j=1.0,k=+1");
    }

    @Test
    void valuesMayBeEmpty() {
        assertThat(parse("report: {x: {a: , b: null, c: \"\", d: ''}}").choice(Kind.REPORT))
                .hasToString("x:a=,b=,c=,d=");
        assertThat(parse("report: {top-k: }").choice(Kind.REPORT)).hasToString("top-k");
        assertThat(parse("report: {top-k: {}}").choice(Kind.REPORT)).hasToString("top-k");
    }

    @Test
    void fileCanBeginWithAPreset() {
        Configuration configuration = parse("score: scaled-dot\npreset: notebook\nseed: 3");

        Configuration notebook = Presets.named("notebook", Origin.DEFAULT);
        assertThat(configuration.seed()).isEqualTo(3);
        assertThat(configuration.choice(Kind.NORMALIZER)).isEqualTo(notebook.choice(Kind.NORMALIZER));
        assertThat(configuration.choice(Kind.SCORE)).hasToString("scaled-dot");
        assertThat(parse("preset: default")).isEqualTo(Configuration.defaults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing\n  # at all", "{}", "---", "--- # nothing\n", "---\n...\n"})
    void whatHoldsNothingIsTheDefault(String yaml) {
        assertThat(parse(yaml)).isEqualTo(Configuration.defaults());
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsDoNotMatter() {
        assertThat(parse("\uFEFFseed: 3\r\nscore: dot\r\n").choice(Kind.SCORE))
                .isEqualTo(new Choice("dot", List.of(), line(2)));
    }

    @Test
    void unknownKeyIsToldWithASuggestion() {
        assertRefused("seed: 1\nscroe: dot", "a.yaml line 2: unknown key 'scroe'; did you mean 'score'? " + ALL_KEYS);
        assertRefused("colour: red", "a.yaml line 1: unknown key 'colour'; " + ALL_KEYS);
        assertRefused("1: red", "a.yaml line 1: unknown key '1'; " + ALL_KEYS);
    }

    @Test
    void everyProblemIsToldInOneLine() {
        assertRefused(
                """
                preset: nothing
                seed: many
                scroe: dot
                normalizer: softmax:axis
                mask: [causal]
                modifier:
                  - scale:factor
                  - [1]
                  - softcap:cap=3
                variant:
                  multi-head:
                    heads: [[1]]
                    heads: 2
                    other: {a: 1, b: 2}
                report: {top-k: 3}
                """,
                "a.yaml line 1: unknown preset 'nothing'; There are default, notebook",
                "a.yaml line 2: a seed is an integer from 0 to 4294967295, not 'many'",
                "a.yaml line 3: unknown key 'scroe'; did you mean 'score'? " + ALL_KEYS,
                "a.yaml line 4: cannot read 'softmax:axis': 'axis' has no '='; "
                        + "write name or name:option=value,option=value",
                "a.yaml line 5: a mask is a name, or one name over a mapping of its options",
                "a.yaml line 7: cannot read 'scale:factor': 'factor' has no '='; "
                        + "write name or name:option=value,option=value",
                "a.yaml line 8: a modifier is a name, or one name over a mapping of its options",
                "a.yaml line 13: 'heads' stands already on line 12",
                "a.yaml line 12: the option 'heads' takes a text, a number, a list of texts, "
                        + "or one name over a mapping of its options",
                "a.yaml line 14: the option 'other' takes a text, a number, a list of texts, "
                        + "or one name over a mapping of its options",
                "a.yaml line 15: the options of 'top-k' are a mapping such as {top-k: {k: 3}}");
    }

    @Test
    void duplicateKeysAreTold() {
        assertRefused(
                "score: dot\nseed: 1\nscore: scaled-dot\nseed: 2\nseed: 3",
                "a.yaml line 3: 'score' stands already on line 1",
                "a.yaml line 4: 'seed' stands already on line 2",
                "a.yaml line 5: 'seed' stands already on line 2");
    }

    @Test
    void everyKindHasItsArticle() {
        assertRefused("embedder:", "a.yaml line 1: an embedder is a name, or one name over a mapping of its options");
        assertRefused("analysis:", "a.yaml line 1: an analysis is a name, or one name over a mapping of its options");
    }

    @Test
    void aFileIsNotNestedWithoutEnd() {
        assertRefused(
                "modifier: " + "[".repeat(5000) + "]".repeat(5000),
                "a.yaml line 1: it is nested too deep, or too long, for a configuration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"score:", "score: ''", "score: null", "score: {}", "score: []", "score: {a: , b: }"})
    void choiceNeedsAName(String yaml) {
        assertRefused(yaml, "a.yaml line 1: a score is a name, or one name over a mapping of its options");
    }

    @ParameterizedTest
    @ValueSource(strings = {"score: {dot: 3}", "score: {dot: [a]}"})
    void optionsAreAMapping(String yaml) {
        assertRefused(yaml, "a.yaml line 1: the options of 'dot' are a mapping such as {dot: {k: 3}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report: {x: {a: {b: , c: }}}",
                "report: {x: {a: {}}}",
                "report: {x: {a: [[b]]}}",
                "report: {x: {a: [b, {c: d}]}}"
            })
    void valuesAreNotTrees(String yaml) {
        assertRefused(
                yaml,
                "a.yaml line 1: the option 'a' takes a text, a number, a list of texts, "
                        + "or one name over a mapping of its options");
    }

    @Test
    void nestedOptionsAreCheckedAlike() {
        assertRefused(
                "embedder:\n  positional:\n    of: {random: 3}\n    base: {a: {b: {}}}",
                "a.yaml line 3: the options of 'random' are a mapping such as {random: {k: 3}}",
                "a.yaml line 4: the option 'b' takes a text, a number, a list of texts, "
                        + "or one name over a mapping of its options");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4294967296", "1.5", "1e3", "99999999999999999999", "", "[1]", "{a: 1}", "x"})
    void seedIsAnInteger(String seed) {
        String shown = seed.startsWith("[") || seed.startsWith("{") ? "" : seed;

        assertRefused("seed: " + seed, "a.yaml line 1: a seed is an integer from 0 to 4294967295, not '" + shown + "'");
    }

    @Test
    void presetIsAName() {
        assertRefused("\npreset: [a]", "a.yaml line 2: unknown preset ''; There are default, notebook");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- score", "score", "3", "'score: dot'"})
    void configurationIsAMapping(String yaml) {
        assertRefused("\n" + yaml, "a.yaml line 2: a configuration is a mapping such as 'score: dot'");
    }

    @Test
    void secondDocumentIsRefused() {
        assertRefused(
                "score: dot\n---\nscore: dot",
                "a.yaml line 3: a configuration is one document; remove what follows the first");
    }

    @Test
    void anchorsAndTagsDoNoHarm() {
        assertThat(parse("score: !!str dot").choice(Kind.SCORE)).hasToString("dot");
        assertThat(parse("score: &s dot").choice(Kind.SCORE)).hasToString("dot");
    }

    @Test
    void aliasesAreRefused() {
        assertRefused(
                "mask: &m none\nscore: *m\n",
                "a.yaml line 2: the alias '*m' stands for something else; write it out here");
        assertRefused(
                "mask: &m none\nreport: {x: {a: [*m]}}\n",
                "a.yaml line 2: the alias '*m' stands for something else; write it out here");
        assertRefused(
                "x: &x {score: dot}\n<<: *x\n",
                "a.yaml line 2: the alias '*x' stands for something else; write it out here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seed: 1\nscore: [dot",
                "seed: 1\nscore: {dot: 1",
                "seed: 1\n\tscore: dot",
                "seed: 1\nscore: 'dot",
                "seed: 1\nscore: dot: 1",
                "seed: 1\n score: dot",
                "seed: 1\nscore: \"\\q\"",
                "seed: 1\nscore: @dot",
                "seed: 1\nscore: a\u0001b",
                "seed: 1\n? [a, b]\n: 3",
                "seed: 1\n? {a: b}\n: 3"
            })
    void malformedYamlIsToldWithItsLine(String yaml) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(refused -> assertThat(refused.getMessage())
                        .hasLineCount(1)
                        .matches("a\\.yaml line [1-3]: not well-formed YAML: .+"));
    }

    @Test
    void malformedYamlIsToldInTheWordsOfTheParser() {
        assertRefused(
                "score: dot\n: dot",
                "a.yaml line 2: not well-formed YAML: while parsing a block mapping (line 1), "
                        + "expected <block end>, but found ':' (line 2)");
        assertRefused(
                "\tscore: dot",
                "a.yaml line 1: not well-formed YAML: while scanning for the next token, "
                        + "found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation) (line 1)");
    }

    @Test
    void keyWithoutANameIsUnknown() {
        assertRefused("'': dot", "a.yaml line 1: unknown key ''; " + ALL_KEYS);
        assertRefused("~: dot", "a.yaml line 1: unknown key '~'; " + ALL_KEYS);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> parse("score: " + "[".repeat(100_000)))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(refused ->
                        assertThat(refused.getMessage()).hasLineCount(1).startsWith("a.yaml line "));
    }

    @Test
    void fileIsRead() throws IOException {
        Path file = Files.writeString(directory.resolve("attention.yaml"), "score: dot\nreport: {x: {a: 'λ ä'}}");

        Configuration configuration = ConfigurationFile.read(file);

        assertThat(configuration.choice(Kind.SCORE).origin()).isEqualTo(Origin.line(file.toString(), 1));
        assertThat(configuration.choice(Kind.REPORT)).hasToString("x:a=λ ä");
    }

    @Test
    void missingFileIsTold() {
        Path file = directory.resolve("missing.yaml");

        assertThatThrownBy(() -> ConfigurationFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no configuration file " + file);
    }

    @Test
    void directoryIsTold() {
        assertThatThrownBy(() -> ConfigurationFile.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("cannot read the configuration file " + directory + "; name a file that you may read");
    }

    @Test
    void otherEncodingsAreTold() throws IOException {
        Path file = Files.write(
                directory.resolve("latin.yaml"), "score: dot # größe".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ConfigurationFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " is not UTF-8; save it as UTF-8");
    }
}
