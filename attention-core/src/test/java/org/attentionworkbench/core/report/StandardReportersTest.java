package org.attentionworkbench.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Reporter;
import org.attentionworkbench.core.score.GivenOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardReportersTest {
    private final List<Strategy<Reporter>> strategies = new StandardReporters().reporters();

    private Strategy<Reporter> strategy(String name) {
        return strategies.stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void namesAreThoseOfThePage() {
        assertThat(strategies).extracting(Strategy::name).containsExactly("full", "top-k", "statistics", "json", "csv");
    }

    @Test
    void fullTakesTheRowsToWrite() {
        assertThat(strategy("full").options()).extracting(Option::name).containsExactly("rows");
        assertThat(strategy("full").create(GivenOptions.NONE))
                .isInstanceOf(FullReporter.class)
                .extracting(Reporter::captures)
                .isEqualTo(Capture.of(Stage.WEIGHTS));
        assertThat(strategy("full").create(GivenOptions.of("rows", "5+3+5")).captures())
                .isEqualTo(Capture.ofRows(3, 5));
    }

    @Test
    void statisticsTakesKeysAndWhetherToTellWhatTheyReceived() {
        assertThat(strategy("statistics").options())
                .extracting(Option::name, Option::defaultText)
                .containsExactly(tuple("keys", Optional.empty()), tuple("received", Optional.of("false")));
        assertThat(strategy("statistics").create(GivenOptions.NONE))
                .isInstanceOf(StatisticsReporter.class)
                .extracting(Reporter::captures)
                .isEqualTo(Capture.ofStatistics());
        assertThat(strategy("statistics").create(GivenOptions.of("keys", "0+2")).captures())
                .isEqualTo(Capture.ofStatistics(0, 2));
        assertThat(strategy("statistics")
                        .create(GivenOptions.of("received", "true"))
                        .captures())
                .isEqualTo(Capture.ofStatistics().and(Capture.ofReceived()));
    }

    @ParameterizedTest
    @CsvSource({"full, 0", "statistics, 0"})
    void positionsCountFromZero(String reporter, int option) {
        Option<?> positions = strategy(reporter).options().get(option);

        assertThat(positions.type()).isEqualTo("positions from 0 with + between them, such as 0+3");
        assertThat(positions.read("0+3")).isEqualTo(List.of(0, 3));
        for (String wrong : List.of("-1", "0+-1", "one", "1,2", "")) {
            assertThatThrownBy(() -> positions.read(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void topKTakesTheNumberOfKeys() {
        assertThat(strategy("top-k").options()).extracting(Option::name).containsExactly("k");
        assertThat(strategy("top-k").create(GivenOptions.NONE))
                .isInstanceOf(TopKeysReporter.class)
                .extracting(Reporter::captures)
                .isEqualTo(Capture.ofTopKeys(3));
        assertThat(strategy("top-k").create(GivenOptions.of("k", "7")).captures())
                .isEqualTo(Capture.ofTopKeys(7));
    }

    @Test
    void topKTakesAtLeastOne() {
        Option<?> count = strategy("top-k").options().get(0);

        assertThat(count.type()).isEqualTo("an integer of at least 1");
        assertThat(count.read("1")).isEqualTo(1);
        assertThatThrownBy(() -> count.read("0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void jsonTakesStages() {
        assertThat(strategy("json").options())
                .extracting(Option::name, Option::defaultText)
                .containsExactly(tuple("stages", Optional.of("raw|weights|values")));
        assertThat(strategy("json").create(GivenOptions.NONE))
                .isInstanceOf(JsonReporter.class)
                .extracting(Reporter::captures)
                .isEqualTo(Capture.of(Stage.RAW, Stage.WEIGHTS, Stage.VALUES));
        assertThat(strategy("json")
                        .create(GivenOptions.of("stages", "modified|masked"))
                        .captures())
                .isEqualTo(Capture.of(Stage.MODIFIED, Stage.MASKED));
    }

    @Test
    void csvTakesStages() {
        assertThat(strategy("csv").options()).extracting(Option::name).containsExactly("stages");
        assertThat(strategy("csv").create(GivenOptions.NONE))
                .isInstanceOf(CsvReporter.class)
                .extracting(Reporter::captures)
                .isEqualTo(Capture.of(Stage.WEIGHTS));
        assertThat(strategy("csv")
                        .create(GivenOptions.of("stages", "raw|weights"))
                        .captures())
                .isEqualTo(Capture.of(Stage.RAW, Stage.WEIGHTS));
    }

    @ParameterizedTest
    @CsvSource({"json, logits", "csv, Raw"})
    void unknownStagesAreRefusedWithWhatThereIs(String reporter, String word) {
        GivenOptions options = GivenOptions.of("stages", "weights|" + word);

        assertThatThrownBy(() -> strategy(reporter).create(options))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(reporter + ": stages=" + word
                        + " is no stage; there are raw, modified, masked, weights and values");
    }
}
