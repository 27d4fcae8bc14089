package org.attentionworkbench.core.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;

/** A file of terms: UTF-8, a term a line; blank lines and lines that begin with {@code #} are skipped. */
final class TermFile {
    private TermFile() {}

    /**
     * The terms of a file in their order.
     *
     * @throws InvalidInputException if the file cannot be read, is not UTF-8 or holds no term
     */
    static List<String> read(Path file) {
        byte[] bytes = bytes(file);
        List<String> terms = new ArrayList<>();
        int number = 0;
        for (int start = 0; start < bytes.length; ) {
            int end = endOfLine(bytes, start);
            number++;
            String line = decode(file, number, bytes, start, end);
            if (!line.isEmpty() && !line.startsWith("#")) {
                terms.add(line);
            }
            start = end + 1;
        }
        if (terms.isEmpty()) {
            throw new InvalidInputException(file + ": it holds no term; write one term a line");
        }
        return terms;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException problem) {
            throw UnusableFile.because(file, problem);
        }
    }

    private static int endOfLine(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static String decode(Path file, int number, byte[] bytes, int start, int end) {
        try {
            String line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
            boolean marked = number == 1 && line.startsWith("\uFEFF");
            return WhiteSpace.fold(marked ? line.substring(1) : line);
        } catch (CharacterCodingException malformed) {
            throw new InvalidInputException(
                    file + " line " + number + ": it is not UTF-8; save the file in that encoding", malformed);
        }
    }
}
