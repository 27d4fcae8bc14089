package org.attentionworkbench.cli.shell;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.attentionworkbench.api.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where results go: standard output, or a file that appears only when it is complete. */
public final class ResultOutput {
    private static final String NOBODY_READS = "Broken pipe";

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
        if (file == null) {
            writeToStandardOutput(content);
            return;
        }
        writeFile("--output", surroundings.directory().resolve(file), content);
    }

    /**
     * Writes a file that appears only when it is complete.
     *
     * @param option the option that named the file, for error messages
     * @param file the file
     * @param content what writes it
     * @throws InvalidInputException if the file cannot be written
     */
    public static void writeFile(String option, Path file, Content content) {
        try {
            Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
            checkFile(option, target);
            writeToFile(target, content);
        } catch (IOException failure) {
            throw new InvalidInputException(option + " " + file + " cannot be written: " + reason(failure), failure);
        }
    }

    /**
     * Checks what can be told of a file before there is anything to write.
     *
     * @param option the option that named the file, for error messages
     * @param file the file
     * @throws InvalidInputException if the file is a directory, or there is no directory for it
     */
    public static void checkFile(String option, Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || Files.isDirectory(file)) {
            throw new InvalidInputException(option + " " + file + " is a directory; name a file");
        }
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException(option + " " + file + ": there is no directory " + directory);
        }
    }

    private void writeToStandardOutput(Content content) throws IOException {
        StandardOutput out = new StandardOutput(surroundings.out());
        HeldOutput held = new HeldOutput(new BufferedWriter(out, 1 << 16));
        try {
            content.writeTo(held);
            held.close();
        } catch (IOException failure) {
            if (!out.failed()) {
                throw failure;
            }
            String reason = reason(failure);
            throw new InvalidInputException(
                    reason.equals(NOBODY_READS)
                            ? "standard output was closed before everything was written; --output FILE writes to a file"
                            : "standard output cannot be written: " + reason,
                    failure);
        }
    }

    private static void writeToFile(Path target, Content content) throws IOException {
        if (Files.exists(target) && !Files.isRegularFile(target)) { // a device or a pipe cannot be replaced
            write(target, content);
            return;
        }
        Path partial = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
        partial.toFile().deleteOnExit(); // who interrupts the program finds nothing half-written
        try {
            write(partial, content);
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static void write(Path path, Content content) throws IOException {
        try (Writer out = Files.newBufferedWriter(path)) {
            content.writeTo(out);
        }
    }

    /** What the operating system says, without the name of the file. */
    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "no file can be made there";
        }
        String reason = failure instanceof FileSystemException refused ? refused.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }
}
