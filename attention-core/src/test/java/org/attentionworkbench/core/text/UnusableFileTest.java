package org.attentionworkbench.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UnusableFileTest {
    private static final Path FILE = Path.of("some.txt");

    @Test
    void tellsWhy() {
        assertThat(UnusableFile.because(FILE, new NoSuchFileException("some.txt")))
                .hasMessage("some.txt: there is no such file");
        assertThat(UnusableFile.because(FILE, new AccessDeniedException("some.txt")))
                .hasMessage("some.txt: it may not be read (permission denied)");
        assertThat(UnusableFile.because(Path.of("."), new IOException("Is a directory")))
                .hasMessage(".: it is a directory where a file is needed");
    }

    @Test
    void passesOnWhatItDoesNotKnow() {
        IOException cause = new IOException("the disk is gone");

        assertThat(UnusableFile.because(FILE, cause))
                .hasMessage("some.txt: it cannot be read: the disk is gone")
                .hasCause(cause);
    }
}
