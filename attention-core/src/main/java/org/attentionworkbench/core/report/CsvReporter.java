package org.attentionworkbench.core.report;

import com.google.common.io.CharStreams;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Reporter;
import org.attentionworkbench.core.json.JsonDocument;

/**
 * A tidy table for data tools, as CSV (RFC 4180, but with plain line feeds): one row per phrase, head, query and key, one
 * column per stage, under the header {@code phrase,head,query,query_word,key,key_word,weights}. Phrases, heads, queries and
 * keys are numbered from 1. Numbers have full precision; a forbidden key has {@code -Infinity}.
 */
public final class CsvReporter implements Reporter {
    private static final List<String> PLACE = List.of("phrase", "head", "query", "query_word", "key", "key_word");
    private static final EnumSet<Stage> OVER_KEYS = EnumSet.complementOf(EnumSet.of(Stage.VALUES));

    private final StageChoice choice;
    private int phrase;

    /**
     * A table of some stages.
     *
     * @param stages the stages to write, at least one, each with a column per key
     * @throws InvalidInputException if there is none, or {@link Stage#VALUES}, whose columns are channels
     */
    public CsvReporter(Collection<Stage> stages) {
        if (stages.isEmpty() || !OVER_KEYS.containsAll(stages)) {
            String wrong = stages.isEmpty() ? "stages names no stage" : "stages=values has no column of keys";
            throw new InvalidInputException("csv: " + wrong + "; there are " + StageChoice.words(OVER_KEYS));
        }
        choice = StageChoice.of(stages);
    }

    @Override
    public Capture captures() {
        return choice.capture();
    }

    /** The header; phrases are counted from here. */
    @Override
    public void begin(Appendable out) throws IOException {
        phrase = 0;
        List<String> header = new ArrayList<>(PLACE);
        choice.stages().forEach(stage -> header.add(stage.word()));
        write(out, csv -> csv.writeRecord(header));
    }

    @Override
    public void report(AttentionResult result, Appendable out) throws IOException {
        phrase++;
        write(out, csv -> {
            for (int head = 0; head < result.heads().size(); head++) {
                writeHead(result, head, csv);
            }
        });
    }

    private void writeHead(AttentionResult result, int head, CsvWriter csv) {
        List<Matrix> stages = choice.stages().stream()
                .map(stage -> StageChoice.of(result.head(head), stage))
                .toList();
        String[] row = new String[PLACE.size() + stages.size()];
        row[0] = Integer.toString(phrase);
        row[1] = Integer.toString(head + 1);
        for (int query = 0; query < result.queries().size(); query++) {
            row[2] = Integer.toString(query + 1);
            row[3] = result.queries().get(query).text();
            for (int key = 0; key < result.keys().size(); key++) {
                row[4] = Integer.toString(key + 1);
                row[5] = result.keys().get(key).text();
                for (int stage = 0; stage < stages.size(); stage++) {
                    row[PLACE.size() + stage] =
                            JsonDocument.number(stages.get(stage).get(query, key));
                }
                csv.writeRecord(row);
            }
        }
    }

    /** Something that writes rows. */
    private interface Rows {
        void writeTo(CsvWriter csv);
    }

    private static void write(Appendable out, Rows rows) throws IOException {
        // not closed: the target belongs to the caller
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(CharStreams.asWriter(out));
        try {
            rows.writeTo(csv);
            csv.flush();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }
}
