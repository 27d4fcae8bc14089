package org.attentionworkbench.cli.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** A table in plain text: the first column to the left, the others to the right, as wide as their widest cell on a terminal. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** An empty table. */
    public Table() {}

    /**
     * Adds a row.
     *
     * @param first the cell to the left
     * @param others the cells after it
     * @return this table
     */
    public Table row(String first, List<String> others) {
        List<String> row = new ArrayList<>();
        row.add(first);
        row.addAll(others);
        rows.add(row);
        return this;
    }

    /**
     * Adds a row.
     *
     * @param cells the cells from left to right
     * @return this table
     */
    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /**
     * Writes the table, a line a row.
     *
     * @param out where to write
     * @throws IOException if it cannot be written
     */
    public void writeTo(Appendable out) throws IOException {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                if (column == widths.size()) {
                    widths.add(0);
                }
                widths.set(column, Math.max(widths.get(column), width(row.get(column))));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String padding = " ".repeat(widths.get(column) - width(cell));
                line.append(column == 0 ? cell + padding : GAP + padding + cell);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    /** How many terminal columns a text takes; Chinese, Japanese and Korean letters take two. */
    private static int width(String text) {
        return Ansi.OFF.new Text(text).getCJKAdjustedLength();
    }
}
