package org.attentionworkbench.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashedEmbedderTest {

    /** Expected values: FNV-1a and SplitMix64 written anew in Python, with its integers of any size. */
    @ParameterizedTest
    @CsvSource({
        "'',0.5273890501914946,-0.8746077209930507,-0.33777935340738385",
        "attention,-0.7249405886285776,0.5160944826521916,0.40484074686102356",
        "naïve,-0.5981644814472895,-0.5704138101031164,-0.3828302250919271",
        "北京,-0.8614612194136624,-0.8529627474491801,0.614674881585622",
        "😀,0.8950787670700309,-0.5030283136398876,0.3171926548988435"
    })
    void vectorsAreThoseOfTheFormula(String word, double first, double second, double third) {
        assertThat(new HashedEmbedder(3).embed(Words.tokens("before", word)).row(1))
                .containsExactly(first, second, third);
    }

    @Test
    void aVectorDependsOnTheWordAlone() {
        HashedEmbedder embedder = new HashedEmbedder(6);

        assertThat(embedder.embed(Words.tokens("a", "b", "a")).row(2))
                .isEqualTo(embedder.embed(Words.tokens("a")).row(0))
                .isNotEqualTo(embedder.embed(Words.tokens("b")).row(0));
    }

    @Test
    void numbersFillTheIntervalEvenly() {
        double[] numbers =
                new HashedEmbedder(65_536).embed(Words.tokens("word")).elements();

        assertThat(Arrays.stream(numbers).min().orElseThrow()).isBetween(-1.0, -0.999);
        assertThat(Arrays.stream(numbers).max().orElseThrow()).isBetween(0.999, Math.nextDown(1.0));
        // the mean has the standard deviation √(1/3) / 256 ≈ 0.00226
        assertThat(Arrays.stream(numbers).average().orElseThrow()).isEqualTo(0, within(0.01));
    }

    @Test
    void readsItsOption() {
        assertThat(Words.create("hashed", Map.of()).embed(Words.tokens("a")).columns())
                .isEqualTo(4);
        assertThat(Words.create("hashed", Map.of("dimension", "7")).embed(List.of()))
                .isEqualTo(Matrix.zeros(0, 7));
    }

    @Test
    void refusesADimensionOutsideItsRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HashedEmbedder(65_537))
                .withMessage("dimension 65537 is not from 1 to 65536");
    }
}
