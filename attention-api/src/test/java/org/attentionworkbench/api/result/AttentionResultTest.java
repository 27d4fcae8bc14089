package org.attentionworkbench.api.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.text.Token;
import org.junit.jupiter.api.Test;

final class AttentionResultTest {
    private static final Execution EXECUTION = new Execution("materialized", Map.of());
    private static final Matrix MATRIX = Matrix.zeros(1, 1);

    @Test
    void listsAreCopied() {
        Token token = new Token("word", 0, 4);
        HeadResult head = new HeadResult(MATRIX, MATRIX, MATRIX, Map.of(), null, null);
        List<Token> queries = new ArrayList<>(List.of(token));
        List<Token> keys = new ArrayList<>(List.of(token, token));
        List<HeadResult> heads = new ArrayList<>(List.of(head));
        AttentionResult result = new AttentionResult("word", queries, keys, MATRIX, heads, MATRIX, EXECUTION);
        queries.clear();
        keys.clear();
        heads.clear();
        assertThat(result.queries()).containsExactly(token).isUnmodifiable();
        assertThat(result.keys()).containsExactly(token, token).isUnmodifiable();
        assertThat(result.heads()).containsExactly(head).isUnmodifiable();
    }

    @Test
    void headsAreFoundByTheirIndex() {
        HeadResult first = new HeadResult(MATRIX, MATRIX, MATRIX, Map.of(), null, null);
        HeadResult second = new HeadResult(MATRIX, MATRIX, MATRIX, Map.of(), null, null);
        AttentionResult result =
                new AttentionResult("", List.of(), List.of(), MATRIX, List.of(first, second), MATRIX, EXECUTION);
        assertThat(result.head(0)).isSameAs(first);
        assertThat(result.head(1)).isSameAs(second);
        assertThatThrownBy(() -> result.head(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anExecutionKeepsTheOrderOfItsComposition() {
        Map<String, String> composition = new LinkedHashMap<>();
        composition.put("tokenizer", "whitespace");
        composition.put("score", "scaled-dot");
        composition.put("backend", "ejml");
        Execution execution = new Execution("materialized", composition);
        composition.clear();
        assertThat(execution.composition().keySet()).containsExactly("tokenizer", "score", "backend");
        assertThat(execution.composition().values()).containsExactly("whitespace", "scaled-dot", "ejml");
        assertThat(execution.composition()).isUnmodifiable();
    }

    @Test
    void anExecutionSaysWhyOnlyIfThereIsSomethingToSay() {
        assertThat(new Execution(Execution.MATERIALIZED, Map.of()).reason()).isEmpty();
        assertThat(new Execution(Execution.FUSED, Optional.of("1 thread"), Map.of()).reason())
                .contains("1 thread");
    }

    @Test
    void aReporterWritesNothingAroundResultsUnlessOverridden() throws IOException {
        Reporter reporter = new Reporter() {
            @Override
            public Capture captures() {
                return Capture.NOTHING;
            }

            @Override
            public void report(AttentionResult result, Appendable out) throws IOException {
                out.append(result.text());
            }
        };
        StringBuilder out = new StringBuilder();
        reporter.begin(out);
        reporter.between(out);
        reporter.end(out);
        assertThat(out).isEmpty();
    }
}
