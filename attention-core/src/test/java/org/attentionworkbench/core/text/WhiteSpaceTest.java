package org.attentionworkbench.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhiteSpaceTest {
    /** From Python 3: {@code [c for c in range(0x110000) if chr(c).isspace()]}. */
    private static final Set<Integer> PYTHON = Set.of(
            0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002,
            0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000);

    @Test
    void isWhatPythonCallsWhiteSpace() {
        Set<Integer> contained = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(WhiteSpace::contains)
                .boxed()
                .collect(Collectors.toSet());

        assertThat(contained).isEqualTo(PYTHON);
    }

    @ParameterizedTest
    @CsvSource({
        "'',''",
        "' \t ',''",
        "a,a",
        "'  a  ',a",
        "'a b','a b'",
        "' a \t\n b\u00A0\u3000c ','a b c'",
        "'😀  😀','😀 😀'"
    })
    void foldsRunsToOneSpace(String text, String folded) {
        assertThat(WhiteSpace.fold(text)).isEqualTo(folded);
    }
}
