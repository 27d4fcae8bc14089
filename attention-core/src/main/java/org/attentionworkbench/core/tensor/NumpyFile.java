package org.attentionworkbench.core.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.text.UnusableFile;
import org.jspecify.annotations.Nullable;

/**
 * A file of NumPy: {@code .npy}, one array, which is named here as the file without its ending, or {@code .npz}, a zip archive
 * of such arrays (stored or deflated) by name; other members of the archive are passed over. Arrays of truth values, of integers
 * and of floating-point numbers of 16, 32 and 64 bits are read, in either order of bytes, row-major ({@code C}) or
 * column-major ({@code Fortran}).
 *
 * <p>Format: NumPy, {@code numpy.lib.format}, versions 1.0 to 3.0.
 */
public final class NumpyFile implements TensorFile {
    private static final String ENDING = ".npy";
    private static final byte[] ARCHIVE = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ARCHIVE = {'P', 'K', 5, 6};

    private final Path file;
    private final boolean archive;
    private final Map<String, NumpyHeader> headers = new LinkedHashMap<>();

    private NumpyFile(Path file, boolean archive) {
        this.file = file;
        this.archive = archive;
    }

    /**
     * Opens a file: reads and checks the header of each array.
     *
     * @param file a {@code .npy} or {@code .npz} file; its first bytes tell which
     * @return its arrays
     * @throws InvalidInputException if it cannot be read, is neither, or has an array of another type; the message names the file
     *     and what is wrong
     */
    public static NumpyFile open(Path file) {
        try {
            byte[] beginning = beginning(file);
            if (!beginsWith(beginning)) {
                throw new InvalidInputException(file + ": it begins like neither a .npy nor a .npz file of NumPy");
            }
            NumpyFile numpy = new NumpyFile(file, !NumpyHeader.beginsWith(beginning));
            if (numpy.archive) {
                numpy.readMembers();
            } else {
                numpy.readSingle();
            }
            return numpy;
        } catch (ZipException malformed) {
            throw new InvalidInputException(file + ": it is damaged: " + malformed.getMessage(), malformed);
        } catch (IOException problem) {
            throw UnusableFile.because(file, problem);
        }
    }

    private static byte[] beginning(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(NumpyHeader.MAGIC_LENGTH);
        }
    }

    /** Whether a file that begins with those bytes is meant to be of this kind. */
    static boolean beginsWith(byte[] beginning) {
        return NumpyHeader.beginsWith(beginning)
                || NumpyHeader.beginsWith(beginning, ARCHIVE)
                || NumpyHeader.beginsWith(beginning, EMPTY_ARCHIVE);
    }

    private void readSingle() throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            NumpyHeader header = NumpyHeader.read(stream, file.toString());
            header.checkSize(Files.size(file), file.toString());
            headers.put(singleName(), header);
        }
    }

    private String singleName() {
        return withoutEnding(String.valueOf(file.getFileName()));
    }

    private void readMembers() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith(ENDING)) {
                    String where = file + ": " + entry.getName();
                    try (InputStream stream = zip.getInputStream(entry)) {
                        NumpyHeader header = NumpyHeader.read(stream, where);
                        header.checkSize(entry.getSize(), where);
                        headers.put(withoutEnding(entry.getName()), header);
                    }
                }
            }
        }
        if (headers.isEmpty()) {
            throw new InvalidInputException(
                    file + ": it is an archive without any array of NumPy (a member ending in " + ENDING + ")");
        }
    }

    private static String withoutEnding(String name) {
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(headers.keySet());
    }

    @Override
    public ElementType type(String name) {
        return header(name).type();
    }

    @Override
    public int[] shape(String name) {
        return header(name).shape();
    }

    @Override
    public Tensor tensor(String name) {
        NumpyHeader header = header(name);
        try {
            if (!archive) {
                try (InputStream stream = Files.newInputStream(file)) {
                    return read(stream, header);
                }
            }
            try (ZipFile zip = new ZipFile(file.toFile())) {
                ZipEntry entry = zip.getEntry(name + ENDING);
                if (entry == null) {
                    throw missing(name);
                }
                try (InputStream stream = zip.getInputStream(entry)) {
                    return read(stream, header);
                }
            }
        } catch (ZipException malformed) {
            throw new InvalidInputException(
                    file + ": array '" + name + "' is damaged: " + malformed.getMessage(), malformed);
        } catch (IOException problem) {
            throw UnusableFile.because(file, problem);
        }
    }

    private static Tensor read(InputStream stream, NumpyHeader header) throws IOException {
        stream.skipNBytes(header.dataStart());
        ReadableByteChannel channel = Channels.newChannel(stream);
        double[] elements = new double[header.count()];
        Elements.read(channel, header.type(), header.order(), elements);
        return Tensor.wrap(header.type(), header.rowMajor(elements), header.shape());
    }

    private NumpyHeader header(String name) {
        @Nullable NumpyHeader header = headers.get(name);
        if (header == null) {
            throw missing(name);
        }
        return header;
    }

    private InvalidInputException missing(String name) {
        return new InvalidInputException(
                file + ": there is no array '" + name + "' in it; there are " + String.join(", ", names()));
    }
}
