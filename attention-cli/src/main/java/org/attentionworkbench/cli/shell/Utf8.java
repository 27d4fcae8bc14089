package org.attentionworkbench.cli.shell;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.attentionworkbench.api.InvalidInputException;

/** Text that must be UTF-8. */
final class Utf8 {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    /**
     * Decodes bytes.
     *
     * @param bytes the bytes
     * @param name where they come from, for the message
     * @return the text, without a byte order mark
     * @throws InvalidInputException if they are not UTF-8; the message names the line
     */
    static String decode(byte[] bytes, String name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer from = ByteBuffer.wrap(bytes);
        CharBuffer to = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(from, to, true);
        if (result.isError()) {
            int line = 1;
            for (int index = 0; index < from.position(); index++) {
                line += bytes[index] == '\n' ? 1 : 0;
            }
            throw new InvalidInputException(name + " line " + line + " is not UTF-8; save the text as UTF-8");
        }
        String text = to.flip().toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
