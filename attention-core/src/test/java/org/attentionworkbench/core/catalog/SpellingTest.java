package org.attentionworkbench.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> WORDS = List.of("dot", "scaled-dot", "softmax", "temperature");

    @ParameterizedTest
    @CsvSource({
        "dot, dot", // itself
        "dt, dot", // a letter missing
        "doot, dot", // a letter too many
        "dit, dot", // another letter
        "dto, dot", // two letters swapped
        "odt, dot",
        "sofmtxa, softmax", // swapped twice: distance 2 of 7
        "softmx, softmax",
        "scaleddot, scaled-dot",
        "scaled_dt, scaled-dot",
        "temprature, temperature",
        "temprutare, temperature" // distance 3 of 11
    })
    void findsTheNearest(String typed, String meant) {
        assertThat(Spelling.nearest(typed, WORDS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "xyz",
        "d", // distance 2 of 3
        "otd", // not neighbours: distance 2 of 3
        "softxyz", // distance 3 of 7
        "temxxxxture", // distance 4 of 11
        "''"
    })
    void findsNothingWhereAllAreFar(String typed) {
        assertThat(Spelling.nearest(typed, WORDS)).isEmpty();
    }

    @Test
    void ofEquallyNearWordsTheFirstIsTaken() {
        assertThat(Spelling.nearest("cat", List.of("bat", "hat", "cats"))).contains("bat");
        assertThat(Spelling.nearest("cat", List.of("bats", "cats", "cat"))).contains("cat");
    }

    @Test
    void oneChangeIsForgivenInShortWords() {
        assertThat(Spelling.nearest("k", List.of("t"))).contains("t");
        assertThat(Spelling.nearest("ab", List.of("cd"))).isEmpty();
        assertThat(Spelling.nearest("a", List.of(""))).contains("");
    }

    @Test
    void thirdIsOfTheLongerWord() {
        assertThat(Spelling.nearest("abcd", List.of("abcdef"))).contains("abcdef");
        assertThat(Spelling.nearest("abcdef", List.of("abcd"))).contains("abcd");
        assertThat(Spelling.nearest("abc", List.of("abcde"))).isEmpty();
    }

    @Test
    void adviceNamesTheNearestAndAll() {
        assertThat(Spelling.advice("doot", List.of("dot", "scaled-dot")))
                .isEqualTo("did you mean 'dot'? There are dot, scaled-dot");
    }

    @Test
    void adviceNamesAllWhereNoneIsNear() {
        assertThat(Spelling.advice("cosine", List.of("dot", "scaled-dot"))).isEqualTo("There are dot, scaled-dot");
        assertThat(Spelling.advice("cosine", List.of())).isEqualTo("There are none");
    }
}
