package org.attentionworkbench.core.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.score.GivenOptions;
import org.junit.jupiter.api.Test;

class IdentityProjectionTest {
    private final Matrix embeddings = Matrix.ofRows(new double[] {1, 2}, new double[] {3, 4});
    private final MatrixBackend backend = new ReferenceBackend();

    @Test
    void everythingIsTheEmbeddingsThemselves() {
        IdentityProjection projection = new IdentityProjection();

        assertThat(projection.queries(embeddings, backend)).isSameAs(embeddings);
        assertThat(projection.keys(embeddings, backend)).isSameAs(embeddings);
        assertThat(projection.values(embeddings, backend)).isSameAs(embeddings);
        assertThat(projection.output(embeddings, backend)).isSameAs(embeddings);
    }

    @Test
    void namesAreInTheOrderInWhichTheyAreListed() {
        List<Strategy<Projection>> strategies = new StandardProjections().projections();

        assertThat(strategies).extracting(Strategy::name).containsExactly("identity", "random", "file");
        assertThat(strategies.get(0).options()).isEmpty();
        assertThat(strategies.get(0).create(GivenOptions.NONE)).isInstanceOf(IdentityProjection.class);
    }
}
