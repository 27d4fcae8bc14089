package org.attentionworkbench.api.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FusedFormTest {

    @Test
    void aFormIsAPlainSoftmaxUnlessTold() {
        FusedForm form = FusedForm.of(0.5);
        assertThat(form.scale()).isEqualTo(0.5);
        assertThat(form.modifiers()).isEmpty();
        assertThat(form.mask()).isEmpty();
        assertThat(form.normalizer(3)).isEqualTo(new StreamedNormalizer.Softmax(Double.NEGATIVE_INFINITY));
        assertThat(form.firstHead() + form.firstQuery() + form.firstKey()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aScaleThatIsNotFiniteIsRefused(double scale) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FusedForm.of(scale))
                .withMessageContaining("finite number, not " + scale);
    }

    @Test
    void aFormHasAtLeastOneNormalizer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FusedForm.of(1).withNormalizers(List.of()))
                .withMessageContaining("at least one normalizer");
        assertThat(FusedForm.of(1).normalizers()).containsExactly(StreamedNormalizer.Softmax.PLAIN);
    }

    @Test
    void eachPartIsSetByItself() {
        ScoreModifier modifier = (score, head, query, key) -> score + 1;
        Mask mask = (query, key) -> key <= query;
        StreamedNormalizer sigmoid = new StreamedNormalizer.Sigmoid(1);
        StreamedNormalizer rectifier = new StreamedNormalizer.ReluSquared(true);
        FusedForm plain = FusedForm.of(2);
        FusedForm form = plain.withModifiers(List.of(modifier))
                .withMask(mask)
                .withNormalizers(List.of(sigmoid, rectifier))
                .at(1, 2, 3);
        assertThat(form.scale()).isEqualTo(2);
        assertThat(form.modifiers()).containsExactly(modifier);
        assertThat(form.mask()).contains(mask);
        assertThat(form.normalizer(0)).isEqualTo(sigmoid);
        assertThat(form.normalizer(1)).isEqualTo(rectifier);
        assertThat(List.of(form.firstHead(), form.firstQuery(), form.firstKey()))
                .containsExactly(1, 2, 3);
        assertThat(plain.mask()).isEmpty();
    }

    @Test
    void aBackendTakesEveryRunUnlessItSaysOtherwise() {
        FusedBackend backend = new Unmoved();
        assertThat(backend.leaves(Capture.ofTopKeys(1))).isEmpty();
        assertThat(backend.fusedOnly()).isFalse();
    }

    /** A backend with nothing overridden. */
    private static final class Unmoved implements FusedBackend {
        @Override
        public List<HeadCapture> attend(
                FusedForm form,
                HeadArray queries,
                HeadArray keys,
                HeadArray values,
                HeadArray output,
                Capture capture) {
            return List.of();
        }

        @Override
        public String description() {
            return "at rest";
        }

        @Override
        public void multiplyInto(Matrix a, Matrix b, Matrix product) {
            throw new AssertionError("nothing is multiplied");
        }

        @Override
        public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
            throw new AssertionError("nothing is multiplied");
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0", "0, -1, 0", "0, 0, -1"})
    void placesBeforeTheFirstAreRefused(int head, int query, int key) {
        assertThatThrownBy(() -> FusedForm.of(1).at(head, query, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(head + ", " + query + " and " + key);
    }

    @Test
    void sinksAndBiasesThatAreNoNumbersAreRefused() {
        for (double sink : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new StreamedNormalizer.Softmax(sink))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not " + sink);
        }
        for (double bias : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new StreamedNormalizer.Sigmoid(bias))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not " + bias);
        }
        assertThat(new StreamedNormalizer.Sigmoid(StreamedNormalizer.Sigmoid.MINUS_LOGARITHM_OF_ALLOWED).bias())
                .isNaN();
    }
}
