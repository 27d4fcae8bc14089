package org.attentionworkbench.core.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a stream, one after another, split into fields at single spaces or tabs. Bytes are looked at where they
 * lie in the buffer, and no object is made for a line, so that files of gigabytes pass quickly.
 */
final class VectorLines {
    private static final int CHUNK = 1 << 20;
    private static final int LONGEST_LINE = 1 << 26;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream stream;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private byte[] bytes = new byte[CHUNK];
    /** Where the bytes that were read end. */
    private int limit;
    /** Where the last whole line in the buffer ends. */
    private int wholeLines;
    /** Where the next line begins. */
    private int position;

    private boolean finished;
    private long number;
    /** Field i is {@code bytes[starts[i] … starts[i + 1] − 2]}; its last byte is followed by one separator. */
    private int[] starts = new int[512];

    private int fields;
    private int trailingNumbers;
    private int emptyField;

    VectorLines(InputStream stream) {
        this.stream = stream;
    }

    /** Goes to the next line; false if there is none. */
    boolean next() throws IOException {
        if (position == wholeLines && !fill()) {
            return false;
        }
        if (number == 0 && startsWithByteOrderMark()) {
            position += BYTE_ORDER_MARK.length;
        }
        number++;
        split();
        return true;
    }

    /** Reads until the buffer holds a whole line; false if the stream has ended. */
    private boolean fill() throws IOException {
        limit -= position;
        System.arraycopy(bytes, position, bytes, 0, limit);
        position = 0;
        wholeLines = 0;
        while (wholeLines == 0 && !finished) {
            if (limit == bytes.length) {
                grow();
            }
            int count = stream.read(bytes, limit, bytes.length - limit);
            if (count < 0) {
                finished = true;
                closeLastLine();
            } else {
                wholeLines = endOfLastLine(limit, limit + count);
                limit += count;
            }
        }
        return wholeLines > 0;
    }

    private void grow() throws IOException {
        if (bytes.length >= LONGEST_LINE) {
            throw new IOException(
                    "line " + (number + 1) + " is longer than " + LONGEST_LINE + " bytes, so this is no text file");
        }
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }

    private void closeLastLine() {
        if (limit > 0) {
            bytes[limit] = '\n';
            limit++;
            wholeLines = limit;
        }
    }

    private int endOfLastLine(int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] != '\n') {
            end--;
        }
        return end > from ? end : 0;
    }

    private boolean startsWithByteOrderMark() {
        int end = position + BYTE_ORDER_MARK.length;
        return end <= wholeLines && Arrays.equals(bytes, position, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    /** Walks the line once, noting where its fields begin and which of them are numbers. */
    private void split() {
        fields = 0;
        trailingNumbers = 0;
        emptyField = -1;
        int index = position;
        int contentEnd = index;
        while (bytes[index] != '\n') {
            int start = index;
            int state = NumberSyntax.next(NumberSyntax.START, bytes[index]);
            while (state < NumberSyntax.EMPTY) {
                index++;
                state = NumberSyntax.next(state, bytes[index]);
            }
            if (state == NumberSyntax.EMPTY) {
                index = endOfSeparators(index);
                noteEmptyField(index);
            } else {
                addField(start);
                trailingNumbers = state == NumberSyntax.NUMBER ? trailingNumbers + 1 : 0;
                contentEnd = index;
                index = bytes[index] == '\n' ? index : index + 1;
            }
        }
        starts[fields] = contentEnd + 1;
        position = index + 1;
    }

    /** Separators in a row, or at the beginning of the line, hold an empty field; separators at its end do not. */
    private void noteEmptyField(int endOfSeparators) {
        if (bytes[endOfSeparators] != '\n' && emptyField < 0) {
            emptyField = fields;
        }
    }

    private int endOfSeparators(int index) {
        int end = index;
        while (bytes[end] == ' ' || bytes[end] == '\t' || bytes[end] == '\r') {
            end++;
        }
        return end;
    }

    private void addField(int start) {
        if (fields + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[fields] = start;
        fields++;
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    /** How many fields the line has. */
    int fields() {
        return fields;
    }

    /** How many fields at its end are numbers. */
    int trailingNumbers() {
        return trailingNumbers;
    }

    /** How many fields stand before the first empty one; −1 if there is none (separators at the end make none). */
    int emptyField() {
        return emptyField;
    }

    /** A view of the bytes of some neighbouring fields with what stands between them, valid until the next line. */
    ByteBuffer view(int fromField, int toField) {
        return ByteBuffer.wrap(bytes, starts[fromField], starts[toField] - 1 - starts[fromField]);
    }

    /** The text of a field; anything that is not UTF-8 in it is replaced. */
    String text(int field) {
        return StandardCharsets.UTF_8.decode(view(field, field + 1)).toString();
    }

    /** Whether some neighbouring fields are UTF-8. */
    boolean isUtf8(int fromField, int toField) {
        int end = starts[toField] - 1;
        int index = starts[fromField];
        while (index < end && bytes[index] >= 0) {
            index++;
        }
        return index >= end || decodes(fromField, toField);
    }

    private boolean decodes(int fromField, int toField) {
        try {
            decoder.decode(view(fromField, toField));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
