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
 * keys are numbered from 1. What analyses found has other rows and columns and is left out. Numbers have full precision; a forbidden key has {@code -Infinity}.
 *
 * <p>The values have a column per channel and not per key; they are written alone, one row per phrase, head, query and channel, under
 * {@code phrase,head,query,query_word,channel,values}.
 */
public final class CsvReporter implements Reporter {
    private static final List<String> PLACE = List.of("phrase", "head", "query", "query_word");
    private static final EnumSet<Stage> OVER_KEYS = EnumSet.complementOf(EnumSet.of(Stage.VALUES));

    private final StageChoice choice;
    private int phrase;

    /**
     * A table of some stages.
     *
     * @param stages the stages to write, at least one; {@link Stage#VALUES} only alone
     * @throws InvalidInputException if there is none, or values stand among others
     */
    public CsvReporter(Collection<Stage> stages) {
        choice = StageChoice.of(stages);
        if (stages.isEmpty()) {
            throw new InvalidInputException(
                    "csv: stages names no stage; there are " + StageChoice.words(EnumSet.allOf(Stage.class)));
        }
        if (stages.contains(Stage.VALUES) && choice.stages().size() > 1) {
            throw new InvalidInputException(
                    "csv: values has a row per channel and the other stages a row per key; write it "
                            + "alone, or write " + StageChoice.words(OVER_KEYS));
        }
    }

    private boolean ofValues() {
        return choice.stages().contains(Stage.VALUES);
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
        header.addAll(ofValues() ? List.of("channel") : List.of("key", "key_word"));
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
                .map(stage -> result.head(head).stage(stage).orElseThrow(() -> absent(result, stage)))
                .toList();
        List<String> row = new ArrayList<>();
        for (int query = 0; query < result.queries().size(); query++) {
            for (int column = 0; column < stages.get(0).columns(); column++) {
                row.clear();
                row.add(Integer.toString(phrase));
                row.add(Integer.toString(head + 1));
                row.add(Integer.toString(query + 1));
                row.add(result.queries().get(query).text());
                row.add(Integer.toString(column + 1));
                if (!ofValues()) {
                    row.add(result.keys().get(column).text());
                }
                for (Matrix stage : stages) {
                    row.add(JsonDocument.number(stage.get(query, column)));
                }
                csv.writeRecord(row);
            }
        }
    }

    private static InvalidInputException absent(AttentionResult result, Stage stage) {
        String variant = result.execution().composition().getOrDefault("variant", "that was run");
        return new InvalidInputException("csv: the variant " + variant + " does not go through the stage "
                + stage.word() + "; leave it out of the stages");
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
