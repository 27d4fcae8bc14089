package org.attentionworkbench.core.normalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.score.GivenOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardNormalizersTest {
    private static final List<Strategy<Normalizer>> STRATEGIES = new StandardNormalizers().normalizers();
    private static final Matrix SCORES = Matrix.ofRows(new double[] {0.5, 2, -1, 2}, new double[] {1, 0, 3, -2});

    private static Normalizer create(String name, String... options) {
        Map<String, String> texts = new HashMap<>(Map.of("seed", "3"));
        for (int index = 0; index < options.length; index += 2) {
            texts.put(options[index], options[index + 1]);
        }
        return STRATEGIES.stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow()
                .create(new GivenOptions(texts));
    }

    private static void assertSame(Normalizer actual, Normalizer expected) {
        HeadContext context = new HeadContext(new ReferenceBackend(), 1, 2, 4, 5);
        assertThat(actual.normalize(SCORES, context)).isEqualTo(expected.normalize(SCORES, context));
        assertThat(actual.axis()).isEqualTo(expected.axis());
    }

    @Test
    void namesAreInOrder() {
        assertThat(STRATEGIES)
                .extracting(Strategy::name)
                .containsExactly(
                        "softmax",
                        "softmax-plus-one",
                        "log-softmax",
                        "sparsemax",
                        "entmax",
                        "sigmoid",
                        "relu-squared",
                        "linear",
                        "hard",
                        "top-k-softmax",
                        "gumbel-softmax");
    }

    @Test
    void everyOneTellsItsFormulaAndTakesAnAxis() {
        for (Strategy<Normalizer> strategy : STRATEGIES) {
            assertThat(strategy.formula()).as(strategy.name()).isPresent();
            assertThat(create(strategy.name()).axis()).isEqualTo(Axis.KEYS);
            assertThat(create(strategy.name(), "axis", "queries").axis()).isEqualTo(Axis.QUERIES);
        }
    }

    @Test
    void defaultsAreThoseOfTheFormulas() {
        assertSame(create("softmax-plus-one"), new SoftmaxPlusOne(Axis.KEYS, 0));
        assertSame(create("log-softmax"), new LogSoftmax(Axis.KEYS));
        assertSame(create("sparsemax"), new Sparsemax(Axis.KEYS));
        assertSame(create("entmax"), new Entmax(Axis.KEYS, 1.5));
        assertSame(create("sigmoid"), new Sigmoid(Axis.KEYS, Optional.empty()));
        assertSame(create("relu-squared"), new ReluSquared(Axis.KEYS, true));
        assertSame(create("linear"), new Linear(Axis.KEYS));
        assertSame(create("hard"), new Hard(Axis.KEYS));
        assertSame(create("top-k-softmax"), new TopKSoftmax(Axis.KEYS, 3));
        assertSame(create("gumbel-softmax"), new GumbelSoftmax(Axis.KEYS, 3, 1, false));
    }

    @Test
    void optionsReachTheNormalizer() {
        assertSame(create("softmax-plus-one", "sink", "2"), new SoftmaxPlusOne(Axis.KEYS, 2));
        assertSame(create("softmax-plus-one", "sinks", "2+-1"), new SoftmaxPlusOne(Axis.KEYS, List.of(2.0, -1.0)));
        assertSame(create("entmax", "alpha", "1.2"), new Entmax(Axis.KEYS, 1.2));
        assertSame(create("sigmoid", "bias", "-1"), new Sigmoid(Axis.KEYS, Optional.of(-1.0)));
        assertSame(create("relu-squared", "normalized", "false"), new ReluSquared(Axis.KEYS, false));
        assertSame(create("top-k-softmax", "k", "1"), new TopKSoftmax(Axis.KEYS, 1));
        assertSame(
                create("gumbel-softmax", "temperature", "0.2", "hard", "true"),
                new GumbelSoftmax(Axis.KEYS, 3, 0.2, true));
    }

    @ParameterizedTest
    @CsvSource({"entmax, alpha, 0.9", "top-k-softmax, k, 0", "gumbel-softmax, temperature, 0", "sigmoid, bias, NaN"})
    void valuesOutsideTheirRangeAreNotTaken(String name, String option, String value) {
        assertThatThrownBy(() -> create(name, option, value)).isInstanceOf(IllegalArgumentException.class);
    }
}
