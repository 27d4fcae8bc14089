package org.attentionworkbench.core.embedding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Embedder;
import org.attentionworkbench.api.text.Token;
import org.jspecify.annotations.Nullable;

/**
 * Pre-trained word vectors from a text file, in the form of GloVe (Pennington, Socher and Manning 2014: a word and its
 * numbers a line) or of word2vec and fastText ({@code .vec}: the same under a first line {@code count dimension}).
 *
 * <p>The whole file is read and checked for every text, and only the vectors of the text's own words are kept, so that a
 * file larger than the memory can be used. A token of several words is looked up as it stands ({@code machine learning}),
 * then with underscores ({@code machine_learning}).
 */
public final class VectorsEmbedder implements Embedder {

    /** What to do with a token that has no vector in the file. */
    public enum Unknown {
        /** Refuse the text, naming its unknown words. */
        ERROR,
        /** Give it a vector of zeros. */
        ZERO,
        /** Give it the vector of {@link HashedEmbedder}. */
        HASHED
    }

    /** How a token is looked up. */
    public enum LetterCase {
        /** As it stands. */
        EXACT,
        /** In small letters, for files that know no capitals. */
        LOWER
    }

    private static final int LONGEST_LIST = 5;

    private static final Option<Path> FILE =
            Option.file("file", "a text file of word vectors: GloVe, word2vec or fastText (.vec)");
    private static final Option<Unknown> UNKNOWN = Option.choice(
                    "unknown", Unknown.class, "what to do with words that are not in the file")
            .withDefault("error");
    private static final Option<LetterCase> CASE = Option.choice(
                    "case", LetterCase.class, "look words up as they stand or in small letters")
            .withDefault("exact");

    private final Path file;
    private final Unknown unknown;
    private final LetterCase letterCase;

    /**
     * An embedder with the vectors of a file, which is read when a text is embedded.
     *
     * @param file a text file of word vectors
     * @param unknown what to do with a token that has no vector in it
     * @param letterCase how a token is looked up
     */
    public VectorsEmbedder(Path file, Unknown unknown, LetterCase letterCase) {
        this.file = file;
        this.unknown = unknown;
        this.letterCase = letterCase;
    }

    static Strategy<Embedder> strategy() {
        return Strategy.<Embedder>of(
                        "vectors",
                        "pre-trained word vectors from a GloVe, word2vec or fastText text file",
                        VectorsEmbedder::from,
                        FILE,
                        UNKNOWN,
                        CASE)
                .withSource("GloVe, word2vec and fastText text files");
    }

    private static VectorsEmbedder from(Options options) {
        return new VectorsEmbedder(options.get(FILE), options.get(UNKNOWN), options.get(CASE));
    }

    /**
     * The vectors of some tokens.
     *
     * @throws InvalidInputException if the file cannot be read, if a line of it is not a word with as many finite numbers as
     *     the others have, or if a token has no vector and {@link Unknown#ERROR} was chosen
     */
    @Override
    public Matrix embed(List<Token> tokens) {
        Set<String> words = new LinkedHashSet<>();
        for (Token token : tokens) {
            String word = word(token);
            words.add(word);
            words.add(underscored(word));
        }
        VectorFile vectors = VectorFile.read(file, words);
        if (unknown == Unknown.ERROR) {
            checkAllKnown(tokens, vectors);
        }
        int dimension = vectors.dimension();
        Matrix result = Dimension.zeros(tokens.size(), dimension);
        for (int row = 0; row < tokens.size(); row++) {
            String word = word(tokens.get(row));
            double[] vector = find(vectors, word);
            if (vector != null) {
                System.arraycopy(vector, 0, result.elements(), row * dimension, dimension);
            } else if (unknown == Unknown.HASHED) {
                HashedEmbedder.fill(word, result.elements(), row * dimension, dimension);
            }
        }
        return result;
    }

    private void checkAllKnown(List<Token> tokens, VectorFile vectors) {
        Set<String> missing = new LinkedHashSet<>();
        for (Token token : tokens) {
            if (find(vectors, word(token)) == null) {
                missing.add("'" + token.text() + "'");
            }
        }
        if (!missing.isEmpty()) {
            List<String> first = new ArrayList<>(missing).subList(0, Math.min(LONGEST_LIST, missing.size()));
            int more = missing.size() - first.size();
            throw new InvalidInputException(file + " has no vector for " + String.join(", ", first)
                    + (more > 0 ? " and " + more + " more" : "")
                    + "; unknown=zero or unknown=hashed would take them");
        }
    }

    private static double @Nullable [] find(VectorFile vectors, String word) {
        double[] vector = vectors.vector(word);
        return vector != null ? vector : vectors.vector(underscored(word));
    }

    private String word(Token token) {
        return letterCase == LetterCase.LOWER ? token.text().toLowerCase(Locale.ROOT) : token.text();
    }

    private static String underscored(String word) {
        return word.replace(' ', '_');
    }
}
