package org.attentionworkbench.core.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.api.text.Tokenizer;

/**
 * Keeps listed terms together as one token each, be they of one word or of several ({@code machine learning}); the text
 * between them is left to another tokenizer.
 *
 * <p>A term begins and ends where tokens of that other tokenizer do, so {@code art} is not found in {@code party}. Of all
 * terms that begin at a token the longest is taken, from left to right. White space inside a term stands for any white space in
 * the text. The token shows the term as the text writes it, with one space for each run of white space; its positions are
 * those of the text.
 */
public final class PhraseTokenizer implements Tokenizer {

    /** Whether capital and small letters differ. */
    public enum LetterCase {
        /** They do: {@code Apple} is not {@code apple}. */
        EXACT,
        /** They do not. */
        IGNORE
    }

    private static final Option<List<String>> TERMS =
            Option.texts("terms", "the terms to keep together").orElse("none");
    private static final Option<Path> FILE = Option.file(
                    "file", "a file of terms: UTF-8, a term a line, lines that begin with # skipped")
            .orElse("none");
    private static final Option<Tokenizer> BETWEEN = Option.strategy(
                    "between", Tokenizer.class, "the tokenizer for the text between the terms")
            .withDefault("words");
    private static final Option<LetterCase> CASE = Option.choice(
                    "case", LetterCase.class, "whether capital and small letters differ")
            .withDefault("exact");

    private final Set<String> terms = new HashSet<>();
    private final int longest;
    private final Tokenizer between;
    private final LetterCase letterCase;

    /**
     * A tokenizer around some terms.
     *
     * @param terms the terms, at least one, none of them blank
     * @param between splits the text between them and tells where a term may begin and end
     * @param letterCase whether capital and small letters differ
     * @throws IllegalArgumentException if there is no term or one is blank
     */
    public PhraseTokenizer(Collection<String> terms, Tokenizer between, LetterCase letterCase) {
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("no terms to keep together");
        }
        this.between = between;
        this.letterCase = letterCase;
        int length = 0;
        for (String term : terms) {
            String key = key(term);
            if (key.isEmpty()) {
                throw new IllegalArgumentException("a blank term");
            }
            this.terms.add(key);
            length = Math.max(length, key.length());
        }
        longest = length;
    }

    static Strategy<Tokenizer> strategy() {
        return Strategy.<Tokenizer>of(
                        "phrases",
                        "keeps listed terms of several words together as one token each",
                        PhraseTokenizer::from,
                        TERMS,
                        FILE,
                        BETWEEN,
                        CASE)
                .withExample("terms=cat's hat|3.5 kg");
    }

    private static PhraseTokenizer from(Options options) {
        List<String> terms = new ArrayList<>(options.given(TERMS).orElse(List.of()));
        Optional<Path> file = options.given(FILE);
        file.ifPresent(path -> terms.addAll(TermFile.read(path)));
        if (terms.isEmpty()) {
            throw new InvalidInputException(
                    "the tokenizer phrases has no terms: give it terms=machine learning|data science"
                            + " or file=PATH with a term a line");
        }
        return new PhraseTokenizer(terms, options.get(BETWEEN), options.get(CASE));
    }

    @Override
    public List<Token> tokenize(String text) {
        List<Token> pieces = between.tokenize(text);
        List<Token> tokens = new ArrayList<>();
        int first = 0;
        while (first < pieces.size()) {
            int last = lastPieceOfTerm(text, pieces, first);
            if (last < first) {
                tokens.add(pieces.get(first));
                first++;
            } else {
                int start = pieces.get(first).start();
                int end = pieces.get(last).end();
                tokens.add(new Token(WhiteSpace.fold(text.substring(start, end)), start, end));
                first = last + 1;
            }
        }
        return tokens;
    }

    /** The piece that ends the longest term which begins at {@code first}; −1 if none does. */
    private int lastPieceOfTerm(String text, List<Token> pieces, int first) {
        int start = pieces.get(first).start();
        int found = -1;
        for (int last = first; last < pieces.size(); last++) {
            String key = key(text.substring(start, pieces.get(last).end()));
            if (key.length() > longest) {
                break;
            }
            if (terms.contains(key)) {
                found = last;
            }
        }
        return found;
    }

    /** What two writings of one term have in common. Capitals, since a small letter may have two forms (σ, ς). */
    private String key(String text) {
        String folded = WhiteSpace.fold(text);
        return letterCase == LetterCase.EXACT ? folded : folded.toUpperCase(Locale.ROOT);
    }
}
