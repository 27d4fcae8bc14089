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
 * @param rows what the rows are, in the plural, such as {@code queries}; empty if that is not said
 * @param columns what the columns are, in the plural, such as {@code heads}; empty if that is not said
 * @param averaged whether the mean over the rows means something
 * @param note what must be known to read the numbers, in one line; empty if there is nothing
 */
public record Finding(
        String name,
        String unit,
        List<String> rowLabels,
        List<String> columnLabels,
        Matrix numbers,
        String rows,
        String columns,
        boolean averaged,
        String note) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if labels and numbers do not go together, or there is no row to average
     */
    public Finding {
        rowLabels = List.copyOf(rowLabels);
        columnLabels = List.copyOf(columnLabels);
        if (rowLabels.size() != numbers.rows() || columnLabels.size() != numbers.columns()) {
            throw new IllegalArgumentException(
                    rowLabels.size() + "×" + columnLabels.size() + " labels do not go with a " + numbers);
        }
        if (averaged && numbers.rows() == 0) {
            throw new IllegalArgumentException("no rows have no mean");
        }
    }

    /**
     * A table that says nothing of its rows and columns but their labels.
     *
     * @param name what the numbers are, in a few words
     * @param unit their unit; empty if they have none
     * @param rowLabels what each row is
     * @param columnLabels what each column is
     * @param numbers one row per row label, one column per column label
     */
    public Finding(String name, String unit, List<String> rowLabels, List<String> columnLabels, Matrix numbers) {
        this(name, unit, rowLabels, columnLabels, numbers, "", "", false, "");
    }

    /**
     * This finding, saying what its rows and columns are.
     *
     * @param newRows what the rows are, in the plural
     * @param newColumns what the columns are, in the plural
     * @return a new finding
     */
    public Finding of(String newRows, String newColumns) {
        return new Finding(name, unit, rowLabels, columnLabels, numbers, newRows, newColumns, averaged, note);
    }

    /**
     * This finding as one whose mean over the rows means something.
     *
     * @return a new finding
     */
    public Finding withMean() {
        return new Finding(name, unit, rowLabels, columnLabels, numbers, rows, columns, true, note);
    }

    /**
     * This finding with what must be known to read it.
     *
     * @param newNote one line
     * @return a new finding
     */
    public Finding withNote(String newNote) {
        return new Finding(name, unit, rowLabels, columnLabels, numbers, rows, columns, averaged, newNote);
    }

    /**
     * The mean of a column: {@code Σᵢ numbers[i, column] / rows}.
     *
     * @param column from 0
     * @return the mean over all rows; 0 if there is none
     */
    public double mean(int column) {
        double sum = 0;
        for (int row = 0; row < numbers.rows(); row++) {
            sum += numbers.get(row, column);
        }
        return numbers.rows() == 0 ? 0 : sum / numbers.rows();
    }

    /**
     * The mean of every column.
     *
     * @return as many numbers as there are columns
     */
    public double[] means() {
        double[] means = new double[numbers.columns()];
        for (int column = 0; column < means.length; column++) {
            means[column] = mean(column);
        }
        return means;
    }
}
