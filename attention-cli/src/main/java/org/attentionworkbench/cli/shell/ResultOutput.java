package org.attentionworkbench.cli.shell;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where results go: standard output, or a file that appears only when it is complete. */
public final class ResultOutput {
    private final Surroundings surroundings;

    @Option(names = "--output", paramLabel = "FILE", description = "write to a file instead of standard output")
    private @Nullable Path file;

    @Option(names = "--json", description = "write JSON")
    private boolean json;

    /**
     * An output not yet opened.
     *
     * @param surroundings where standard output and files are
     */
    public ResultOutput(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Something that writes a result. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes the result.
         *
         * @param out where to write
         * @throws IOException if it cannot be written
         */
        void writeTo(Appendable out) throws IOException;
    }

    /**
     * Whether JSON was asked for.
     *
     * @return true after {@code --json}
     */
    public boolean json() {
        return json;
    }

    /**
     * Writes a result where it is to go.
     *
     * @param content what writes it
     * @throws IOException if the content fails to
     * @throws InvalidInputException if the file cannot be written, or nobody reads standard output to its end
     */
    public void write(Content content) throws IOException {
        Optional<Path> target = Optional.ofNullable(file).map(surroundings.directory()::resolve);
        if (target.isEmpty()) {
            writeToStandardOutput(content);
        } else if (Files.exists(target.get())
                && !Files.isRegularFile(target.get())
                && !Files.isDirectory(target.get())) {
            try (Writer out = Files.newBufferedWriter(target.get())) { // a device or a pipe cannot be replaced
                content.writeTo(out);
            }
        } else {
            writeToFile(target.get(), content);
        }
    }

    private void writeToStandardOutput(Content content) throws IOException {
        StandardOutput out = new StandardOutput(surroundings.out());
        BufferedWriter buffered = new BufferedWriter(out, 1 << 16);
        try {
            content.writeTo(buffered);
            buffered.flush();
        } catch (IOException failure) {
            if (out.failed()) {
                throw new InvalidInputException(
                        "standard output was closed before everything was written; --output FILE writes to a file",
                        failure);
            }
            throw failure;
        }
    }

    private static void writeToFile(Path target, Content content) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        if (directory == null || Files.isDirectory(target)) {
            throw new InvalidInputException("--output " + target + " is a directory; name a file");
        }
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException("--output " + target + ": there is no directory " + directory);
        }
        Path partial = directory.resolve(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
        try {
            try (Writer out = opened(partial, target)) {
                content.writeTo(out);
            }
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static Writer opened(Path partial, Path target) {
        try {
            return Files.newBufferedWriter(partial);
        } catch (IOException refused) {
            throw new InvalidInputException("--output " + target + " cannot be written: " + refused, refused);
        }
    }
}
