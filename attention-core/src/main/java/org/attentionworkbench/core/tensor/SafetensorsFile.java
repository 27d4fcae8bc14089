package org.attentionworkbench.core.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.json.JsonReader;
import org.attentionworkbench.core.text.UnusableFile;
import org.jspecify.annotations.Nullable;

/**
 * A file in the safetensors format: 8 bytes, the length of the header, unsigned and little-endian; the header, a JSON object in
 * UTF-8 from the name of each tensor to {@code {"dtype", "shape", "data_offsets": [begin, end]}}, and optionally
 * {@code __metadata__} from text to text; then the elements, little-endian and row-major, to which the offsets count. The
 * elements of all tensors cover what follows the header without gaps and without overlaps, in any order.
 *
 * <p>Only the header is read when the file is opened, and it is checked against the size of the file before anything of a size
 * that it claims is made. A tensor of a file of any size is read from its place.
 *
 * <p>Format: Hugging Face, safetensors, section Format of the documentation (2022–).
 */
public final class SafetensorsFile implements TensorFile {
    /** The limit of the original library: 100 MB. */
    private static final long LONGEST_HEADER = 100_000_000;

    private final Path file;
    private final SafetensorsHeader header;
    private final long dataStart;

    private SafetensorsFile(Path file, SafetensorsHeader header, long dataStart) {
        this.file = file;
        this.header = header;
        this.dataStart = dataStart;
    }

    /**
     * Opens a file: reads and checks its header.
     *
     * @param file a file in the safetensors format
     * @return its tensors
     * @throws InvalidInputException if it cannot be read or is not of the format; the message names the file, the tensor and what
     *     is wrong
     */
    public static SafetensorsFile open(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            long length = headerLength(file, channel, size);
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            Elements.fill(channel, bytes);
            long dataStart = Long.BYTES + length;
            Object json = JsonReader.read(bytes.array(), file + " (its header)");
            return new SafetensorsFile(file, SafetensorsHeader.of(file, json, size - dataStart), dataStart);
        } catch (IOException problem) {
            throw UnusableFile.because(file, problem);
        }
    }

    private static long headerLength(Path file, SeekableByteChannel channel, long size) throws IOException {
        if (size < Long.BYTES) {
            throw new InvalidInputException(file + ": it has " + size
                    + " bytes, shorter than 8 bytes (no header length); a safetensors file begins with one");
        }
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Elements.fill(channel, bytes);
        long length = bytes.getLong(0);
        String claim = file + ": its header length is " + Long.toUnsignedString(length) + " bytes, ";
        if (length < 0 || length > size - Long.BYTES) {
            throw new InvalidInputException(
                    claim + "but the file size is " + size + " bytes; it is cut off or damaged");
        }
        if (length > LONGEST_HEADER) {
            throw new InvalidInputException(claim + "more than the " + LONGEST_HEADER + " that the format allows");
        }
        return length;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(header.entries().keySet());
    }

    @Override
    public ElementType type(String name) {
        return entry(name).type();
    }

    @Override
    public int[] shape(String name) {
        return entry(name).shape();
    }

    /**
     * What the file says of itself.
     *
     * @return texts by name, in the order of the file; empty if there are none
     */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    @Override
    public Tensor tensor(String name) {
        SafetensorsHeader.Entry entry = entry(name);
        int[] shape = entry.shape();
        long count = entry.bytes() / entry.type().bytes();
        if (count > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException(
                    file + ": tensor '" + name + "' has " + count + " elements; up to 2147483639 can be held");
        }
        double[] elements = new double[(int) count];
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(dataStart + entry.begin());
            Elements.read(channel, entry.type(), ByteOrder.LITTLE_ENDIAN, elements);
        } catch (IOException problem) {
            throw UnusableFile.because(file, problem);
        }
        return Tensor.wrap(entry.type(), elements, shape);
    }

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.@Nullable Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new InvalidInputException(file + ": there is no tensor '" + name + "' in it");
        }
        return entry;
    }
}
