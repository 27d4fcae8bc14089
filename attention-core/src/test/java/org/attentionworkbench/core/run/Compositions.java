package org.attentionworkbench.core.run;

import java.util.List;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.text.Embedder;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Composer;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.wiring.Workbench;

/** Compositions to run, some with strategies of a test's own making. */
final class Compositions {
    private static final Composer COMPOSER = new Composer(Workbench.open().catalogs());

    private Compositions() {}

    /** Four random channels for every occurrence of a word, from seed 7, and what else is chosen. */
    static Configuration configuration(String... kindsAndChoices) {
        Configuration configuration = Configuration.defaults()
                .withSeed(7)
                .with(Kind.TOKENIZER, "whitespace")
                .with(Kind.EMBEDDER, "random:per=occurrence");
        for (int index = 0; index < kindsAndChoices.length; index += 2) {
            Kind<?> kind = Kind.named(kindsAndChoices[index]).orElseThrow();
            configuration = configuration.with(
                    kind,
                    List.of(kindsAndChoices[index + 1].split(" \\+ ")).stream()
                            .map(text -> Choice.parse(text, Origin.DEFAULT))
                            .toList());
        }
        return configuration;
    }

    static Composition of(String... kindsAndChoices) {
        return COMPOSER.compose(configuration(kindsAndChoices));
    }

    static Composition masking(Composition composition, Mask mask) {
        return composition.withMechanism(composition.mechanism().withMask(mask));
    }

    static Composition modifying(Composition composition, ScoreModifier... modifiers) {
        return composition.withMechanism(composition.mechanism().withModifiers(modifiers));
    }

    static Composition arranging(Composition composition, AttentionVariant variant) {
        return composition.withMechanism(composition.mechanism().withVariant(variant));
    }

    static Composition projecting(Composition composition, Projection projection) {
        return changed(composition, composition.embedder(), projection);
    }

    /** With these vectors, whatever the words. */
    static Composition embedding(Composition composition, double[]... vectors) {
        return changed(composition, words -> Matrix.ofRows(vectors), composition.projection());
    }

    private static Composition changed(Composition composition, Embedder embedder, Projection projection) {
        return new Composition(
                composition.configuration(),
                composition.tokenizer(),
                embedder,
                projection,
                composition.mechanism(),
                composition.cache(),
                composition.analyses(),
                composition.reporter());
    }

    /** Projections of different kinds: Q = 2·X, K = X, V = −X, output = joined + 1. */
    record Scaling() implements Projection {
        @Override
        public Matrix queries(Matrix embeddings, MatrixBackend backend) {
            return times(embeddings, 2, 0);
        }

        @Override
        public Matrix keys(Matrix embeddings, MatrixBackend backend) {
            return embeddings;
        }

        @Override
        public Matrix values(Matrix embeddings, MatrixBackend backend) {
            return times(embeddings, -1, 0);
        }

        @Override
        public Matrix output(Matrix joined, MatrixBackend backend) {
            return times(joined, 1, 1);
        }

        private static Matrix times(Matrix matrix, double factor, double shift) {
            Matrix scaled = Matrix.zeros(matrix.rows(), matrix.columns());
            for (int index = 0; index < scaled.elements().length; index++) {
                scaled.elements()[index] = factor * matrix.elements()[index] + shift;
            }
            return scaled;
        }
    }
}
