package org.attentionworkbench.core.report;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.text.Token;

/**
 * A result as a text to read: the phrase; for each head the weights of each query, then one line per query that says where
 * most of its attention goes; then what analyses found.
 */
final class WordByWordText {
    private static final FixedDecimals FOUR_DECIMALS = new FixedDecimals(4);

    private final AttentionResult result;
    private final Function<HeadResult, ListedKeys> listing;
    private final Appendable out;

    /**
     * A text to be written.
     *
     * @param result what to write down
     * @param listing which keys to list of a head
     * @param out where to write
     */
    WordByWordText(AttentionResult result, Function<HeadResult, ListedKeys> listing, Appendable out) {
        this.result = result;
        this.listing = listing;
        this.out = out;
    }

    void write() throws IOException {
        out.append("Original phrase:  ").append(result.text()).append("\n");
        if (!result.keyText().equals(result.text())) {
            out.append("Attends to:       ").append(result.keyText()).append("\n");
        }
        int heads = result.heads().size();
        for (int head = 0; head < heads; head++) {
            if (heads > 1) {
                out.append("\nHead " + (head + 1) + " of " + heads + ":\n");
            }
            writeHead(listing.apply(result.head(head)));
        }
        FindingText.write(result.findings(), out);
    }

    private void writeHead(ListedKeys listed) throws IOException {
        out.append("\nWeighted of Attention:\n");
        for (int query = 0; query < result.queries().size(); query++) {
            out.append(weightsOf(query, listed));
        }
        out.append("\nExplanation:\n");
        for (int query = 0; query < result.queries().size(); query++) {
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
