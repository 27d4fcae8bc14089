package org.attentionworkbench.core.analysis;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;

/**
 * The share of each query on keys that stand at earlier occurrences of the same word, or a fixed number of words after them but
 * still before the query. Queries without such keys are left out, and their number is said.
 */
final class EarlierOccurrences {
    private final Shares shares;
    private final List<List<Integer>> keysOfQueries = new ArrayList<>();
    private final List<Integer> queries = new ArrayList<>();

    /**
     * Finds the keys.
     *
     * @param shares of a text that attends to itself
     * @param after how many words after an occurrence its key stands
     */
    EarlierOccurrences(Shares shares, int after) {
        this.shares = shares;
        List<String> words = shares.maps().queries();
        for (int query = 0; query < words.size(); query++) {
            List<Integer> keys = new ArrayList<>();
            for (int earlier = 0; earlier + after < query; earlier++) {
                if (words.get(earlier).equals(words.get(query))) {
                    keys.add(earlier + after);
                }
            }
            keysOfQueries.add(keys);
            if (!keys.isEmpty()) {
                queries.add(query);
            }
        }
    }

    /**
     * The share on these keys.
     *
     * @param name what to call it
     * @param which which words have such keys, for people to read
     * @param advice what text would have such words
     * @throws InvalidInputException if no word has such keys
     */
    List<Finding> findings(String name, String which, String advice) {
        if (queries.isEmpty()) {
            throw new InvalidInputException(shares.analysis() + ": no word " + which + "; give " + advice);
        }
        return new PerQuery(name, "share", shares)
                .withNote(queries.size() + " of " + shares.words() + " words " + which + "; the others are left out")
                .of(queries, this::share);
    }

    private double share(Matrix weights, int query) {
        double share = 0;
        for (int key : keysOfQueries.get(query)) {
            share += weights.get(query, key);
        }
        return share;
    }
}
