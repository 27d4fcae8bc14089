package org.attentionworkbench.api.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;
import org.junit.jupiter.api.Test;

class AttentionMapsTest {
    private static final List<String> QUERIES = List.of("a", "b");
    private static final List<String> KEYS = List.of("x", "y", "z");
    private static final Matrix HEAD = Matrix.zeros(2, 3);

    @Test
    void everyHeadHasARowPerQueryAndAColumnPerKey() {
        assertThat(new AttentionMaps(QUERIES, KEYS, List.of(List.of(HEAD, HEAD), List.of(HEAD))).layers())
                .hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AttentionMaps(QUERIES, KEYS, List.of(List.of(HEAD, Matrix.zeros(3, 2)))))
                .withMessage("3×2 matrix for 2 queries and 3 keys");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AttentionMaps(QUERIES, KEYS, List.of(List.of(Matrix.zeros(2, 2)))));
        assertThatIllegalArgumentException().isThrownBy(() -> new AttentionMaps(QUERIES, KEYS, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new AttentionMaps(QUERIES, KEYS, List.of(List.of())));
    }

    @Test
    void listsAreCopied() {
        List<Matrix> heads = new ArrayList<>(List.of(HEAD));
        AttentionMaps maps = new AttentionMaps(QUERIES, KEYS, List.of(heads));
        heads.clear();
        assertThat(maps.layers().get(0)).containsExactly(HEAD);
    }

    @Test
    void findingsHaveALabelForEveryRowAndColumn() {
        assertThat(new Finding("share", "", QUERIES, KEYS, HEAD).numbers()).isSameAs(HEAD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Finding("share", "", KEYS, KEYS, HEAD))
                .withMessage("3×3 labels do not go with a 2×3 matrix");
        assertThatIllegalArgumentException().isThrownBy(() -> new Finding("share", "", QUERIES, QUERIES, HEAD));
    }
}
