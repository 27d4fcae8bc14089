package org.attentionworkbench.cli.shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What surrounds a run of the command: its streams and directories. Tests bring their own.
 *
 * @param in standard input
 * @param out standard output, for results; unlike {@link System#out} it fails when nobody reads on
 * @param err standard error, for everything else
 * @param directory the current directory
 * @param home where the distribution lies, if it is known: its {@code plugins} directory is searched for plugin jars
 */
public record Surroundings(InputStream in, Writer out, PrintWriter err, Path directory, Optional<Path> home) {

    /**
     * Those of this process; the launcher names the home.
     *
     * @return the real streams, and the current directory
     */
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.in,
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
                new PrintWriter(
                        new OutputStreamWriter(new FileOutputStream(standardError()), StandardCharsets.UTF_8), true),
                Path.of(""),
                Optional.ofNullable(System.getProperty("attention.home")).map(Path::of));
    }

    /**
     * Where the launcher keeps from users what Java says of its modules, it reads Java's own standard error, hands the real one on
     * under another number, and opens the package that is needed to make a descriptor of a number.
     */
    private static FileDescriptor standardError() {
        Integer number = Integer.getInteger("attention.err");
        if (number == null) {
            return FileDescriptor.err;
        }
        try {
            Constructor<FileDescriptor> descriptor = FileDescriptor.class.getDeclaredConstructor(int.class);
            descriptor.setAccessible(true);
            return descriptor.newInstance(number);
        } catch (ReflectiveOperationException | InaccessibleObjectException notOpened) {
            return FileDescriptor.err;
        }
    }
}
