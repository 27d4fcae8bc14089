package org.attentionworkbench.core.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.api.fused.FusedBackend;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.attentionworkbench.api.result.RowStatistics;
import org.attentionworkbench.api.result.TopKeys;
import org.attentionworkbench.core.matrix.ReferenceBackend;

/** What a fused form says, in naive loops of 64 bits, head by head and row by row. It remembers what it was asked. */
final class NaiveFusedBackend implements FusedBackend {
    /** A call as it came in. */
    record Call(FusedForm form, HeadArray queries, HeadArray keys, HeadArray values, Capture capture) {}

    final List<Call> calls = new ArrayList<>();
    private final ReferenceBackend products = new ReferenceBackend();
    private final boolean fusedOnly;
    private final Optional<String> leaves;

    NaiveFusedBackend() {
        this(false, Optional.empty());
    }

    NaiveFusedBackend(boolean fusedOnly, Optional<String> leaves) {
        this.fusedOnly = fusedOnly;
        this.leaves = leaves;
    }

    @Override
    public boolean fusedOnly() {
        return fusedOnly;
    }

    @Override
    public Optional<String> leaves(Capture capture) {
        return capture.received() ? leaves : Optional.empty();
    }

    @Override
    public String description() {
        return "naive loops";
    }

    @Override
    public void multiplyInto(Matrix a, Matrix b, Matrix product) {
        products.multiplyInto(a, b, product);
    }

    @Override
    public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
        products.multiplyTransposedInto(a, b, product);
    }

    @Override
    public List<HeadCapture> attend(
            FusedForm form, HeadArray queries, HeadArray keys, HeadArray values, HeadArray output, Capture capture) {
        calls.add(new Call(form, queries, keys, values, capture));
        List<HeadCapture> captures = new ArrayList<>();
        for (int entry = 0; entry < queries.batch(); entry++) {
            for (int head = 0; head < queries.heads(); head++) {
                captures.add(new Head(form, queries, keys, values, entry, head).attend(output, capture));
            }
        }
        return capture.equals(Capture.NOTHING) ? List.of() : captures;
    }

    /** One head of one entry. */
    private static final class Head {
        private final FusedForm form;
        private final HeadArray queries;
        private final HeadArray keys;
        private final HeadArray values;
        private final int entry;
        private final int head;
        private final int keyHead;
        private final int count;
        private final Map<Stage, Matrix> stages = new EnumMap<>(Stage.class);

        Head(FusedForm form, HeadArray queries, HeadArray keys, HeadArray values, int entry, int head) {
            this.form = form;
            this.queries = queries;
            this.keys = keys;
            this.values = values;
            this.entry = entry;
            this.head = head;
            keyHead = head / (queries.heads() / keys.heads());
            count = keys.positions();
            for (Stage stage : Stage.values()) {
                stages.put(stage, Matrix.zeros(queries.positions(), stage == Stage.VALUES ? values.width() : count));
            }
        }

        private double[] elements(Stage stage) {
            return stages.get(stage).elements();
        }

        HeadCapture attend(HeadArray output, Capture capture) {
            for (int query = 0; query < queries.positions(); query++) {
                scores(query);
                weigh(query);
                mix(query, output);
            }
            Map<Stage, Matrix> kept = new EnumMap<>(stages);
            kept.keySet().removeIf(stage -> !capture.keeps(stage, form.firstHead() + head));
            Map<Integer, Matrix> rows = new TreeMap<>();
            for (int row : capture.rows()) {
                int query = row - form.firstQuery();
                rows.put(row, stages.get(Stage.WEIGHTS).rows(query, query + 1));
            }
            return new HeadCapture(
                    kept,
                    rows,
                    capture.topKeys() > 0 ? topKeys(Math.min(capture.topKeys(), count)) : null,
                    capture.statistics() ? statistics(capture) : null,
                    capture.received() ? received() : null);
        }

        private void scores(int query) {
            int index = form.firstHead() + head;
            int position = form.firstQuery() + query;
            Optional<Mask> mask = form.mask().map(whole -> whole.ofHead(index));
            for (int key = 0; key < count; key++) {
                int at = query * count + key;
                double score = 0;
                for (int channel = 0; channel < queries.width(); channel++) {
                    score += (double) queries.elements()[queries.place(entry, head, query) + channel]
                            * keys.elements()[keys.place(entry, keyHead, key) + channel];
                }
                score *= form.scale();
                elements(Stage.RAW)[at] = score;
                for (ScoreModifier modifier : form.modifiers()) {
                    score = modifier.modify(score, index, position, form.firstKey() + key);
                }
                elements(Stage.MODIFIED)[at] = score;
                boolean allowed = mask.isEmpty() || mask.get().allows(position, form.firstKey() + key);
                elements(Stage.MASKED)[at] = allowed ? score : Double.NEGATIVE_INFINITY;
            }
        }

        private void weigh(int query) {
            StreamedNormalizer normalizer = form.normalizer(head);
            double allowed = 0;
            for (int key = 0; key < count; key++) {
                allowed += elements(Stage.MASKED)[query * count + key] == Double.NEGATIVE_INFINITY ? 0 : 1;
            }
            double sum = 0;
            double[] weights = elements(Stage.WEIGHTS);
            for (int at = query * count; at < (query + 1) * count; at++) {
                double score = elements(Stage.MASKED)[at];
                if (normalizer instanceof StreamedNormalizer.Sigmoid sigmoid) {
                    double bias = Double.isNaN(sigmoid.bias()) ? -Math.log(allowed) : sigmoid.bias();
                    weights[at] = allowed == 0 ? 0 : 1 / (1 + Math.exp(-(score + bias)));
                } else if (normalizer instanceof StreamedNormalizer.Softmax) {
                    weights[at] = Math.exp(score);
                } else {
                    weights[at] = Math.max(0, score) * Math.max(0, score);
                }
                sum += weights[at];
            }
            double divisor = divisor(normalizer, sum);
            for (int at = query * count; at < (query + 1) * count; at++) {
                weights[at] /= divisor == 0 ? 1 : divisor;
            }
        }

        private static double divisor(StreamedNormalizer normalizer, double sum) {
            if (normalizer instanceof StreamedNormalizer.Softmax softmax) {
                return sum + Math.exp(softmax.sink());
            }
            boolean divided = normalizer instanceof StreamedNormalizer.ReluSquared squared && squared.normalized();
            return divided ? sum : 1;
        }

        private void mix(int query, HeadArray output) {
            for (int channel = 0; channel < values.width(); channel++) {
                double mixed = 0;
                for (int key = 0; key < count; key++) {
                    mixed += elements(Stage.WEIGHTS)[query * count + key]
                            * values.elements()[values.place(entry, keyHead, key) + channel];
                }
                elements(Stage.VALUES)[query * values.width() + channel] = mixed;
                output.elements()[output.place(entry, head, query) + channel] = (float) mixed;
            }
        }

        private TopKeys topKeys(int wanted) {
            TopKeysCollector collector = new TopKeysCollector(wanted, queries.positions(), count);
            collector.add(stages.get(Stage.WEIGHTS));
            return collector.result();
        }

        /** As the other way sums them up, where positions count from the first at hand. */
        private RowStatistics statistics(Capture capture) {
            RowStatisticsCollector collector =
                    new RowStatisticsCollector(new Extent(queries.positions(), count), capture.keySet());
            collector.add(stages.get(Stage.WEIGHTS), stages.get(Stage.MASKED), 0);
            return collector.result();
        }

        private Matrix received() {
            Matrix sums = Matrix.zeros(1, count);
            for (int query = 0; query < queries.positions(); query++) {
                for (int key = 0; key < count; key++) {
                    sums.elements()[key] += elements(Stage.WEIGHTS)[query * count + key];
                }
            }
            return sums;
        }
    }
}
