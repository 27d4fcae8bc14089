package org.attentionworkbench.core.run;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.KeyValueCache;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Leads a variant through all queries, block by block or step by step.
 *
 * @param variant arranges heads
 * @param recording keeps what is captured
 * @param stages makes the stages of one block
 */
record Walk(AttentionVariant variant, Recording recording, StagesOfBlock stages) {

    /** Makes the stages of one block of queries. */
    @FunctionalInterface
    interface StagesOfBlock {
        AttentionStages of(Recording.Block block, Extent extent, int firstQuery, int firstKey);
    }

    /** The joined values, so many queries at once over all keys; at least one block even without queries. */
    Matrix inBlocks(Matrix queries, Matrix keys, Matrix values, int size) {
        oneValuePerKey(keys, values);
        int count = queries.rows();
        Rows joined = new Rows(count);
        int from = 0;
        do {
            int to = (int) Math.min(count, (long) from + size);
            AttentionStages ofBlock = stages.of(recording.block(from, to), new Extent(count, keys.rows()), from, 0);
            joined.set(from, variant.attend(queries.rows(from, to), keys, values, ofBlock));
            recording.finishBlock();
            from = to;
        } while (from < count);
        return joined.matrix();
    }

    /** The joined values, one query after the other, each over the keys that a cache holds by then. */
    Matrix stepByStep(Matrix queries, Matrix keys, Matrix values, CachePolicy policy) {
        oneValuePerKey(keys, values);
        if (queries.rows() != keys.rows()) {
            throw new InvalidInputException("a cache takes one key with every query; there are " + queries.rows()
                    + " queries and " + keys.rows() + " keys");
        }
        int count = queries.rows();
        KeyValueCache cache = policy.open(keys.columns(), values.columns());
        Rows joined = new Rows(count);
        for (int step = 0; step < count; step++) {
            cache.append(keys.rows(step, step + 1), values.rows(step, step + 1));
            int firstKey = cache.firstPosition();
            AttentionStages ofStep =
                    stages.of(recording.step(step, firstKey), new Extent(count, count), step, firstKey);
            joined.set(step, variant.attend(queries.rows(step, step + 1), cache.keys(), cache.values(), ofStep));
            recording.finishBlock();
        }
        return joined.matrix();
    }

    private static void oneValuePerKey(Matrix keys, Matrix values) {
        if (keys.rows() != values.rows()) {
            throw new InvalidInputException("there is one value for each key; there are " + keys.rows() + " keys and "
                    + values.rows() + " values");
        }
    }
}
