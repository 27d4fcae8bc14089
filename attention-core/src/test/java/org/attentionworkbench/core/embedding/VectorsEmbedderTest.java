package org.attentionworkbench.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.embedding.VectorsEmbedder.LetterCase;
import org.attentionworkbench.core.embedding.VectorsEmbedder.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorsEmbedderTest {
    private static final double[] CAT = {0.5, -1.25, 3e-2};
    private static final double[] DOG = {1, 2, 3};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat 0.5 -1.25 3e-2\ndog 1 2 3\n",
                "cat 0.5 -1.25 3e-2\ndog 1 2 3",
                "2 3\ncat 0.5 -1.25 3e-2\ndog 1 2 3\n",
                "2 3 \r\ncat\t0.5\t-1.25\t3e-2\r\ndog 1 2 3 \t \r\n",
                "\uFEFFcat 0.5 -1.25 3e-2\ndog 1 2 3\n\n",
                "\uFEFF2 3\ncat 0.5 -1.25 3e-2\ndog 1 2 3\n \r\n\n",
                "cat 0.5 -1.25 3e-2\ndog 1 2 3\ncat 9 9 9\ndog 8 8 8\n"
            })
    void readsBothForms(String text) throws IOException {
        write(text);

        assertThat(embed("dog", "cat", "dog")).isEqualTo(Matrix.ofRows(DOG, CAT, DOG));
    }

    @Test
    void numbersAreThoseOfParseDouble() throws IOException {
        write("pi 3.14159265358979323846 .1 -0 4.9e-324 1.7976931348623157e308 +5.\n");

        assertThat(embed("pi").row(0)).containsExactly(Math.PI, 0.1, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 5);
    }

    @Test
    void wordsMayBeAnyUtf8() throws IOException {
        write("naïve 1 2\n北京 3 4\n😀 5 6\n7 7 8\n. 9 10\na\u00A0b 11 12\n");

        assertThat(embed("a\u00A0b", ".", "7", "😀", "北京", "naïve").elements())
                .containsExactly(11, 12, 9, 10, 7, 8, 5, 6, 3, 4, 1, 2);
    }

    @Test
    void wordsMayContainSpacesWhereNoNumberStandsBeforeTheNumbers() throws IOException {
        write("the 1 2\n. . . 3 4\n2 name@domain 5 6\n");

        assertThat(embed(". . .", "2 name@domain", "the").elements()).containsExactly(3, 4, 5, 6, 1, 2);
    }

    @Test
    void theFirstWordMayContainSpaces() throws IOException {
        write(". . 3 4\nthe 1 2\n");

        assertThat(embed("the", ". .").elements()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void tokensOfSeveralWordsAreLookedUpAsTheyStandThenWithUnderscores() throws IOException {
        write("machine_learning 1 2\ndata_science 3 4\ndata science 5 6\n");

        assertThat(embed("machine learning", "data science", "data_science").elements())
                .containsExactly(1, 2, 5, 6, 3, 4);
    }

    @Test
    void aFirstLineOfTwoIntegersIsAHeaderOnlyIfTheSecondLineFits() throws IOException {
        write("7 2\n8 3\n");
        assertThat(embed("7", "8").elements()).containsExactly(2, 3);

        write("7 1.0\n8 3\n");
        assertThat(embed("7", "8").elements()).containsExactly(1, 3);

        write("1 1\n7 2\n");
        assertThat(embed("7").elements()).containsExactly(2);
        assertThatThrownBy(() -> embed("1")).hasMessageContaining("has no vector for '1'");

        write("2 2\n1 1 1\n2 2 2");
        assertThat(embed("1", "2").elements()).containsExactly(1, 1, 2, 2);

        write("7 2\n");
        assertThat(embed("7").elements()).containsExactly(2);

        write("7 0\n8 5\n");
        assertThat(embed("7", "8").elements()).containsExactly(0, 5);

        write("1 2\n. . 3 4\n");
        assertThat(embed(". .").elements()).containsExactly(3, 4);

        write("7 9999999999999999999\n8 9223372036854775807\n9 2147483648\n");
        assertThat(embed("9").elements()).containsExactly(2147483648.0);

        write("7 2147483648\n8 1\n");
        assertThat(embed("7").elements()).containsExactly(2147483648.0);

        write("7 -1\n8 1\n");
        assertThat(embed("7").elements()).containsExactly(-1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                          | : it is empty; a word and its numbers a line are needed
                    `␊`                         | ` line 1: it is empty; a word and its numbers are needed`
                    `␊cat 1␊`                   | ` line 1: it is empty; a word and its numbers are needed`
                    `cat␊`                      | ` line 1: there are no numbers after the word 'cat'`
                    `cat 1 x␊`                  | ` line 1: there are no numbers after the word 'x'`
                    `cat 1 2␊dog 1␊`            | ` line 2: 1 number where the lines before have 2`
                    `cat 1 2␊dog␊`              | ` line 2: 0 numbers where the lines before have 2`
                    `cat 1 2␊dog 1 2 3␊`        | ` line 2: 3 numbers where the lines before have 2`
                    `cat 1 2␊1 2␊`              | ` line 2: 1 number where the lines before have 2`
                    `cat 1 2␊the dog 1␊`        | ` line 2: 'dog' is not a number`
                    `cat 1 2␊dog x 2␊`          | ` line 2: 'x' is not a number`
                    `cat 1 2␊dog 1 nan␊`        | ` line 2: 'nan' is not a number`
                    `cat 1 2␊dog 1 inf`         | ` line 2: 'inf' is not a number`
                    `cat 1 2␊dog 1.2.3 1␊`      | ` line 2: '1.2.3' is not a number`
                    `cat 1 2␊dog 1 --1␊`        | ` line 2: '--1' is not a number`
                    `cat 1 2␊dog 1  2␊`         | ` line 2: there are two separators in a row after '1'`
                    `cat  1 2␊`                 | ` line 1: there are two separators in a row after 'cat'`
                    ` cat 1 2␊`                 | ` line 1: it begins with a space; the word should stand there`
                    ` 1␊`                       | ` line 1: it begins with a space; the word should stand there`
                    `cat 1 2␊ 1 2␊`             | ` line 2: it begins with a space; the word should stand there`
                    `cat 1 2␊␊dog 1 2␊`         | ` line 2: it is empty; a word and its numbers are needed`
                    `cat 1 2␊ ␊␊dog 1 2␊`       | ` line 2: it is empty; a word and its numbers are needed`
                    `3 2␊cat 1 2␊dog 1 2␊`      | ` line 1: it announces 3 vectors, but 2 follow`
                    `1 2␊cat 1 2␊dog 1 2␊␊`     | ` line 1: it announces 1 vectors, but 2 follow`
                    `2 3␊cat 1 2␊dog 1 2␊`      | ` line 2: 2 numbers where line 1 has 1 or, taken as a header, announces 3`
                    `2 2␊cat 1 2␊dog 1 2 3␊`    | ` line 3: 3 numbers where the lines before have 2`
                    `cat 1 1e999␊`              | ` line 1: '1e999' is too large for a 64-bit number`
                    `cat 1 2␊dog 1 x\u0007y␊`   | ` line 2: 'x�y' is not a number`
                    """)
    void namesTheFileTheLineAndWhatIsWrong(String text, String message) throws IOException {
        Path file = write(text.replace('␊', '\n'));

        assertThatThrownBy(() -> embed("cat"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + message);
    }

    @Test
    void quotesOnlyTheBeginningOfALongField() throws IOException {
        Path file = write("cat 1\ndog " + "😀".repeat(41) + "\n");

        assertThatThrownBy(() -> embed("cat")).hasMessage(file + " line 2: '" + "😀".repeat(40) + "…' is not a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat 1 2\ncaf\u00E9 1 2\n",
                "cat 1 2\ndog 1 \u00E9\n",
                "7 300\n\u00FF\u00FE \u0001\u0002\n",
                "7 2\n\u00FF 1\n"
            })
    void refusesWhatIsNotUtf8(String latin) throws IOException {
        Path file = folder.resolve("vectors.txt");
        Files.write(file, latin.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> embed("cat"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " line 2: it is not UTF-8; a text file in that encoding is needed");
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        Path file = folder.resolve("vectors.txt");
        Files.write(file, new byte[] {0x1F, (byte) 0x8B, 8, 0, 0});
        assertThatThrownBy(() -> embed("cat"))
                .hasMessage(file + " line 1: it is not UTF-8; a text file in that encoding is needed");

        Files.write(file, new byte[(1 << 26) + 1]);
        assertThatThrownBy(() -> embed("cat"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        file + ": it cannot be read: line 1 is longer than 67108864 bytes, so this is no text file");
    }

    @Test
    void refusesAFileThatCannotBeRead() {
        Path missing = folder.resolve("vectors.txt");

        assertThatThrownBy(() -> embed("cat"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> new VectorsEmbedder(folder, Unknown.ERROR, LetterCase.EXACT).embed(List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder + ": it is a directory where a file is needed");
    }

    @Test
    void namesTheFirstFiveUnknownWords() throws IOException {
        Path file = write("cat 1 2\n");

        assertThatThrownBy(() -> embed("a", "cat", "b c", "a"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " has no vector for 'a', 'b c'; unknown=zero or unknown=hashed would take them");
        assertThatThrownBy(() -> embed("a", "b", "c", "d", "e", "f", "g", "f"))
                .hasMessage(file + " has no vector for 'a', 'b', 'c', 'd', 'e' and 2 more;"
                        + " unknown=zero or unknown=hashed would take them");
        assertThatThrownBy(() -> embed("a", "b", "c", "d", "e")).hasMessageContaining("'d', 'e'; unknown");
    }

    @Test
    void unknownWordsMayBeZeroOrHashed() throws IOException {
        Path file = write("cat 1 2\n");

        assertThat(new VectorsEmbedder(file, Unknown.ZERO, LetterCase.EXACT).embed(Words.tokens("Dog", "cat")))
                .isEqualTo(Matrix.ofRows(new double[2], new double[] {1, 2}));
        assertThat(new VectorsEmbedder(file, Unknown.HASHED, LetterCase.EXACT).embed(Words.tokens("cat", "Dog")))
                .isEqualTo(Matrix.ofRows(
                        new double[] {1, 2},
                        new HashedEmbedder(2).embed(Words.tokens("Dog")).row(0)));
    }

    @Test
    void wordsMayBeLookedUpInSmallLetters() throws IOException {
        Path file = write("cat 1 2\nmachine_learning 3 4\nDog 5 6\n");
        VectorsEmbedder embedder = new VectorsEmbedder(file, Unknown.ERROR, LetterCase.LOWER);

        assertThat(embedder.embed(Words.tokens("Cat", "cat", "Machine Learning"))
                        .elements())
                .containsExactly(1, 2, 1, 2, 3, 4);
        assertThatThrownBy(() -> embedder.embed(Words.tokens("Dog"))).hasMessageContaining("no vector for 'Dog'");
    }

    @Test
    void noTokensGiveNoRows() throws IOException {
        write("cat 1 2 3\n");

        assertThat(embed()).isEqualTo(Matrix.zeros(0, 3));
    }

    @Test
    void readsItsOptions() throws IOException {
        Path file = write("cat 1 2\n");

        assertThat(Words.create("vectors", Map.of("file", file.toString(), "unknown", "zero", "case", "lower"))
                        .embed(Words.tokens("CAT", "x"))
                        .elements())
                .containsExactly(1, 2, 0, 0);
    }

    /** Lines of all lengths, so that some lie across two chunks of the file and one is longer than a chunk. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void linesMayLieAcrossChunks(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        String[] words = new String[3000];
        double[] expected = new double[2 * words.length];
        for (int index = 0; index < words.length; index++) {
            words[index] = "w" + index + "x".repeat(index == 700 ? 1_500_000 : random.nextInt(2000));
            expected[2 * index] = random.nextGaussian();
            expected[2 * index + 1] = random.nextInt(100);
            text.append(words[index]).append(' ').append(expected[2 * index]);
            text.append(' ').append(expected[2 * index + 1]).append('\n');
        }
        write(text.toString());

        assertThat(embed(words).elements()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -1, 0, 1, 2})
    void theFileMayEndNearTheEndOfAChunk(int difference) throws IOException {
        for (String end : List.of("", "\n", "\n\n")) {
            String numbers = " 1 2" + end;
            String word = "w".repeat((1 << 20) + difference - numbers.length());
            write(word + numbers);

            assertThat(embed(word).elements()).containsExactly(1, 2);
        }
    }

    @Test
    void vectorsMayBeWide() throws IOException {
        StringBuilder text = new StringBuilder("cat");
        double[] expected = new double[5000];
        for (int index = 0; index < expected.length; index++) {
            expected[index] = index / 8.0;
            text.append(' ').append(expected[index]);
        }
        write(text.append('\n').toString());

        assertThat(embed("cat").elements()).isEqualTo(expected);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("vectors.txt"), text);
    }

    private Matrix embed(String... words) {
        return new VectorsEmbedder(folder.resolve("vectors.txt"), Unknown.ERROR, LetterCase.EXACT)
                .embed(Words.tokens(words));
    }
}
