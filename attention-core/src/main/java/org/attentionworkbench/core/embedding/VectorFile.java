package org.attentionworkbench.core.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.text.UnusableFile;
import org.jspecify.annotations.Nullable;

/**
 * Word vectors in a text file: a word and its numbers a line, as GloVe writes them, or the same under a first line
 * {@code count dimension}, as word2vec and fastText write them. Which of the two it is shows by itself:
 *
 * <ul>
 *   <li>a first line of exactly two whole numbers is a header if the second line has as many numbers as it announces. So a
 *       file of one number a line must not begin with such a line by chance: {@code 7 1} is read as a header,
 *       {@code 7 1.0} is not;
 *   <li>else the first line tells how many numbers each line has.
 * </ul>
 *
 * <p>A word may contain spaces, as a few of GloVe do: what stands before the numbers is the word, provided that its last
 * part is no number itself. The first line of a word counts, later ones of the same word are passed over.
 *
 * <p>Every line of the file is checked, and only the vectors of the words that were asked for are kept. The numbers of
 * other words are checked for their form alone ({@link NumberSyntax}), so that {@code 1e999} passes there.
 */
final class VectorFile {
    private static final int LONGEST_QUOTE = 40;

    private final Path file;
    private final VectorLines lines;
    private final Map<ByteBuffer, String> wanted = new HashMap<>();
    private final Map<String, double[]> vectors = new HashMap<>();
    private int dimension;
    /** How many vectors the header announces; −1 without a header. */
    private long announced = -1;

    private long count;

    private VectorFile(Path file, VectorLines lines, Set<String> words) {
        this.file = file;
        this.lines = lines;
        for (String word : words) {
            wanted.put(ByteBuffer.wrap(word.getBytes(StandardCharsets.UTF_8)), word);
        }
    }

    /**
     * Reads a file.
     *
     * @param file a text file of word vectors
     * @param words the words whose vectors are kept
     * @return the file with those vectors
     * @throws InvalidInputException if the file cannot be read or a line of it is not of the form above
     */
    static VectorFile read(Path file, Set<String> words) {
        try (InputStream stream = Files.newInputStream(file)) {
            VectorFile vectors = new VectorFile(file, new VectorLines(stream), words);
            vectors.readLines();
            return vectors;
        } catch (IOException problem) {
            throw UnusableFile.because(file, problem);
        }
    }

    /** How many numbers each vector has. */
    int dimension() {
        return dimension;
    }

    /** The vector of a word that was asked for; null if the file has none. */
    double @Nullable [] vector(String word) {
        return vectors.get(word);
    }

    private void readLines() throws IOException {
        if (!lines.next()) {
            throw new InvalidInputException(file + ": it is empty; a word and its numbers a line are needed");
        }
        boolean more = readBeginning();
        while (more) {
            if (lines.fields() == 0) {
                checkNothingFollows();
                break;
            }
            readVector();
            more = lines.next();
        }
        if (announced >= 0 && announced != count) {
            throw problem(1, "it announces " + announced + " vectors, but " + count + " follow");
        }
    }

    /** Settles the dimension from the first lines, and goes to the first line after the header; false at the end. */
    private boolean readBeginning() throws IOException {
        checkFields();
        if (lines.fields() == 0) {
            throw problem("it is empty; a word and its numbers are needed");
        }
        dimension = Math.min(lines.trailingNumbers(), lines.fields() - 1);
        if (dimension == 0) {
            checkUtf8(lines.fields());
            throw problem("there are no numbers after the word " + quote(lines.fields() - 1));
        }
        if (lines.fields() != 2 || !isWholeNumber(lines.text(0)) || !isWholeNumber(lines.text(1))) {
            return true;
        }
        String first = lines.text(0);
        String second = lines.text(1);
        readVector();
        boolean more = lines.next();
        if (more && fits(second)) {
            vectors.clear();
            announced = Long.parseLong(first);
            count = 0;
            dimension = Integer.parseInt(second);
        } else if (more && lines.fields() > 0 && !fits(1)) {
            checkUtf8(lines.fields());
            throw problem(numbers() + " where line 1 has 1 or, taken as a header, announces " + second);
        }
        return more;
    }

    private static boolean isWholeNumber(String text) {
        return text.length() <= 18 && text.chars().allMatch(character -> character >= '0' && character <= '9');
    }

    private boolean fits(String announcedDimension) {
        long expected = Long.parseLong(announcedDimension);
        return expected > 0 && expected < Integer.MAX_VALUE && fits((int) expected);
    }

    /** Whether the line is a word and that many numbers. */
    private boolean fits(int expected) {
        int before = lines.fields() - expected;
        return (before == 1 && lines.trailingNumbers() >= expected)
                || (before > 1 && lines.trailingNumbers() == expected);
    }

    private void readVector() {
        checkFields();
        if (!fits(dimension)) {
            throw misfit();
        }
        int wordFields = lines.fields() - dimension;
        checkUtf8(wordFields);
        count++;
        String word = wanted.get(lines.view(0, wordFields));
        if (word != null && !vectors.containsKey(word)) {
            vectors.put(word, numbersFrom(wordFields));
        }
    }

    private double[] numbersFrom(int field) {
        double[] vector = new double[dimension];
        for (int index = 0; index < dimension; index++) {
            vector[index] = Double.parseDouble(lines.text(field + index));
            if (!Double.isFinite(vector[index])) {
                throw problem(quote(field + index) + " is too large for a 64-bit number");
            }
        }
        return vector;
    }

    private void checkFields() {
        int before = lines.emptyField();
        if (before == 0) {
            throw problem("it begins with a space; the word should stand there");
        }
        if (before > 0) {
            throw problem("there are two separators in a row after " + quote(before - 1));
        }
    }

    private void checkUtf8(int fields) {
        if (!lines.isUtf8(0, fields)) {
            throw problem("it is not UTF-8; a text file in that encoding is needed");
        }
    }

    private void checkNothingFollows() throws IOException {
        long empty = lines.number();
        while (lines.next()) {
            if (lines.fields() > 0) {
                throw problem(empty, "it is empty; a word and its numbers are needed");
            }
        }
    }

    private InvalidInputException misfit() {
        checkUtf8(lines.fields());
        int lastWord = lines.fields() - lines.trailingNumbers() - 1;
        if (lines.fields() > dimension && lastWord > 0 && lines.trailingNumbers() < dimension) {
            return problem(quote(lastWord) + " is not a number");
        }
        return problem(numbers() + " where the lines before have " + dimension);
    }

    private String numbers() {
        int numbers = Math.min(lines.trailingNumbers(), lines.fields() - 1);
        return numbers == 1 ? "1 number" : numbers + " numbers";
    }

    private String quote(int field) {
        // where an empty field follows, its separators are taken for part of this one
        String text = lines.text(field).strip().replaceAll("\\p{Cntrl}", "\uFFFD");
        int end = text.offsetByCodePoints(0, Math.min(LONGEST_QUOTE, text.codePointCount(0, text.length())));
        return "'" + text.substring(0, end) + (end < text.length() ? "…'" : "'");
    }

    private InvalidInputException problem(String what) {
        return problem(lines.number(), what);
    }

    private InvalidInputException problem(long line, String what) {
        return new InvalidInputException(file + " line " + line + ": " + what);
    }
}
