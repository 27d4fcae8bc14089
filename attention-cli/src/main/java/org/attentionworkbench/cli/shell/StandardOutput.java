package org.attentionworkbench.cli.shell;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Standard output that remembers whether it failed, so that its failure is told from others. It is never closed. */
final class StandardOutput extends FilterWriter {
    private boolean failed;

    StandardOutput(Writer out) {
        super(out);
    }

    boolean failed() {
        return failed;
    }

    @Override
    public void write(char[] letters, int offset, int length) throws IOException {
        try {
            out.write(letters, offset, length);
        } catch (IOException failure) {
            failed = true;
            throw failure;
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.toCharArray(), offset, length);
    }

    @Override
    public void write(int letter) throws IOException {
        write(new char[] {(char) letter}, 0, 1);
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException failure) {
            failed = true;
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
