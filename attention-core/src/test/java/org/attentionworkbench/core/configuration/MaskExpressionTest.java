package org.attentionworkbench.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.catalog.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Choices of masks that are joined by signs. */
class MaskExpressionTest {
    private static final Origin HERE = new Origin("--mask");

    private static Choice parsed(String text) {
        return Choice.parse(Kind.MASK, text, HERE);
    }

    private static Choice single(String name, String... optionsAndValues) {
        List<Setting> settings = new ArrayList<>();
        for (int index = 0; index < optionsAndValues.length; index += 2) {
            settings.add(new Setting(optionsAndValues[index], optionsAndValues[index + 1], HERE));
        }
        return new Choice(name, settings, HERE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "causal; causal",
                "window:left=2,right=0; window:left=2,right=0",
                "a & b; and:left=a,right=b",
                "a | b; or:left=a,right=b",
                "!a; not:of=a",
                "a&b&c; and:left=a & b,right=c",
                "a&(b&c); and:left=a,right=b & c",
                "a | b & !c; or:left=a,right=b & !c",
                "(a | b) & !c; and:left=a | b,right=!c",
                "!(a | b); not:of=a | b",
                "!a | b; or:left=!a,right=b",
                "! ! a; not:of=!a",
                "((a)); a",
                "and:left=a,right=b; and:left=a,right=b",
                "causal & window:left=2; 'and:left=causal,right=window:left=2'"
            })
    void signsStandForStrategies(String text, String generic) {
        assertThat(parsed(text)).hasToString(generic);
    }

    @Test
    void notBindsTighterThanAndAndAndTighterThanOr() {
        assertThat(parsed("a | !b & c | d")).isEqualTo(parsed("(a | ((!b) & c)) | d"));
        assertThat(parsed("a & b | c & d")).isEqualTo(parsed("(a & b) | (c & d)"));
    }

    @Test
    void everyOperandKnowsItsOptions() {
        assertThat(parsed("causal : align = bottom-right &window:left=2,right=0|padding:keys=3"))
                .isEqualTo(single(
                        "or", "left", "causal:align=bottom-right & window:left=2,right=0", "right", "padding:keys=3"));
    }

    @Test
    void aValueWithSignsStandsInQuotesOrParentheses() {
        assertThat(parsed("matrix:file=\"a|b & c).npy\" , x=1".replace(" ,", ",")))
                .isEqualTo(single("matrix", "file", "a|b & c).npy", "x", "1"));
        assertThat(parsed("some:of=(a & !b) & c"))
                .isEqualTo(single("and", "left", "some:of=(a & !b)", "right", "c"))
                .extracting(choice -> choice.settings().get(0).value())
                .isEqualTo("some:of=(a & !b)");
        assertThat(parsed("some:of=(a & !b)")).isEqualTo(single("some", "of", "a & !b"));
        assertThat(parsed("matrix:file=\"say \"\"(hi\"\"\" & a").text(Kind.MASK))
                .isEqualTo("matrix:file=\"say \"\"(hi\"\"\" & a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';a name is missing at the end",
                "' ';a name is missing at the end",
                "a &;a name is missing at the end",
                "a & & b;a name is missing at character 5, before '& b'",
                "a && b;a name is missing at character 4, before '& b'",
                "a | | b;a name is missing at character 5, before '| b'",
                "& a;a name is missing at character 1, before '& a'",
                "a & !;a name is missing at the end",
                "();a name is missing at character 2, before ')'",
                "(a;the parenthesis at character 1 is not closed",
                "a & (b | (c);the parenthesis at character 5 is not closed",
                "a);a parenthesis is closed that was not opened, at character 2, before ')'",
                "(a b);& or | is missing at character 4, before 'b)'",
                "a b;& or | is missing at character 3, before 'b'",
                "causal and window:left=2;& or | is missing at character 8, before 'and window:left=2'",
                "a!b;& or | is missing at character 2, before '!b'",
                "a !b;& or | is missing at character 3, before '!b'",
                "(a) b;'&, | or the end is missing at character 5, before ''b'''",
                "((a) b);'&, | or ) is missing at character 6, before ''b)'''",
                "a(b);'&, | or the end is missing at character 2, before ''(b)'''",
                "a:x=f(1);'&, | or the end is missing at character 6, before ''(1)'''"
            })
    void saysWhereItIsMalformed(String text, String problem) {
        assertThatThrownBy(() -> parsed(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--mask: cannot read '" + text + "': " + problem
                        + "; write name or name:option=value, joined by & (and), | (or), ! (not) and parentheses");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                ":k=1 & a;a name is missing",
                "a & window:left;'''left'' has no ''='''",
                "a & window:left & b;'''left'' has no ''='''",
                "a & window:left=1, & b;''''' has no ''='''",
                "a:x=1,x=2 | b;the option 'x' is given twice",
                "a:x=\"b | c;a quote is not closed",
                "a:x=\"b\" c;a comma is missing before ' c'",
                "a:x=(b | c;a parenthesis is not closed"
            })
    void saysWhichOptionIsMalformed(String text, String problem) {
        assertThatThrownBy(() -> parsed(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--mask: cannot read '" + text + "': " + problem
                        + "; write name or name:option=value,option=value");
    }

    @Test
    void anEndlessExpressionIsRefused() {
        assertThatThrownBy(() -> parsed("a" + " & a".repeat(200)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("it has more than 200 parts");
        assertThatThrownBy(() -> parsed("(".repeat(100_000))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> parsed("!".repeat(100_000))).isInstanceOf(InvalidInputException.class);
        assertThat(parsed("a" + " & a".repeat(199)).text(Kind.MASK)).hasSize(1 + 199 * 4);
    }

    @Test
    void otherKindsDoNotCombine() {
        for (Kind<?> kind : Kind.all()) {
            assertThat(kind.combines()).as(kind.word()).isEqualTo(kind == Kind.MASK);
        }
        Choice report = Choice.parse(Kind.REPORT, "csv:stages=raw|weights", HERE);

        assertThat(report).isEqualTo(single("csv", "stages", "raw|weights"));
        assertThat(report.text(Kind.REPORT)).isEqualTo("csv:stages=raw|weights");
        assertThat(Choice.parse(Kind.SCORE, "a & b", HERE)).isEqualTo(single("a & b"));
        assertThat(single("and", "left", "a", "right", "b").text(Kind.SCORE)).isEqualTo("and:left=a,right=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "causal",
                "!causal",
                "!!causal",
                "a & b & c",
                "a & (b & c)",
                "a | (b | c)",
                "(a | b) & (c | d)",
                "!(a & b) | c:x=1,y=2",
                "a:of=(b & c) & d"
            })
    void isWrittenWithAsFewParenthesesAsItTakes(String text) {
        assertThat(parsed(text).text(Kind.MASK)).isEqualTo(text);
    }

    @Test
    void whatIsNotACombinationIsWrittenWithItsOptions() {
        assertThat(single("and", "left", "a").text(Kind.MASK)).isEqualTo("and:left=a");
        assertThat(single("and", "left", "a", "right", "b &").text(Kind.MASK)).isEqualTo("and:left=a,right=(b &)");
        assertThat(single("and", "left", "a", "right", "b &").combines(Kind.MASK))
                .isFalse();
        assertThat(parsed("a & b").combines(Kind.MASK)).isTrue();
        assertThat(parsed("a").combines(Kind.MASK)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsWrittenIsReadBack(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            Choice choice = randomChoice(random, 4);
            String text = choice.text(Kind.MASK);

            assertThat(parsed(text)).as(text).isEqualTo(choice);

            StringBuilder yaml = new StringBuilder();
            ConfigurationWriter.write(Configuration.defaults().with(Kind.MASK, List.of(choice)), yaml);
            Choice read =
                    ConfigurationFile.parse(yaml.toString(), "written.yaml").choice(Kind.MASK);
            assertThat(read.text(Kind.MASK)).as(yaml.toString()).isEqualTo(text);
            assertThat(parsed(read.text(Kind.MASK))).isEqualTo(choice);
        }
    }

    /** A choice whose operands are texts as the parser leaves them. */
    private static Choice randomChoice(Random random, int depth) {
        int form = depth == 0 ? 3 : random.nextInt(4);
        if (form == 3) {
            return randomSingle(random, depth);
        }
        Operator operator = List.of(Operator.values()).get(form);
        List<Setting> settings = new ArrayList<>();
        for (String option : operator.options()) {
            settings.add(new Setting(option, randomChoice(random, depth - 1).text(Kind.MASK), HERE));
        }
        return new Choice(operator.strategy(), settings, HERE);
    }

    private static Choice randomSingle(Random random, int depth) {
        List<Setting> settings = new ArrayList<>();
        for (int index = random.nextInt(3); index > 0; index--) {
            String value = depth > 0 && random.nextInt(3) == 0
                    ? randomChoice(random, depth - 1).text(Kind.MASK)
                    : randomValue(random);
            settings.add(new Setting("option-" + index, value, HERE));
        }
        return new Choice("mask-" + random.nextInt(10), settings, HERE);
    }

    private static String randomValue(Random random) {
        String letters = "ab1:=,()\"&|! .#-";
        StringBuilder value = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            value.append(letters.charAt(random.nextInt(letters.length())));
        }
        return value.toString();
    }

    @Test
    void aFileHoldsAnExpressionAsOneText() {
        Configuration configuration =
                ConfigurationFile.parse("mask: causal & window:left=2 | padding:keys=1", "a.yaml");

        assertThat(configuration.choice(Kind.MASK).text(Kind.MASK))
                .isEqualTo("causal & window:left=2 | padding:keys=1");
        assertThat(configuration.choice(Kind.MASK).origin()).isEqualTo(Origin.line("a.yaml", 1));
    }

    @Test
    void aFileHoldsAnExpressionAsMappings() {
        String yaml = """
                mask:
                  and:
                    left: causal
                    right: {not: {of: {matrix: {file: "a|b"}}}}
                """;

        assertThat(ConfigurationFile.parse(yaml, "a.yaml").choice(Kind.MASK).text(Kind.MASK))
                .isEqualTo("causal & !matrix:file=(a|b)");
    }

    @Test
    void anExclamationMarkAtTheBeginningStandsInQuotesInAFile() {
        assertThat(ConfigurationFile.parse("mask: \"!causal\"", "a.yaml").choice(Kind.MASK))
                .hasToString("not:of=causal");
        assertThatThrownBy(() -> ConfigurationFile.parse("seed: 1\nmask: !causal", "a.yaml"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a.yaml line 2: YAML takes '!causal' for a tag; put a text that begins with ! in quotes");
    }

    @Test
    void aConfigurationIsWrittenWithItsExpression() throws IOException {
        StringBuilder yaml = new StringBuilder();
        ConfigurationWriter.write(
                Configuration.defaults().with(Kind.MASK, "causal:align=top-left & window:left=2"), yaml);

        assertThat(yaml).contains("\nmask: causal:align=top-left & window:left=2\n");
        assertThat(Configuration.defaults().with(Kind.MASK, "a&!b").composition())
                .containsEntry("mask", "a & !b");
    }
}
