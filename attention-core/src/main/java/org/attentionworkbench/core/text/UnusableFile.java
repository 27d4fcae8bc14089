package org.attentionworkbench.core.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.attentionworkbench.api.InvalidInputException;

/** The one line that tells the user why a file could not be read. */
public final class UnusableFile {
    private UnusableFile() {}

    /**
     * The error to raise for a file that could not be read.
     *
     * @param file the file, shown as the user named it
     * @param cause what reading it came upon
     * @return an error such as {@code terms.txt: there is no such file}
     */
    public static InvalidInputException because(Path file, IOException cause) {
        return new InvalidInputException(file + ": " + reason(file, cause), cause);
    }

    private static String reason(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "it may not be read (permission denied)";
        }
        if (Files.isDirectory(file)) {
            return "it is a directory where a file is needed";
        }
        return "it cannot be read: " + cause.getMessage();
    }
}
