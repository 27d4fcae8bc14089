package org.attentionworkbench.bench.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.attentionworkbench.bench.contender.Entrant;
import org.junit.jupiter.api.Test;

/** What a child answers, asked in this process. */
class ChildTest {

    private static List<String> answers(Entrant entrant, String... requests) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BufferedReader in = new BufferedReader(new StringReader(String.join("\n", requests)));
        new Child(entrant, 1, in, new PrintStream(out, true, StandardCharsets.UTF_8)).run();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(line).startsWith(Child.MARK));
        return lines.stream().map(line -> line.substring(Child.MARK.length())).toList();
    }

    @Test
    void aContenderIsCheckedTimedAndReleased() throws IOException {
        List<String> answers = answers(
                Entrant.EJML_FLOAT,
                "check 1x2x1x5x7x4 causal",
                "time 1x2x1x5x7x4 causal 2",
                "release 1x2x1x5x7x4 causal",
                "memory 1x2x1x5x7x4 full",
                "check 1x2x1x5x7x4 full");
        assertThat(answers).hasSize(6);
        assertThat(answers.get(0)).startsWith("ready EJML ");
        assertThat(answers.get(1)).matches("checked [0-9.]+E-[0-9]+");
        assertThat(answers.get(2)).matches("timed [1-9][0-9]* [1-9][0-9]* [0-9]+");
        assertThat(answers.get(3)).isEqualTo("released");
        assertThat(answers.get(4)).matches("memory [0-9]+ [0-9]+");
        assertThat(answers.get(5)).matches("checked [0-9.]+E-[0-9]+");
    }

    @Test
    void whatCannotBeDoneIsAnAnswerAndTheNextRequestGoesWell() throws IOException {
        List<String> answers = answers(
                Entrant.EJML_FLOAT,
                "check 1x2x1x5x7x4 softcap",
                "time 1x2x1x5x7x4 full 2",
                "check 1x2x1x5 full",
                "sing",
                "check 1x2x1x5x7x4 full");
        assertThat(answers.get(1)).startsWith("refused it is measured full and causal only");
        assertThat(answers.get(2)).startsWith("failed IllegalStateException: not checked");
        assertThat(answers.get(3)).startsWith("failed InvalidInputException: '1x2x1x5' is no shape");
        assertThat(answers.get(4)).startsWith("failed IllegalArgumentException: no request: sing");
        assertThat(answers.get(5)).startsWith("checked ");
    }
}
