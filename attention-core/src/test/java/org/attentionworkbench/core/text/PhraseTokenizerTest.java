package org.attentionworkbench.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.core.text.PhraseTokenizer.LetterCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhraseTokenizerTest {
    private static final String SENTENCE = "Vorges Data is a personal blog about data science and machine learning.";

    @TempDir
    private Path folder;

    @Test
    void keepsTermsTogether() {
        assertThat(tokens(SENTENCE, "Vorges Data", "machine learning", "data science"))
                .containsExactly(
                        "Vorges Data",
                        "is",
                        "a",
                        "personal",
                        "blog",
                        "about",
                        "data science",
                        "and",
                        "machine learning",
                        ".");
    }

    @Test
    void takesTheLongestTermFromLeftToRight() {
        assertThat(tokens("new york city hall", "new york", "new york city", "york city hall", "hall"))
                .containsExactly("new york city", "hall");
        assertThat(tokens("a b c x", "a b c d", "a b")).containsExactly("a b", "c", "x");
    }

    @Test
    void whiteSpaceInATermStandsForAnyWhiteSpace() {
        PhraseTokenizer tokenizer =
                new PhraseTokenizer(List.of(" machine \t learning "), new WordTokenizer(), LetterCase.EXACT);

        assertThat(tokenizer.tokenize("a machine\n \u00A0 learning b"))
                .containsExactly(new Token("a", 0, 1), new Token("machine learning", 2, 21), new Token("b", 22, 23));
    }

    @Test
    void aTermNeedsItsWhiteSpace() {
        assertThat(tokens("C + + and C++", "C++")).containsExactly("C", "+", "+", "and", "C++");
    }

    @Test
    void aTermBeginsAndEndsWithTokens() {
        assertThat(tokens("party art smart", "art", "a")).containsExactly("party", "art", "smart");
        assertThat(TextOptions.words(
                        new PhraseTokenizer(List.of("machine learning"), new WhitespaceTokenizer(), LetterCase.EXACT)
                                .tokenize("machine learning machine learning.")))
                .containsExactly("machine learning", "machine", "learning.");
    }

    @Test
    void capitalsCountUnlessIgnored() {
        assertThat(tokens("Data Science data science", "data science"))
                .containsExactly("Data", "Science", "data science");
        PhraseTokenizer ignoring = new PhraseTokenizer(
                List.of("data Science", "straße", "Ὀδυσσεύς δ'"), new WordTokenizer(), LetterCase.IGNORE);
        assertThat(TextOptions.words(ignoring.tokenize("DATA science STRASSE ὈΔΥΣΣΕΎΣ Δ'")))
                .containsExactly("DATA science", "STRASSE", "ὈΔΥΣΣΕΎΣ Δ'");
    }

    @Test
    void emptyTextHasNoTokens() {
        assertThat(tokens(" ", "a b")).isEmpty();
    }

    @Test
    void refusesNoTermsAndBlankTerms() {
        assertThatThrownBy(() -> new PhraseTokenizer(List.of(), new WordTokenizer(), LetterCase.EXACT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no terms to keep together");
        assertThatThrownBy(() -> new PhraseTokenizer(List.of("a", " \t"), new WordTokenizer(), LetterCase.EXACT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a blank term");
    }

    @Test
    void readsItsOptions() throws IOException {
        Path file = write("\uFEFFVorges Data\r\n\r\n# a remark\n  data \t science  \nblog");

        assertThat(TextOptions.words(
                        TextOptions.create("phrases", Map.of("file", file.toString(), "terms", "machine learning|is a"))
                                .tokenize(SENTENCE)))
                .containsExactly(
                        "Vorges Data",
                        "is a",
                        "personal",
                        "blog",
                        "about",
                        "data science",
                        "and",
                        "machine learning",
                        ".");
        assertThat(TextOptions.words(TextOptions.create(
                                "phrases", Map.of("terms", "VORGES data", "case", "ignore", "between", "whitespace"))
                        .tokenize("Vorges Data learning.")))
                .containsExactly("Vorges Data", "learning.");
    }

    @Test
    void refusesOptionsWithoutATerm() {
        for (Map<String, String> options : List.of(Map.<String, String>of(), Map.of("terms", " | "))) {
            assertThatThrownBy(() -> TextOptions.create("phrases", options))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("the tokenizer phrases has no terms: give it terms=machine learning|data science"
                            + " or file=PATH with a term a line");
        }
    }

    @Test
    void refusesAFileWithoutATerm() throws IOException {
        Path file = write("# nothing\n\n");

        assertThatThrownBy(() -> fromFile(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + ": it holds no term; write one term a line");
    }

    @Test
    void refusesAFileThatCannotBeRead() {
        Path missing = folder.resolve("missing.txt");

        assertThatThrownBy(() -> fromFile(missing))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> fromFile(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder + ": it is a directory where a file is needed");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Path file = folder.resolve("terms.txt");
        Files.write(file, "fine\ncaf\u00E9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> fromFile(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " line 2: it is not UTF-8; save the file in that encoding");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("terms.txt"), text);
    }

    private static void fromFile(Path file) {
        TextOptions.create("phrases", Map.of("file", file.toString()));
    }

    private static List<String> tokens(String text, String... terms) {
        return TextOptions.words(
                new PhraseTokenizer(List.of(terms), new WordTokenizer(), LetterCase.EXACT).tokenize(text));
    }
}
