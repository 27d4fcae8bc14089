package org.attentionworkbench.cli.shell;

import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what is written until it is complete, so that nothing of it is seen if something fails on the way. Of a result that is
 * longer than {@link #LONGEST} the beginning goes out before its end is known. The writer beneath is never closed.
 */
final class HeldOutput extends Writer {
    /** How many letters are held at most. */
    static final int LONGEST = 1 << 23;

    private final Writer out;
    private @Nullable StringBuilder held = new StringBuilder();

    HeldOutput(Writer out) {
        this.out = out;
    }

    @Override
    public void write(char[] letters, int offset, int length) throws IOException {
        if (held == null) {
            out.write(letters, offset, length);
            return;
        }
        held.append(letters, offset, length);
        if (held.length() > LONGEST) {
            release();
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        if (held == null) {
            out.write(text, offset, length);
            return;
        }
        held.append(text, offset, offset + length);
        if (held.length() > LONGEST) {
            release();
        }
    }

    /** Flushes what went out; what is held stays. */
    @Override
    public void flush() throws IOException {
        if (held == null) {
            out.flush();
        }
    }

    /** Lets everything out: it is complete. */
    @Override
    public void close() throws IOException {
        release();
        out.flush();
    }

    private void release() throws IOException {
        if (held != null) {
            String text = held.toString();
            held = null;
            out.write(text);
        }
    }
}
