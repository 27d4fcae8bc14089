package org.attentionworkbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InvalidInputExceptionTest {

    @Test
    void carriesItsMessageAndItsCause() {
        Exception cause = new IllegalStateException("noticed first");
        assertThat(new InvalidInputException("one line")).hasMessage("one line").hasNoCause();
        assertThat(new InvalidInputException("one line", cause))
                .hasMessage("one line")
                .hasCause(cause);
    }
}
