package org.attentionworkbench.core.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.TopKeys;
import org.attentionworkbench.api.text.Token;

/** Results built by hand. */
final class Results {
    static final Matrix EMBEDDINGS = Matrix.ofRows(new double[] {1, 0}, new double[] {0.5, -2});
    static final Matrix WEIGHTS = Matrix.ofRows(new double[] {0.25, 0.75}, new double[] {0.5, 0.5});

    private Results() {}

    static List<Token> tokens(String... words) {
        List<Token> tokens = new ArrayList<>();
        int start = 0;
        for (String word : words) {
            tokens.add(new Token(word, start, start + word.length()));
            start += word.length() + 1;
        }
        return tokens;
    }

    /** A head of which only the weights and, as its top keys, a full ranking were captured. */
    static HeadResult head(Matrix weights) {
        return head(Map.of(Stage.WEIGHTS, weights), ranking(weights, weights.columns()));
    }

    static HeadResult head(Map<Stage, Matrix> stages, TopKeys topKeys) {
        return new HeadResult(EMBEDDINGS, EMBEDDINGS, EMBEDDINGS, stages, topKeys, null);
    }

    static TopKeys ranking(Matrix weights, int count) {
        int[] keys = new int[weights.rows() * count];
        double[] largest = new double[keys.length];
        for (int query = 0; query < weights.rows(); query++) {
            double[] row = weights.row(query);
            int[] ranked = IntStream.range(0, row.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer key) -> -row[key]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int rank = 0; rank < count; rank++) {
                keys[query * count + rank] = ranked[rank];
                largest[query * count + rank] = row[ranked[rank]];
            }
        }
        return new TopKeys(count, keys, largest);
    }

    /** The text {@code the fox}. */
    static AttentionResult fox(HeadResult... heads) {
        return result("the fox", tokens("the", "fox"), tokens("the", "fox"), heads);
    }

    static AttentionResult result(String text, List<Token> queries, List<Token> keys, HeadResult... heads) {
        Map<String, String> composition = new LinkedHashMap<>();
        composition.put("score", "scaled-dot");
        composition.put("normalizer", "softmax:axis=queries");
        Execution execution = new Execution("materialized", composition);
        return new AttentionResult(text, queries, keys, EMBEDDINGS, List.of(heads), EMBEDDINGS, execution);
    }
}
