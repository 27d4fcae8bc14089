package org.attentionworkbench.core.operator;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Queries, keys and values of the operator Attention with their heads as an axis and the cache in front:
 * {@code Q [B, Hq, Sq, D]}, {@code K [B, Hk, T, D]} and {@code V [B, Hk, T, Dv]} with {@code T = P + Sk}.
 */
final class AttentionInputs {
    private final Tensor queries;
    private final Tensor keys;
    private final Tensor values;
    private final boolean sideBySide;
    private final int past;
    private final @Nullable Tensor valid;

    private AttentionInputs(
            Tensor queries, Tensor keys, Tensor values, boolean sideBySide, int past, @Nullable Tensor valid) {
        this.queries = queries;
        this.keys = keys;
        this.values = values;
        this.sideBySide = sideBySide;
        this.past = past;
        this.valid = valid;
    }

    /**
     * Reads the inputs of a call.
     *
     * @throws InvalidInputException if they do not go together
     */
    static AttentionInputs of(OperatorCall call) {
        Tensor queries = call.input("Q", 3, 4);
        boolean sideBySide = queries.rank() == 3;
        Tensor keys = call.input("K", queries.rank());
        Tensor values = call.input("V", queries.rank());
        if (sideBySide) {
            int keyHeads = heads(call, "kv_num_heads");
            queries = HeadAxis.split("Q", queries, heads(call, "q_num_heads"));
            keys = HeadAxis.split("K", keys, keyHeads);
            values = HeadAxis.split("V", values, keyHeads);
        }
        Tensor pastKeys = call.optional("past_key");
        Tensor pastValues = call.optional("past_value");
        Tensor valid = call.optional("nonpad_kv_seqlen");
        if ((pastKeys == null) != (pastValues == null)) {
            throw new InvalidInputException("past_key and past_value come together");
        }
        int past = 0;
        if (pastKeys != null && pastValues != null) {
            if (valid != null) {
                throw new InvalidInputException("nonpad_kv_seqlen and past_key do not come together");
            }
            keys = HeadAxis.after("past_key", pastKeys, keys);
            values = HeadAxis.after("past_value", pastValues, values);
            past = pastKeys.length(2);
        }
        if (valid != null) {
            checkValid(valid, queries.length(0), keys.length(2));
        }
        return new AttentionInputs(queries, keys, values, sideBySide, past, valid);
    }

    private static int heads(OperatorCall call, String attribute) {
        int heads = call.integer(attribute, 0);
        if (heads < 1) {
            throw new InvalidInputException(
                    "inputs of three axes need the attribute " + attribute + ", a whole number from 1");
        }
        return heads;
    }

    private static void checkValid(Tensor valid, int batch, int keys) {
        Shapes.require("nonpad_kv_seqlen", valid, batch);
        for (double count : valid.elements()) {
            if (!(count >= 0 && count <= keys)) {
                throw new InvalidInputException(
                        "nonpad_kv_seqlen counts from 0 to " + keys + " keys, not " + (long) count);
            }
        }
    }

    Tensor queries() {
        return queries;
    }

    Tensor keys() {
        return keys;
    }

    Tensor values() {
        return values;
    }

    int batch() {
        return queries.length(0);
    }

    int heads() {
        return queries.length(1);
    }

    int keyHeads() {
        return keys.length(1);
    }

    int queryCount() {
        return queries.length(2);
    }

    /** T, the cached keys included. */
    int keyCount() {
        return keys.length(2);
    }

    /** How many leading keys of an entry are no padding: n[b], or T. */
    int validKeys(int entry) {
        return valid == null ? keyCount() : (int) valid.elements()[entry];
    }

    /** o[b]: how many valid keys come before the first query. */
    int offset(int entry) {
        return valid == null ? past : validKeys(entry) - queryCount();
    }

    /** A result with heads as an axis in the layout that Q was given in. */
    Tensor inLayoutOfQueries(Tensor result) {
        return sideBySide ? HeadAxis.join(result) : result;
    }
}
