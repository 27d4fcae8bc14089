package org.attentionworkbench.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.attentionworkbench.api.text.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordTokenizerTest {
    private final WordTokenizer tokenizer = new WordTokenizer();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Hello, world!              | Hello / , / world / !
                    don't don’t l'eau          | don't / don’t / l'eau
                    can't've                   | can't've
                    the dogs' 'single' 'tis    | the / dogs / ' / ' / single / ' / ' / tis
                    e-mail --flag              | e / - / mail / - / - / flag
                    3.14 1,000.5 1'000         | 3.14 / 1,000.5 / 1'000
                    3. .5 1,,2 1.a a.1         | 3 / . / . / 5 / 1 / , / , / 2 / 1 / . / a / a / . / 1
                    12:30 a:b a,b              | 12 / : / 30 / a:b / a / , / b
                    end.Start U.S.A. v1.2.3    | end.Start / U.S.A / . / v1.2.3
                    a..b ... wait…             | a / . / . / b / . / . / . / wait / …
                    «quoted» “x”               | « / quoted / » / “ / x / ”
                    snake_case __init__ a_ _   | snake_case / __init__ / a_ / _
                    a+b=c $5.00 10% C++ #tag   | a / + / b / = / c / $ / 5.00 / 10 / % / C / + / + / # / tag
                    x² ½ Ⅷ                     | x² / ½ / Ⅷ
                    col·lecció                 | col·lecció
                    """)
    void splitsWesternText(String text, String tokens) {
        assertThat(String.join(" / ", TextOptions.words(tokenizer.tokenize(text))))
                .isEqualTo(tokens);
    }

    @Test
    void splitsUrlsAtTheirPunctuation() {
        assertThat(TextOptions.words(tokenizer.tokenize("https://example.com/a?b=c#d")))
                .containsExactly("https", ":", "/", "/", "example.com", "/", "a", "?", "b", "=", "c", "#", "d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "नमस्ते",
                "हिन्दी",
                "مرحبا",
                "한국어",
                "カタカナ",
                "ไทยภาษา",
                "e\u0301tude",
                "𝒜𝓑",
                "Straße",
                "\u05E6\u05D4\u05F4\u05DC",
                "می\u200Cخواهم",
                "co\u00ADoperate"
            })
    void keepsAWordOfAnyScriptWhole(String word) {
        assertThat(tokenizer.tokenize(word + ", " + word))
                .containsExactly(
                        new Token(word, 0, word.length()),
                        new Token(",", word.length(), word.length() + 1),
                        new Token(word, word.length() + 2, 2 * word.length() + 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "😀",
                "👩‍👩‍👧",
                "👩‍❤️‍👨",
                "🙂\u200D↔️",
                "👍🏽",
                "🏳️‍🌈",
                "❤️",
                "🇩🇪",
                "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F",
                "1️⃣",
                "#️⃣",
                "=\u0338",
                "か\u3099",
                "葛\uDB40\uDD00",
                "\uD83E\uDEE0"
            })
    void keepsWhatPeopleSeeAsOneCharacterWhole(String character) {
        assertThat(TextOptions.words(tokenizer.tokenize(character + "." + character + " " + character)))
                .containsExactly(character, ".", character, character);
    }

    @Test
    void neighbouringEmojiAreTokensOfTheirOwn() {
        assertThat(TextOptions.words(tokenizer.tokenize("😀😀👍🏽👍🇩🇪🇫🇷🇬a")))
                .containsExactly("😀", "😀", "👍🏽", "👍", "🇩🇪", "🇫🇷", "🇬", "a");
    }

    @Test
    void ideographsAndHiraganaAreWordsOfTheirOwn() {
        assertThat(TextOptions.words(tokenizer.tokenize("我爱北京。日本語カタカナひら")))
                .containsExactly("我", "爱", "北", "京", "。", "日", "本", "語", "カタカナ", "ひ", "ら");
    }

    @Test
    void theFirstAndTheLastOfEachRangeCount() {
        assertThat(TextOptions.words(tokenizer.tokenize("👍🏻👍🏿🇦🇿🇿🇦ぁゟ")))
                .containsExactly("👍🏻", "👍🏿", "🇦🇿", "🇿🇦", "ぁ", "ゟ");
    }

    @Test
    void arabicPunctuationIsSplitOff() {
        assertThat(TextOptions.words(tokenizer.tokenize("مرحبا، كيف؟"))).containsExactly("مرحبا", "،", "كيف", "؟");
    }

    @Test
    void whatShowsNothingIsDropped() {
        assertThat(tokenizer.tokenize("\uFEFFa\u200B\u200Eb\u200E .\u200D \0\u00A0\r\n"))
                .containsExactly(new Token("a", 1, 2), new Token("b", 4, 5), new Token(".", 7, 8));
    }

    @Test
    void aJoinerBetweenAnIdeographAndALetterStandsAlone() {
        assertThat(TextOptions.words(tokenizer.tokenize("a.我.b"))).containsExactly("a", ".", "我", ".", "b");
    }

    @Test
    void aLoneSurrogateIsATokenAndBreaksNothing() {
        assertThat(TextOptions.words(tokenizer.tokenize("a \uD83D b\uDE00")))
                .containsExactly("a", "\uD83D", "b", "\uDE00");
    }

    @Test
    void aZeroWidthJoinerAtTheEndJoinsNothing() {
        assertThat(tokenizer.tokenize("👩\u200D")).containsExactly(new Token("👩", 0, 2));
        assertThat(TextOptions.words(tokenizer.tokenize("👩\u200Da"))).containsExactly("👩", "a");
    }

    @Test
    void nothingHasNoTokens() {
        assertThat(tokenizer.tokenize("")).isEmpty();
    }

    @Test
    void wordsMayBeVeryLong() {
        String word = "ab.".repeat(300_000) + "c";

        assertThat(tokenizer.tokenize(word)).containsExactly(new Token(word, 0, word.length()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void positionsAreInOrderAndPointAtTheTokenWhateverTheText(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < 20_000; index++) {
            int range = random.nextBoolean() ? 0x80 : random.nextBoolean() ? 0x10000 : 0x110000;
            text.appendCodePoint(random.nextInt(range));
        }

        List<Token> tokens = tokenizer.tokenize(text.toString());

        int end = 0;
        for (Token token : tokens) {
            assertThat(token.start()).isGreaterThanOrEqualTo(end);
            assertThat(token.text())
                    .isEqualTo(text.substring(token.start(), token.end()))
                    .isNotBlank();
            end = token.end();
            assertThat(end < text.length()
                            && Character.isHighSurrogate(text.charAt(end - 1))
                            && Character.isLowSurrogate(text.charAt(end)))
                    .as("a surrogate pair is split after %s", token)
                    .isFalse();
        }
        assertThat(tokens).hasSizeGreaterThan(5_000);
    }
}
