package org.attentionworkbench.cli.mask;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.attentionworkbench.core.report.Table;

/** Draws a mask in characters: a row per query and a column per key, or shades of cells where there are too many. */
final class MaskText {
    /** Up to so many columns there are blanks between them. */
    private static final int SPACED = 40;

    private static final int LABELLED_CELL = 10;
    private static final String SHADES = "░▒▓";

    private final MaskGrid grid;
    private final List<String> words;

    /** Draws a grid; the words of its queries, or none. */
    MaskText(MaskGrid grid, List<String> words) {
        this.grid = grid;
        this.words = words;
    }

    void writeTo(Appendable out) throws IOException {
        out.append("Rows are queries, columns are keys, both from 0; ").append(legend());
        out.append("\n\n");
        Table table = new Table();
        int digits = Integer.toString(lastLabelled()).length();
        for (int digit = 0; digit < digits; digit++) {
            table.row("", keyDigits(digit, digits));
        }
        for (int row = 0; row < grid.rows(); row++) {
            table.row(label(row), cells(row));
        }
        table.writeTo(out);
        out.append('\n').append(numbers()).append('\n');
    }

    private String legend() {
        return grid.single()
                ? "■ allowed, · forbidden"
                : String.format(
                        Locale.ROOT,
                        "a cell is %d × %d: ■ all allowed, ▓ more than 2/3, ▒ more than 1/3, ░ some, · none",
                        grid.cellQueries(),
                        grid.cellKeys());
    }

    private int lastLabelled() {
        int last = 0;
        for (int column = 0; column < grid.columns(); column++) {
            last = labelled(column) ? column * grid.cellKeys() : last;
        }
        return last;
    }

    /** Every key has its number; of larger cells every tenth has that of its first key. */
    private boolean labelled(int column) {
        return grid.single() || column % LABELLED_CELL == 0;
    }

    /** One digit of the numbers of the keys, which are written downwards. */
    private String keyDigits(int digit, int digits) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < grid.columns(); column++) {
            String number = String.format(Locale.ROOT, "%" + digits + "d", column * grid.cellKeys());
            line.append(column == 0 ? "" : between());
            line.append(labelled(column) ? number.charAt(digit) : ' ');
        }
        return line.toString();
    }

    private String between() {
        return grid.columns() <= SPACED ? " " : "";
    }

    private String label(int row) {
        int width = Integer.toString((grid.rows() - 1) * grid.cellQueries()).length();
        String number = String.format(Locale.ROOT, "%" + width + "d", row * grid.cellQueries());
        return grid.cellQueries() == 1 && row < words.size() ? number + " " + words.get(row) : number;
    }

    private String cells(int row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < grid.columns(); column++) {
            line.append(column == 0 ? "" : between()).append(cell(grid.share(row, column)));
        }
        return line.toString();
    }

    private static char cell(double share) {
        if (share == 0 || share == 1) {
            return share == 0 ? '·' : '■';
        }
        return SHADES.charAt((int) Math.ceil(share * 3) - 1);
    }

    private String numbers() {
        long pairs = (long) grid.queries() * grid.keys();
        return String.format(
                Locale.ROOT,
                "%,d of %,d pairs allowed (%.1f %%); queries without any key: %,d; keys never seen: %,d",
                grid.allowed(),
                pairs,
                100.0 * grid.allowed() / pairs,
                grid.queriesWithoutKey(),
                grid.keysNeverSeen());
    }
}
