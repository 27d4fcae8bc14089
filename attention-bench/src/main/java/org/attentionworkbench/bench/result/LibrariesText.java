package org.attentionworkbench.bench.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.result.Comparison.Participant;
import org.attentionworkbench.bench.result.Comparison.Row;

/** Plain Java beside matrix libraries by hand, and the Vector API beside plain Java, as a table to read. */
final class LibrariesText {
    private final Comparison comparison;

    LibrariesText(Comparison comparison) {
        this.comparison = comparison;
    }

    void writeTo(Page page) throws IOException {
        page.heading("Plain Java beside matrix libraries by hand, one head, one thread");
        page.list(BenchText.participants(comparison));
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("shape"));
        for (Participant participant : comparison.participants()) {
            head.add(participant.entrant().toString());
        }
        head.add("fastest library by plain");
        head.add("plain by simd");
        rows.add(head);
        for (Row row : comparison.rows()) {
            List<String> cells = new ArrayList<>();
            cells.add(row.problem().shape().toString());
            for (Participant participant : comparison.participants()) {
                cells.add(BenchText.time(row.of(participant.entrant())));
            }
            cells.add(Numbers.ratio(row.ratio(Entrant.PLAIN, entrant -> !entrant.ours())));
            cells.add(Numbers.ratio(row.ratio(Entrant.SIMD, entrant -> entrant == Entrant.PLAIN)));
            rows.add(cells);
        }
        page.table(rows);
        BenchText.writeLeftOut(comparison, page);
    }
}
