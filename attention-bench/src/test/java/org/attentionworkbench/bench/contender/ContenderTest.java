package org.attentionworkbench.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.bench.contender.Contender.Computation;
import org.attentionworkbench.bench.problem.Inputs;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Truth;
import org.attentionworkbench.bench.problem.Variation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every contender computes what it is measured with. */
class ContenderTest {
    private static final List<Shape> SHAPES = List.of(
            new Shape(1, 1, 1, 9, 9, 4),
            new Shape(2, 4, 4, 33, 33, 8),
            new Shape(2, 6, 2, 17, 40, 16),
            new Shape(1, 4, 2, 1, 70, 8));
    private static final Map<Entrant, Contender> ENTERED = new EnumMap<>(Entrant.class);

    private static Contender entered(Entrant entrant) {
        try {
            return ENTERED.computeIfAbsent(entrant, each -> each.enter(2));
        } catch (UnsupportedOperationException | LinkageError absent) {
            return abort(entrant + " is not here: " + absent);
        }
    }

    static List<Arguments> problems() {
        List<Arguments> problems = new ArrayList<>();
        for (Entrant entrant : Entrant.values()) {
            for (Shape shape : SHAPES) {
                for (Variation variation : Variation.values()) {
                    if (entrant.ours() || variation == Variation.FULL || variation == Variation.CAUSAL) {
                        problems.add(Arguments.of(entrant, new Problem(shape, variation)));
                    }
                }
            }
        }
        return problems;
    }

    @ParameterizedTest
    @MethodSource("problems")
    void itsOutputIsTheTruth(Entrant entrant, Problem problem) throws Exception {
        Contender contender = entered(entrant);
        Inputs inputs = new Inputs(problem.shape());
        try {
            contender.checkKnown(problem);
        } catch (UnsupportedOperationException unknown) {
            abort(entrant + " does not know " + problem + ": " + unknown.getMessage());
        }
        Computation computation = contender.prepare(problem, inputs);
        computation.call();
        computation.call();
        assertThat(new Truth(problem, inputs).difference(computation.output())).isLessThan(5e-6);
        computation.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"EJML_FLOAT", "EJML_DOUBLE", "OJALGO_FLOAT", "OJALGO_DOUBLE", "REFERENCE"})
    void whoNeedsNoMachineCodeIsAlwaysHere(Entrant entrant) {
        assertThat(entrant.enter(1).description()).matches("[A-Za-z]+ .*");
    }

    @Test
    void aNameThatNobodyHasIsRefusedWithThoseThereAre() {
        assertThat(Entrant.named("pytorch")).isEqualTo(Entrant.PYTORCH);
        assertThatThrownBy(() -> Entrant.named("torch"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("pytorch, nd4j-float, ejml-float");
    }

    @Test
    void aBackendThatIsNotThereSaysSo() {
        assertThatThrownBy(() -> new FusedContender("nobody", 1))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("'nobody'");
        assertThatThrownBy(() -> new FusedContender("reference", 1))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("stage by stage");
    }
}
