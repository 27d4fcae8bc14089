package org.attentionworkbench.core.report;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.TopKeys;

/** The keys that a text lists for each query of a head, in the order of the list. */
interface ListedKeys {

    /** How many keys are listed for each query. */
    int count();

    /** The position of the key at a place of the list of a query. */
    int key(int query, int place);

    /** The weight of the key at a place of the list of a query. */
    double weight(int query, int place);

    /** The key of largest weight, the earliest of equals; nothing if the query attends to no key. */
    OptionalInt strongest(int query);

    /** Every key, in the order of the text. */
    static ListedKeys all(Matrix weights) {
        return all(weights.columns(), weights::get);
    }

    /** Every key, in the order of the text, of queries whose rows of weights were captured. */
    static ListedKeys all(HeadResult head, List<Integer> queries) {
        Map<Integer, Matrix> rows = new HashMap<>();
        int count = 0;
        for (int query : queries) {
            Matrix row = head.row(query);
            count = row.columns();
            rows.put(query, row);
        }
        return all(count, (query, key) -> requireNonNull(rows.get(query)).get(0, key));
    }

    /** Something that knows the weight of a key for a query. */
    interface Weights {
        double of(int query, int key);
    }

    private static ListedKeys all(int count, Weights weights) {
        return new ListedKeys() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public int key(int query, int place) {
                return place;
            }

            @Override
            public double weight(int query, int place) {
                return weights.of(query, place);
            }

            @Override
            public OptionalInt strongest(int query) {
                int strongest = 0;
                for (int key = 1; key < count(); key++) {
                    if (weight(query, key) > weight(query, strongest)) {
                        strongest = key;
                    }
                }
                return count() == 0 || weight(query, strongest) == 0 ? OptionalInt.empty() : OptionalInt.of(strongest);
            }
        };
    }

    /** The first few of the top keys, largest weight first. */
    static ListedKeys top(int limit, TopKeys topKeys) {
        int count = Math.min(limit, topKeys.count());
        return new ListedKeys() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public int key(int query, int place) {
                return topKeys.key(query, place);
            }

            @Override
            public double weight(int query, int place) {
                return topKeys.weight(query, place);
            }

            @Override
            public OptionalInt strongest(int query) {
                return count == 0 || weight(query, 0) == 0 ? OptionalInt.empty() : OptionalInt.of(key(query, 0));
            }
        };
    }
}
