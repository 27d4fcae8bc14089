package org.attentionworkbench.core.modifier;

import java.util.List;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.catalog.Examples;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.parameter.SeededParameters;
import org.attentionworkbench.testkit.Matrices;
import org.attentionworkbench.testkit.ScoreModifierContract;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

class ModifierContractsTest {
    private static final SeededParameters PARAMETERS = new SeededParameters(4, SeededParameters.Distribution.NORMAL);

    @TestFactory
    Stream<DynamicContainer> everyModifierOfTheCatalog() {
        return Examples.of(Kind.MODIFIER, mechanism -> mechanism.modifiers().get(0)).entrySet().stream()
                .map(entry -> contract(entry.getKey(), entry.getValue()));
    }

    @TestFactory
    Stream<DynamicContainer> modifiersThatLookLikeNoExample() {
        return Stream.of(
                        new ScaleModifier(0),
                        new ScaleModifier(-3.3),
                        new ScaleModifier(1e-300),
                        new ScaleModifier(1e300),
                        new TemperatureModifier(1e-310),
                        new TemperatureModifier(0.3),
                        new SoftcapModifier(50),
                        new SoftcapModifier(1e-3),
                        new SoftcapModifier(1e-40),
                        new SoftcapModifier(1e38),
                        new SoftcapModifier(1e300),
                        new HeadGainModifier(List.of(1e300, 0.7)),
                        new AlibiModifier(true),
                        new T5BiasModifier(PARAMETERS, 32, 128, true),
                        new T5BiasModifier(PARAMETERS, 7, 5000, false),
                        new RelativeBiasModifier(PARAMETERS, 0),
                        new RelativeBiasModifier(PARAMETERS, 300),
                        new BiasModifier(withInfinities(1)),
                        new BiasModifier(withInfinities(170)),
                        new BiasModifier(List.of(withInfinities(170), Matrices.random(170, 190, 8))))
                .map(modifier -> contract(modifier.getClass().getSimpleName(), modifier));
    }

    /** Biases of which a third forbid. */
    private static Matrix withInfinities(int rows) {
        Matrix biases = Matrices.random(rows, 170, 9);
        for (int index = 0; index < biases.elements().length; index += 3) {
            biases.elements()[index] = Double.NEGATIVE_INFINITY;
        }
        return biases;
    }

    private static DynamicContainer contract(String name, ScoreModifier modifier) {
        ScoreModifierContract contract = () -> modifier;
        return DynamicContainer.dynamicContainer(
                name,
                Stream.concat(contract.tilesAreModifiedScoreByScore(), contract.matricesAreModifiedScoreByScore()));
    }
}
