package org.attentionworkbench.core.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

    /**
     * How many terminal columns a text takes: Chinese, Japanese and Korean letters and pictures take two, marks on letters none
     * (Unicode Standard Annex #11).
     */
    private static int width(String text) {
        return text.codePoints().map(Table::width).sum();
    }

    private static int width(int letter) {
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(letter) ? 2 : 1;
        };
    }

    private static boolean isWide(int letter) {
        if (letter >= 0xFF61 && letter <= 0xFFDC) { // half-width Katakana and Hangul
            return false;
        }
        return switch (Character.UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
            default ->
                (letter >= 0x3000 && letter <= 0x303E) // punctuation between them
                        || (letter >= 0xFF01 && letter <= 0xFF60) // full-width Latin
                        || (letter >= 0xFFE0 && letter <= 0xFFE6)
                        || (letter >= 0x1F300 && letter <= 0x1FAFF);
        };
    }
}
