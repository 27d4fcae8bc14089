package org.attentionworkbench.core.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.RowStatistics;
import org.attentionworkbench.api.result.TopKeys;
import org.attentionworkbench.api.text.Token;

/** Results built by hand. */
final class Measured {
    private Measured() {}

    static Matrix matrix(double[]... rows) {
        return Matrix.ofRows(rows);
    }

    static double[] row(double... numbers) {
        return numbers;
    }

    /** A result of which one stage was captured, in each head. */
    static AttentionResult result(Stage stage, Matrix... heads) {
        List<HeadResult> results = new ArrayList<>();
        for (Matrix head : heads) {
            results.add(head(Map.of(stage, head), null, null));
        }
        return result(results, tokens("a", "b"), tokens("a", "b"));
    }

    static HeadResult head(Map<Stage, Matrix> stages, TopKeys topKeys, RowStatistics statistics) {
        Matrix nothing = Matrix.zeros(0, 0);
        return new HeadResult(nothing, nothing, nothing, stages, topKeys, statistics);
    }

    static AttentionResult result(List<HeadResult> heads, List<Token> queries, List<Token> keys) {
        Matrix nothing = Matrix.zeros(0, 0);
        return new AttentionResult(
                "a b", queries, keys, nothing, heads, nothing, new Execution("materialized", Map.of()));
    }

    static List<Token> tokens(String... words) {
        List<Token> tokens = new ArrayList<>();
        for (String word : words) {
            tokens.add(new Token(word, 0, word.length()));
        }
        return tokens;
    }
}
