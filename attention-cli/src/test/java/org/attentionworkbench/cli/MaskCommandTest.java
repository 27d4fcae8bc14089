package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The command mask, and expressions of masks wherever a mask is chosen. */
class MaskCommandTest {
    @TempDir
    private Path directory;

    private String drawn(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "mask";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.in(directory, all).success();
    }

    @Test
    void aMaskIsDrawn() {
        assertThat(drawn("causal & window:left=2", "--queries", "5")).isEqualTo("""
                causal & window:left=2: 5 queries × 5 keys
                Rows are queries, columns are keys, both from 0; ■ allowed, · forbidden

                   0 1 2 3 4
                0  ■ · · · ·
                1  ■ ■ · · ·
                2  ■ ■ ■ · ·
                3  · ■ ■ ■ ·
                4  · · ■ ■ ■

                12 of 25 pairs allowed (48.0 %); queries without any key: 0; keys never seen: 0
                """);
    }

    /** The numbers of columns stand downwards; 12 queries where nothing is said. */
    @Test
    void columnsHaveTheirNumbers() {
        List<String> lines = drawn("padding:keys=1").lines().toList();

        assertThat(lines.get(3)).isEqualTo("                        1 1");
        assertThat(lines.get(4)).isEqualTo("    0 1 2 3 4 5 6 7 8 9 0 1");
        assertThat(lines.get(5)).isEqualTo(" 0  ■ · · · · · · · · · · ·");
        assertThat(lines.get(16)).startsWith("11  ■");
        assertThat(lines.get(18))
                .isEqualTo("12 of 144 pairs allowed (8.3 %); queries without any key: 0; keys never seen: 11");
    }

    @Test
    void queriesAndKeysCanDiffer() {
        assertThat(drawn("causal:align=bottom-right", "--queries", "3", "--keys", "2"))
                .contains("3 queries × 2 keys\n", "\n0  · ·\n1  ■ ·\n2  ■ ■\n")
                .contains("3 of 6 pairs allowed (50.0 %); queries without any key: 1; keys never seen: 0");
    }

    @Test
    void aPhraseGivesTheQueriesTheirWords() {
        assertThat(drawn("!causal", "--phrase", "the quick fox"))
                .contains("!causal: 3 queries × 3 keys\n", "\n0 the    · ■ ■\n1 quick  · · ■\n2 fox    · · ·\n");
    }

    @Test
    void headsMayDiffer() {
        List<String> first = grid("block-sparse");

        assertThat(grid("block-sparse", "--head", "2")).isNotEqualTo(first);
        assertThat(grid("block-sparse", "--seed", "1")).isNotEqualTo(first);
        assertThat(grid("block-sparse")).isEqualTo(first);
        assertThat(grid("block-sparse:draw=shared", "--head", "2")).isEqualTo(first);
        assertThat(drawn("block-sparse", "--head", "2")).startsWith("block-sparse: 12 queries × 12 keys, head 2\n");
    }

    /** The rows of a mask, without what it says of them. */
    private List<String> grid(String... arguments) {
        return drawn(arguments).lines().skip(5).limit(12).toList();
    }

    /** 200 queries and 400 keys in cells of 4 × 4: the diagonal cell allows 10 of 16 pairs, the ones before it all. */
    @Test
    void aLargeMaskIsDrawnInCells() {
        List<String> lines =
                drawn("causal", "--queries", "200", "--keys", "400").lines().toList();

        assertThat(lines.get(1)).contains("a cell is 4 × 4: ■ all allowed");
        assertThat(lines.get(6)).isEqualTo("  0  ▒" + "·".repeat(99));
        assertThat(lines.get(7)).isEqualTo("  4  ■▒" + "·".repeat(98));
        assertThat(lines.get(55)).isEqualTo("196  " + "■".repeat(49) + "▒" + "·".repeat(50));
        assertThat(lines.get(57))
                .isEqualTo("20,100 of 80,000 pairs allowed (25.1 %); queries without any key: 0; keys never seen: 200");
    }

    @Test
    void cellsAreCountedLikePairs() {
        String expression = "block-sparse:size=3,random=2 | dilated:step=5,left=40 & !padding:keys=17";
        JsonNode pairs = CommandRun.in(directory, "mask", expression, "--json", "--queries", "90", "--keys", "1100")
                .json();
        JsonNode cells = CommandRun.in(directory, "mask", expression, "--json", "--queries", "950", "--keys", "1100")
                .json();

        long counted = 0;
        for (JsonNode row : pairs.get("allowed")) {
            for (JsonNode pair : row) {
                counted += pair.asBoolean() ? 1 : 0;
            }
        }
        double shared = 0;
        for (JsonNode row : cells.get("shares")) {
            for (JsonNode share : row) {
                shared += share.asDouble() * 19 * 11; // 950 = 50 · 19, 1100 = 100 · 11
            }
        }
        assertThat(pairs.get("allowed_pairs").asLong()).isEqualTo(counted).isPositive();
        assertThat(cells.get("cell").toString()).isEqualTo("[19,11]");
        assertThat(Math.round(shared)).isEqualTo(cells.get("allowed_pairs").asLong());
    }

    @Test
    void jsonHoldsEveryPair() {
        JsonNode json = CommandRun.in(directory, "mask", "causal", "--phrase", "a b", "--keys", "3", "--json")
                .json();

        assertThat(json.get("mask").asString()).isEqualTo("causal");
        assertThat(json.get("rows").asString()).isEqualTo("queries");
        assertThat(json.get("columns").asString()).isEqualTo("keys");
        assertThat(json.get("words").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(json.get("allowed").toString()).isEqualTo("[[true,false,false],[true,true,false]]");
        assertThat(json.get("allowed_pairs").asInt()).isEqualTo(3);
        assertThat(json.get("keys_never_seen").asInt()).isEqualTo(1);
    }

    @Test
    void withoutAMaskThatOfTheConfigurationIsDrawn() throws IOException {
        Files.writeString(directory.resolve("mine.yaml"), "mask: causal & !window:left=0");

        assertThat(drawn("--config", "mine.yaml", "--queries", "2"))
                .startsWith("causal & !window:left=0: 2 queries")
                .contains("\n0  · ·\n1  ■ ·\n");
        assertThat(drawn("--queries", "2")).startsWith("none: 2 queries");
    }

    @Test
    void aMaskComesFromAFile() throws IOException {
        Files.writeString(directory.resolve("mask.csv"), "1,0\n1,1\n");
        String mask = "matrix:file=" + directory.resolve("mask.csv");

        assertThat(drawn(mask, "--queries", "2")).contains("\n0  ■ ·\n1  ■ ■\n");
        assertThat(CommandRun.in(directory, "mask", mask).refusal())
                .startsWith("the mask is a matrix of 2×2 for 12 queries × 12 keys");
    }

    @Test
    void aMaskIsWrittenToAFile() throws IOException {
        assertThat(drawn("causal", "--queries", "2", "--output", "mask.txt")).isEmpty();
        assertThat(directory.resolve("mask.txt")).content().isEqualTo(drawn("causal", "--queries", "2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "causal &;mask: cannot read 'causal &': a name is missing at the end",
                "causal & windw;mask: unknown mask 'windw'; did you mean 'window'?",
                "causal & window:lft=2;mask: mask 'window' has no option 'lft'; did you mean 'left'?",
                "window:left=-2;mask: the option 'left' of mask 'window' takes an integer of at least 0, or -1 for no limit",
                "causal:offset=2;mask: causal: an offset goes with align=offset",
                "document;mask: mask 'document' needs its option 'lengths'",
                "document:lengths=3+0;mask: the option 'lengths' of mask 'document' takes integers of at least 1",
                "block-sparse:window=2;mask: the option 'window' of mask 'block-sparse' takes an odd integer"
            })
    void aMaskThatCannotBeMadeIsRefused(String mask, String refusal) {
        assertThat(CommandRun.in(directory, "mask", mask).refusal()).startsWith(refusal);
    }

    @Test
    void otherBadInputIsRefused() {
        assertThat(CommandRun.in(directory, "mask", "causal", "--queries", "0").refusal())
                .isEqualTo("--queries takes an integer from 1 to 10000, not 0");
        assertThat(CommandRun.in(directory, "mask", "causal", "--keys", "10001").refusal())
                .isEqualTo("--keys takes an integer from 1 to 10000, not 10001");
        assertThat(CommandRun.in(directory, "mask", "causal", "--head", "0").refusal())
                .isEqualTo("--head takes an integer of at least 1, not 0");
        assertThat(CommandRun.in(directory, "mask", "causal", "--phrase", " ").refusal())
                .isEqualTo("--phrase is empty; give one with at least one word");
        assertThat(CommandRun.in(directory, "mask", "causal", "--phrase", "a", "--queries", "2")
                        .refusal())
                .isEqualTo("--phrase has as many queries as words; leave --queries out");
    }

    @Test
    void aRunTakesAnExpression() {
        assertThat(CommandRun.in(directory, "--report", "csv", "--mask", "causal & window:left=0", "a b c")
                        .success())
                .isEqualTo(CommandRun.in(directory, "--report", "csv", "--mask", "window:left=0,right=0", "a b c")
                        .success());
        assertThat(CommandRun.in(directory, "compare", "--with", "mask=causal", "--with", "mask=causal & causal", "a b")
                        .success())
                .containsPattern("\nmean +0\\.0000\n");
        assertThat(CommandRun.in(directory, "--mask", "causal & casual | windo", "a b")
                        .refusals())
                .hasSize(2)
                .allMatch(line -> line.startsWith("--mask: unknown mask"));
    }

    @Test
    void theConfigurationInEffectHoldsTheExpression() throws IOException {
        String config = CommandRun.in(directory, "config", "--mask", "causal & !(window:left=2 | padding:keys=1)")
                .success();

        assertThat(config)
                .contains("\nmask: causal:align=top-left & "
                        + "!(window:left=2,right=-1,align=top-left | padding:keys=1)\n");
        Files.writeString(directory.resolve("c.yaml"), config);
        assertThat(CommandRun.in(directory, "config", "--config", "c.yaml").success())
                .isEqualTo(config);
        assertThat(CommandRun.in(directory, "config", "--json", "--mask", "!causal")
                        .json()
                        .get("mask")
                        .asString())
                .isEqualTo("!causal:align=top-left");
    }
}
