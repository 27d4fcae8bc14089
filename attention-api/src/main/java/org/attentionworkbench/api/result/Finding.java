package org.attentionworkbench.api.result;

import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Numbers that an analysis found, as a table.
 *
 * @param name what the numbers are, in a few words, such as {@code entropy}
 * @param unit their unit, such as {@code nats} or {@code share}; empty if they have none
 * @param rowLabels what each row is, such as the words of the queries
 * @param columnLabels what each column is, such as {@code head 1}
 * @param numbers one row per row label, one column per column label
 */
public record Finding(String name, String unit, List<String> rowLabels, List<String> columnLabels, Matrix numbers) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if labels and numbers do not go together
     */
    public Finding {
        rowLabels = List.copyOf(rowLabels);
        columnLabels = List.copyOf(columnLabels);
        if (rowLabels.size() != numbers.rows() || columnLabels.size() != numbers.columns()) {
            throw new IllegalArgumentException(
                    rowLabels.size() + "×" + columnLabels.size() + " labels do not go with a " + numbers);
        }
    }
}
