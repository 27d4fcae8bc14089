package org.attentionworkbench.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.attentionworkbench.core.analysis.Maps.row;

import java.util.List;
import java.util.Random;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;
import org.junit.jupiter.api.Test;

class SinksTest {
    private static final AttentionMaps MAPS =
            Maps.oneHead("a b c d", row(1, 0, 0, 0), row(0.6, 0.4, 0, 0), row(6, 1, 3, 0), new double[4]);

    @Test
    void theFirstKeyIsASinkAndWhatIsLeftSumsToOneAgain() {
        List<Finding> findings = Sinks.at(List.of(0)).analyse(MAPS);

        assertThat(findings)
                .extracting(Finding::name)
                .containsExactly("share on sinks", "weights without sinks, head 1");
        assertThat(findings.get(0).numbers().elements()).containsExactly(1, 0.6, 0.6, 0);
        assertThat(findings.get(0).note()).isEqualTo("sinks: 'a' (key 0)");
        assertThat(findings.get(1).columnLabels()).containsExactly("b", "c", "d");
        Matrix left = findings.get(1).numbers();
        assertThat(left.row(0)).containsExactly(0, 0, 0); // all of it was on the sink
        assertThat(left.row(1)).containsExactly(1, 0, 0);
        assertThat(left.row(2)).containsExactly(row(0.25, 0.75, 0), within(1e-15)); // 1/4 and 3/4 of what is left
        assertThat(left.row(3)).containsExactly(0, 0, 0);
    }

    @Test
    void sinksAreFoundByTheirMeanShare() {
        Matrix other = Matrix.ofRows(row(0, 1, 0, 0), row(0, 1, 0, 0), row(0, 0.5, 0.5, 0), row(0.2, 0.3, 0.2, 0.3));
        AttentionMaps maps = Maps.heads("a b c d", MAPS.layers().get(0).get(0), other);

        List<Finding> findings = Sinks.above(0.7).analyse(maps);

        assertThat(findings)
                .extracting(Finding::name)
                .containsExactly(
                        "share on sinks",
                        "mean share received",
                        "weights without sinks, head 1",
                        "weights without sinks, head 2");
        // head 1: three words attend to anything, (1 + 0.6 + 0.6) / 3 on a; head 2: (1 + 1 + 0.5 + 0.3) / 4 = 0.7 on b
        assertThat(findings.get(0).note()).isEqualTo("sinks: head 1: 'a' (key 0); head 2: none");
        assertThat(findings.get(0).numbers().row(1)).containsExactly(0.6, 0);
        assertThat(findings.get(1).numbers().row(0)).containsExactly(row(2.2 / 3, 0.05), within(1e-15));
        assertThat(findings.get(1).numbers().get(1, 1)).isCloseTo(0.7, within(1e-15));
        assertThat(findings.get(2).columnLabels()).containsExactly("b", "c", "d");
        assertThat(findings.get(3).numbers()).isEqualTo(other);
    }

    @Test
    void rowsWithoutSinksSumToOne() {
        AttentionMaps maps = Maps.random(new Random(3), 12, 2, 2);

        List<Finding> findings = Sinks.at(List.of(2, 5)).analyse(maps);

        assertThat(findings).hasSize(6);
        assertThat(findings.get(5).name()).isEqualTo("weights without sinks, layer 2, head 2");
        for (int query = 0; query < 12; query++) {
            double sum = 0;
            for (double weight : findings.get(5).numbers().row(query)) {
                sum += weight;
            }
            assertThat(sum).isCloseTo(1, within(1e-14));
        }
    }

    @Test
    void somethingMustBeLeft() {
        assertThatThrownBy(() -> Sinks.at(List.of(0)).analyse(Maps.oneHead("word", row(1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "sinks: every key is a sink, so nothing is left without them: 'word' (key 0); give more words, or "
                                + "fewer keys");
        assertThatThrownBy(() -> Sinks.above(0.1).analyse(Maps.oneHead("a b", row(1, 0), row(0, 1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("give more words, or a greater threshold");
        assertThatThrownBy(() -> Sinks.at(List.of(4)).analyse(MAPS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("sinks: there is no key 4; the positions of the 4 keys are 0 to 3");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Sinks.at(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sinks.at(List.of(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sinks.above(1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sinks.above(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
