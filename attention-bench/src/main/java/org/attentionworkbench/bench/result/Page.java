package org.attentionworkbench.bench.result;

import java.io.IOException;
import java.util.List;
import org.attentionworkbench.core.report.Table;

/** Headings, paragraphs, lists and tables with a blank line between them, as plain text or as Markdown. */
final class Page {
    private final Appendable out;
    private final boolean markdown;
    private boolean begun;

    Page(Appendable out, boolean markdown) {
        this.out = out;
        this.markdown = markdown;
    }

    void heading(String text) throws IOException {
        begin();
        line(markdown ? "### " + text : text);
    }

    void paragraph(String text) throws IOException {
        begin();
        line(text);
    }

    /** Nothing if there are no items. */
    void list(List<String> items) throws IOException {
        if (items.isEmpty()) {
            return;
        }
        begin();
        for (String item : items) {
            line(markdown ? "- " + item : item);
        }
    }

    /**
     * A table.
     *
     * @param rows the rows, the head first, as long as each other; nothing if there is no row after the head
     */
    void table(List<List<String>> rows) throws IOException {
        if (rows.size() < 2) {
            return;
        }
        begin();
        if (markdown) {
            markdownRow(rows.get(0));
            line("|---" + "|---:".repeat(rows.get(0).size() - 1) + "|");
            for (List<String> row : rows.subList(1, rows.size())) {
                markdownRow(row);
            }
        } else {
            Table table = new Table();
            rows.forEach(row -> table.row(row.get(0), row.subList(1, row.size())));
            table.writeTo(out);
        }
    }

    private void markdownRow(List<String> cells) throws IOException {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void begin() throws IOException {
        if (begun) {
            out.append('\n');
        }
        begun = true;
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}
