package org.attentionworkbench.core.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.result.Finding;

/**
 * Findings as text for people: for each its name, its unit and what its rows and columns are, a table with four decimals, the
 * mean over the rows where that means something, and its note. An empty line stands before each.
 */
public final class FindingText {
    private static final FixedDecimals FOUR_DECIMALS = new FixedDecimals(4);

    private FindingText() {}

    /**
     * Writes findings.
     *
     * @param findings what was found
     * @param out where to write
     * @throws IOException if it cannot be written
     */
    public static void write(List<Finding> findings, Appendable out) throws IOException {
        for (Finding finding : findings) {
            out.append('\n').append(heading(finding)).append('\n');
            table(finding).writeTo(out);
            if (!finding.note().isEmpty()) {
                out.append('(').append(finding.note()).append(")\n");
            }
        }
    }

    private static String heading(Finding finding) {
        StringBuilder heading = new StringBuilder(finding.name());
        if (!finding.unit().isEmpty() && !finding.name().contains(finding.unit())) {
            heading.append(" (").append(finding.unit()).append(')');
        }
        if (!finding.rows().isEmpty() && !finding.columns().isEmpty()) {
            heading.append(": rows are ").append(finding.rows());
            heading.append(", columns are ").append(finding.columns());
        }
        return heading.toString();
    }

    private static Table table(Finding finding) {
        Table table = new Table().row("", finding.columnLabels());
        for (int row = 0; row < finding.numbers().rows(); row++) {
            table.row(finding.rowLabels().get(row), cells(finding.numbers().row(row)));
        }
        if (finding.averaged()) {
            table.row("mean", cells(finding.means()));
        }
        return table;
    }

    private static List<String> cells(double[] numbers) {
        List<String> cells = new ArrayList<>();
        for (double number : numbers) {
            cells.add(FOUR_DECIMALS.format(number));
        }
        return cells;
    }
}
