package org.attentionworkbench.core.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.text.UnusableFile;

/**
 * A file of named tensors. Opening it reads and checks what stands in it; the numbers of a tensor are read when it is asked
 * for, and not kept. Nothing stays open in between, so that there is nothing to close.
 */
public interface TensorFile {
    /**
     * Opens a file. A name that ends in {@code .safetensors}, {@code .npz} or {@code .npy} says what it is; otherwise its
     * first bytes do.
     *
     * @param file a file in the safetensors format or of NumPy
     * @return its tensors
     * @throws InvalidInputException if it cannot be read or is none of these; the message names the file and what is wrong
     */
    static TensorFile open(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".safetensors")) {
            return SafetensorsFile.open(file);
        }
        if (name.endsWith(".npz") || name.endsWith(".npy")) {
            return NumpyFile.open(file);
        }
        byte[] beginning = beginning(file);
        if (NumpyFile.beginsWith(beginning)) {
            return NumpyFile.open(file);
        }
        if (beginning.length > Long.BYTES && beginning[Long.BYTES] == '{') {
            return SafetensorsFile.open(file);
        }
        throw new InvalidInputException(
                file + ": it begins like no file of tensors; .safetensors, .npz and .npy are readable");
    }

    private static byte[] beginning(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + 1);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until it is full or the file ends
            }
            byte[] beginning = new byte[bytes.position()];
            bytes.flip().get(beginning);
            return beginning;
        } catch (IOException problem) {
            throw UnusableFile.because(file, problem);
        }
    }

    /**
     * The names of the tensors.
     *
     * @return the names, in the order of the file
     */
    Set<String> names();

    /**
     * What the elements of a tensor are, without reading them.
     *
     * @param name a name of {@link #names()}
     * @return its element type
     * @throws InvalidInputException if there is no tensor of that name
     */
    ElementType type(String name);

    /**
     * The shape of a tensor, without reading its elements.
     *
     * @param name a name of {@link #names()}
     * @return the length of each axis, a copy; empty for a single number
     * @throws InvalidInputException if there is no tensor of that name
     */
    int[] shape(String name);

    /**
     * Reads a tensor.
     *
     * @param name a name of {@link #names()}
     * @return a new tensor
     * @throws InvalidInputException if there is no tensor of that name, it has more than 2³¹ − 9 elements, or the file cannot be
     *     read
     */
    Tensor tensor(String name);
}
