package org.attentionworkbench.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.attentionworkbench.api.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceTest {
    private static final Origin HERE = new Origin("--here");
    private static final String LETTERS = "ab:=,()\"| \t\n'\\äλ😀-1.#";

    private static Choice choice(String name, String... optionsAndValues) {
        List<Setting> settings = new ArrayList<>();
        for (int index = 0; index < optionsAndValues.length; index += 2) {
            settings.add(new Setting(optionsAndValues[index], optionsAndValues[index + 1], HERE));
        }
        return new Choice(name, settings, HERE);
    }

    static Stream<Arguments> shortForms() {
        return Stream.of(
                Arguments.of("dot", choice("dot")),
                Arguments.of("  dot\t", choice("dot")),
                Arguments.of("top-k:k=3", choice("top-k", "k", "3")),
                Arguments.of(" top-k : k = 3 ", choice("top-k", "k", "3")),
                Arguments.of("a:x=1,y=2 , z=3", choice("a", "x", "1", "y", "2", "z", "3")),
                Arguments.of("a:x=", choice("a", "x", "")),
                Arguments.of("a:x=,y=", choice("a", "x", "", "y", "")),
                Arguments.of("a:x=\"\",y=1", choice("a", "x", "", "y", "1")),
                Arguments.of("a:x==,y=b=c", choice("a", "x", "=", "y", "b=c")),
                Arguments.of("a:x=C:\\words.txt", choice("a", "x", "C:\\words.txt")),
                Arguments.of("a:x=b c|d", choice("a", "x", "b c|d")),
                Arguments.of("a:x=\"b, c\",y=1", choice("a", "x", "b, c", "y", "1")),
                Arguments.of("a:x=\"say \"\"hi\"\"\"", choice("a", "x", "say \"hi\"")),
                Arguments.of("a:x=\" b \"", choice("a", "x", " b ")),
                Arguments.of("a:x=it\"s", choice("a", "x", "it\"s")),
                Arguments.of("a:x=f(1)", choice("a", "x", "f(1)")),
                Arguments.of("a:of=(random)", choice("a", "of", "random")),
                Arguments.of("a:of=()", choice("a", "of", "")),
                Arguments.of("a:of=(b:x=1,y=2),z=3", choice("a", "of", "b:x=1,y=2", "z", "3")),
                Arguments.of("a:of=(b:of=(c:x=1,y=2),z=3)", choice("a", "of", "b:of=(c:x=1,y=2),z=3")));
    }

    @ParameterizedTest
    @MethodSource("shortForms")
    void readsTheShortForm(String text, Choice expected) {
        assertThat(Choice.parse(text, HERE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "``!a name is missing",
                "` `!a name is missing",
                "`:k=3`!a name is missing",
                "`top-k:`!'' has no '='",
                "`top-k:k`!'k' has no '='",
                "`top-k: k ,j=2`!'k' has no '='",
                "`a:x=1,`!'' has no '='",
                "`a:x=1,,y=2`!'' has no '='",
                "`a:x=1,y`!'y' has no '='",
                "`a:=3`!an option has no name",
                "`a:x=1, =3`!an option has no name",
                "`a:x=1,x=2`!the option 'x' is given twice",
                "`a:x=1,y=2,x=1`!the option 'x' is given twice",
                "`a:x=\"b`!a quote is not closed",
                "`a:x=\"`!a quote is not closed",
                "`a:x=\"b\"\"`!a quote is not closed",
                "`a:x=\"b\"c`!a comma is missing before 'c'",
                "`a:x=\"b\" ,y=1`!a comma is missing before ' ,y=1'",
                "`a:x=(b`!a parenthesis is not closed",
                "`a:x=((b)`!a parenthesis is not closed",
                "`a:x=(b)c`!a comma is missing before 'c'",
                "`a:x=(b))`!a comma is missing before ')'"
            })
    void saysWhatIsMalformed(String text, String problem) {
        assertThatThrownBy(() -> Choice.parse(text, HERE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--here: cannot read '" + text + "': " + problem
                        + "; write name or name:option=value,option=value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "3!3",
                "a b!a b",
                "a|b!a|b",
                "C:\\words.txt!C:\\words.txt",
                "it\"s!it\"s",
                "f(1)!f(1)",
                "a)!a)",
                "a:b)(!a:b)(",
                "``!``",
                "`a,b`!`\"a,b\"`",
                "`f(1,2)`!`\"f(1,2)\"`",
                "` a`!`\" a\"`",
                "`a `!`\"a \"`",
                "`\"a`!`\"\"\"a\"`",
                "`(a`!`\"(a\"`",
                "`(a)`!`\"(a)\"`",
                "`a:x=\"b,c\"`!`\"a:x=\"\"b,c\"\"\"`",
                "`a:b,c)`!`\"a:b,c)\"`",
                "`a:b,(c`!`\"a:b,(c\"`",
                "`a:)(,`!`\"a:)(,\"`",
                "random:seed=3!random:seed=3",
                "`random:seed=3,dimension=8`!(random:seed=3,dimension=8)",
                "positional:of=(random)!(positional:of=(random))",
                "`:(`!`:(`",
                "`:,`!`(:,)`"
            })
    void quotesValuesWhereTheyNeedIt(String value, String written) {
        Choice choice = choice("a", "x", value, "y", "1");

        assertThat(choice).hasToString("a:x=" + written + ",y=1");
        assertThat(Choice.parse(choice.toString(), HERE)).isEqualTo(choice);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenIsReadBack(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            Choice choice = randomChoice(random, 2);

            assertThat(Choice.parse(choice.toString(), HERE))
                    .as(choice.toString())
                    .isEqualTo(choice);
        }
    }

    private static Choice randomChoice(Random random, int depth) {
        List<Setting> settings = new ArrayList<>();
        int count = random.nextInt(4);
        for (int index = 0; index < count; index++) {
            String value = depth > 0 && random.nextInt(3) == 0
                    ? randomChoice(random, depth - 1).toString()
                    : randomText(random);
            settings.add(new Setting("option-" + index, value, HERE));
        }
        return new Choice("name-" + random.nextInt(10), settings, HERE);
    }

    private static String randomText(Random random) {
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(9); length > 0; length--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    @Test
    void lastSettingOfAnOptionCounts() {
        Choice choice = choice("a", "x", "1", "y", "2", "x", "3");

        assertThat(choice.setting("x")).isEqualTo(new Setting("x", "3", HERE));
        assertThat(choice.setting("y")).isEqualTo(new Setting("y", "2", HERE));
        assertThat(choice.setting("z")).isNull();
    }

    @Test
    void settingReplacesAnEarlierOne() {
        Choice choice = choice("a", "x", "1", "y", "2");

        assertThat(choice.with(new Setting("x", "3", HERE))).isEqualTo(choice("a", "y", "2", "x", "3"));
        assertThat(choice.with(new Setting("z", "3", HERE))).isEqualTo(choice("a", "x", "1", "y", "2", "z", "3"));
        assertThat(choice).isEqualTo(choice("a", "x", "1", "y", "2"));
    }

    @Test
    void settingsAreCopied() {
        List<Setting> settings = new ArrayList<>(List.of(new Setting("x", "1", HERE)));
        Choice choice = new Choice("a", settings, HERE);
        settings.clear();

        assertThat(choice).isEqualTo(choice("a", "x", "1"));
    }

    @Test
    void originIsAPlace() {
        assertThat(Origin.line("attention.yaml", 3)).hasToString("attention.yaml line 3");
        assertThat(Origin.DEFAULT).hasToString("default");
    }
}
