package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every line of the page "Which attention is which" runs, and gives weights for every word. */
class MechanismsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "mechanisms.md");
    private static final String PROGRAM = "./attention ";

    @TempDir
    private Path directory;

    private static List<String> lines() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(PROGRAM))
                .toList();
    }

    private static List<String> words(String line) {
        return Terminal.words(line.substring(PROGRAM.length()));
    }

    @Test
    void thereAreTwentyMechanismsAndMore() throws IOException {
        assertThat(Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("**")))
                .hasSizeGreaterThanOrEqualTo(25);
        assertThat(lines()).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> everyLineRuns() throws IOException {
        return lines().stream()
                .map(line -> dynamicTest(line.substring(PROGRAM.length()), () -> {
                    List<String> words = new ArrayList<>(words(line));
                    assertThat(CommandRun.in(directory, words.toArray(new String[0]))
                                    .success())
                            .startsWith("Original phrase:  ")
                            .contains("Explanation:");
                    words.add(0, "--json");
                    JsonNode json = CommandRun.in(directory, words.toArray(new String[0]))
                            .json();
                    assertThat(json.at("/heads").size()).isPositive();
                    for (JsonNode head : json.at("/heads")) {
                        assertWeights(CommandRun.matrix(head.at("/weights")), json);
                    }
                }));
    }

    private static void assertWeights(double[][] weights, JsonNode json) {
        assertThat(weights).hasNumberOfRows(json.at("/words").size());
        for (double[] row : weights) {
            boolean attends = false;
            for (double weight : row) {
                assertThat(weight).isFinite();
                attends |= weight != 0;
            }
            assertThat(attends).as("a word attends to something").isTrue();
        }
    }

    /** Lines that follow each other on the page do not compute the same. */
    @Test
    void everyLineIsAnotherMechanism() throws IOException {
        List<String> outputs = new ArrayList<>();
        for (String line : lines()) {
            List<String> words = new ArrayList<>(words(line));
            words.add(0, "--json");
            JsonNode json =
                    CommandRun.in(directory, words.toArray(new String[0])).json();
            outputs.add(json.at("/heads").toString() + json.at("/output"));
        }
        assertThat(outputs).doesNotHaveDuplicates();
    }
}
