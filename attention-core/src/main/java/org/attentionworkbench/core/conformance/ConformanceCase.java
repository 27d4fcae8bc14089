package org.attentionworkbench.core.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.SafetensorsFile;
import org.attentionworkbench.core.tensor.Tensor;
import org.attentionworkbench.core.text.UnusableFile;
import org.jspecify.annotations.Nullable;

/**
 * One case: an operator, its attributes, a file of inputs and expected outputs, and how far off a result may be.
 *
 * @param name the name of the case
 * @param file its file, safetensors
 * @param sha256 the digest of the file in hexadecimal digits; empty if it is not known
 * @param opType the operator
 * @param domain the domain of the operator; empty is {@code ai.onnx}
 * @param attributes as they stand in JSON
 * @param inputs what is in the file for the operator
 * @param outputs what is in the file for comparison
 * @param loose the tolerance that the case asks for
 * @param tight the tolerance that a careful implementation reaches
 */
public record ConformanceCase(
        String name,
        Path file,
        String sha256,
        String opType,
        String domain,
        Map<String, ?> attributes,
        List<Argument> inputs,
        List<Argument> outputs,
        Comparison loose,
        Comparison tight) {

    /** Copies the lists. */
    public ConformanceCase {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * A tensor of a case.
     *
     * @param name the formal parameter name of the operator
     * @param tensor its name in the file
     * @param dtype its element type; empty if it is not told
     * @param shape its shape; null if it is not told
     */
    public record Argument(
            String name,
            String tensor,
            String dtype,
            @Nullable List<Integer> shape) {}

    /**
     * The tolerance to compare with.
     *
     * @param strictness which of the two
     * @return the comparison
     */
    public Comparison comparison(Strictness strictness) {
        return strictness == Strictness.TIGHT ? tight : loose;
    }

    /**
     * Reads some tensors of the file.
     *
     * @param arguments {@link #inputs()} or {@link #outputs()}
     * @return the tensors by formal parameter name
     * @throws InvalidInputException if the file cannot be read, or its tensors are not those that were told
     */
    public Map<String, Tensor> read(List<Argument> arguments) {
        SafetensorsFile tensors = SafetensorsFile.open(file);
        Map<String, Tensor> read = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            ElementType type = tensors.type(argument.tensor());
            int[] shape = tensors.shape(argument.tensor());
            boolean same = argument.dtype().isEmpty() || argument.dtype().equals(type.name());
            if (argument.shape() != null) {
                same &= Arrays.equals(
                        shape,
                        argument.shape().stream().mapToInt(Integer::intValue).toArray());
            }
            if (!same) {
                throw new InvalidInputException(
                        file + ": tensor '" + argument.tensor() + "' is " + type + " " + Arrays.toString(shape)
                                + ", but the manifest says " + argument.dtype() + " " + argument.shape());
            }
            read.put(argument.name(), tensors.tensor(argument.tensor()));
        }
        return read;
    }

    /**
     * Checks that the file is the one that was told.
     *
     * @throws InvalidInputException if it cannot be read or has another digest
     */
    public void checkDigest() {
        if (sha256.isEmpty()) {
            return;
        }
        String found = digest();
        if (!found.equals(sha256.toLowerCase(Locale.ROOT))) {
            throw new InvalidInputException(file + ": its sha256 is " + found + ", but the manifest says " + sha256
                    + "; it is not the file of then");
        }
    }

    private String digest() {
        try (InputStream stream = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException problem) {
            throw UnusableFile.because(file, problem);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
