package org.attentionworkbench.core.report;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.text.Token;

/**
 * A result as a text to read: for each head the weights of each query, then one line per query that says where most of its attention
 * goes; in the frame of {@link ResultText}.
 */
final class WordByWordText {
    private static final FixedDecimals FOUR_DECIMALS = new FixedDecimals(4);

    private final AttentionResult result;
    private final List<Integer> queries;
    private final Function<HeadResult, ListedKeys> listing;
    private final Appendable out;

    /**
     * A text to be written.
     *
     * @param result what to write down
     * @param queries the positions of the queries to write of
     * @param listing which keys to list of a head
     * @param out where to write
     */
    WordByWordText(
            AttentionResult result, List<Integer> queries, Function<HeadResult, ListedKeys> listing, Appendable out) {
        this.result = result;
        this.queries = queries;
        this.listing = listing;
        this.out = out;
    }

    /**
     * A text about every query.
     *
     * @param result what to write down
     * @param listing which keys to list of a head
     * @param out where to write
     */
    WordByWordText(AttentionResult result, Function<HeadResult, ListedKeys> listing, Appendable out) {
        this(result, IntStream.range(0, result.queries().size()).boxed().toList(), listing, out);
    }

    void write() throws IOException {
        ResultText.write(result, head -> writeHead(listing.apply(head)), out);
    }

    private void writeHead(ListedKeys listed) throws IOException {
        out.append("\nWeighted of Attention:\n");
        for (int query : queries) {
            out.append(weightsOf(query, listed));
        }
        out.append("\nExplanation:\n");
        for (int query : queries) {
            out.append(explanationOf(query, listed));
        }
    }

    private StringBuilder weightsOf(int query, ListedKeys listed) {
        StringBuilder text = new StringBuilder("\nFor the word: '");
        text.append(word(result.queries(), query)).append("':\n");
        for (int place = 0; place < listed.count(); place++) {
            text.append("Attention for '").append(word(result.keys(), listed.key(query, place)));
            text.append("': ");
            FOUR_DECIMALS.append(text, listed.weight(query, place));
            text.append('\n');
        }
        return text;
    }

    private String explanationOf(int query, ListedKeys listed) {
        String word = word(result.queries(), query);
        OptionalInt strongest = listed.strongest(query);
        return strongest.isEmpty()
                ? word + " attends to no word\n"
                : word + " has the highest attention weight with " + word(result.keys(), strongest.getAsInt()) + "\n";
    }

    private static String word(List<Token> tokens, int position) {
        return tokens.get(position).text();
    }
}
