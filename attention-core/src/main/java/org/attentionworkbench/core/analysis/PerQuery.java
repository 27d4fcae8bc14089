package org.attentionworkbench.core.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;

/**
 * Findings with one number for each query and head: a table for each layer. Of several layers, a table of the means over the
 * queries, layers × heads, comes first.
 */
final class PerQuery {
    private final String name;
    private final String unit;
    private final Shares shares;
    private String note = "";

    /** What is measured of one row. */
    @FunctionalInterface
    interface Measure {
        double of(Matrix shares, int query);
    }

    PerQuery(String name, String unit, Shares shares) {
        this.name = name;
        this.unit = unit;
        this.shares = shares;
    }

    PerQuery withNote(String newNote) {
        note = newNote;
        return this;
    }

    /** Measures every query. */
    List<Finding> of(Measure measure) {
        return of(IntStream.range(0, shares.words()).boxed().toList(), measure);
    }

    /** Measures some queries, at least one. */
    List<Finding> of(List<Integer> queries, Measure measure) {
        List<String> labels = labels(queries);
        List<Finding> layers = new ArrayList<>();
        for (int layer = 0; layer < shares.layers().size(); layer++) {
            List<Matrix> heads = shares.layers().get(layer);
            Matrix numbers = Matrix.zeros(queries.size(), heads.size());
            for (int row = 0; row < queries.size(); row++) {
                for (int head = 0; head < heads.size(); head++) {
                    numbers.elements()[row * heads.size() + head] = measure.of(heads.get(head), queries.get(row));
                }
            }
            layers.add(new Finding(name + shares.ofLayer(layer), unit, labels, Shares.headLabels(heads), numbers)
                    .of("queries", "heads")
                    .withMean()
                    .withNote(note));
        }
        List<Finding> findings = new ArrayList<>();
        if (layers.size() > 1 && sameHeadsEverywhere()) {
            findings.add(means(layers));
        }
        findings.addAll(layers);
        return findings;
    }

    private boolean sameHeadsEverywhere() {
        return shares.layers().stream().mapToInt(List::size).distinct().count() == 1;
    }

    private Finding means(List<Finding> layers) {
        List<String> heads = layers.get(0).columnLabels();
        Matrix numbers = Matrix.zeros(layers.size(), heads.size());
        List<String> labels = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            labels.add("layer " + (layer + 1));
            for (int head = 0; head < heads.size(); head++) {
                numbers.elements()[layer * heads.size() + head] =
                        layers.get(layer).mean(head);
            }
        }
        return new Finding(name + ", mean over the queries", unit, labels, heads, numbers)
                .of("layers", "heads")
                .withNote(note);
    }

    /** The words; where some are left out, which occurrence of a word is meant. */
    private List<String> labels(List<Integer> queries) {
        List<String> words = shares.maps().queries();
        if (queries.size() == words.size()) {
            return words;
        }
        Map<String, Integer> occurrences = new HashMap<>();
        List<String> all = new ArrayList<>();
        for (String word : words) {
            int occurrence = occurrences.merge(word, 1, Integer::sum);
            all.add(occurrence == 1 ? word : word + " (occurrence " + occurrence + ")");
        }
        return queries.stream().map(all::get).toList();
    }
}
