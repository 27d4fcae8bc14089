package org.attentionworkbench.core.report;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.result.Capture;

/**
 * The stages that a reporter writes, each once, in the order of the pipeline.
 *
 * @param stages the stages
 */
record StageChoice(List<Stage> stages) {

    static StageChoice of(Collection<Stage> stages) {
        return new StageChoice(stages.stream().distinct().sorted().toList());
    }

    /**
     * Reads stages as a user names them.
     *
     * @param reporter the name of the reporter, for the message
     * @param words their words
     * @return the stages
     * @throws InvalidInputException if one of them is none
     */
    static Set<Stage> read(String reporter, List<String> words) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        for (String word : words) {
            stages.add(Stage.named(word)
                    .orElseThrow(() -> new InvalidInputException(reporter + ": stages=" + word
                            + " is no stage; there are " + words(EnumSet.allOf(Stage.class)))));
        }
        return stages;
    }

    /** Stages as a list in words: {@code raw, modified and masked}. */
    static String words(Collection<Stage> stages) {
        String list = stages.stream().map(Stage::word).collect(Collectors.joining(", "));
        int last = list.lastIndexOf(", ");
        return last < 0 ? list : list.substring(0, last) + " and " + list.substring(last + 2);
    }

    Capture capture() {
        return new Capture(Set.copyOf(stages), 0, false);
    }
}
