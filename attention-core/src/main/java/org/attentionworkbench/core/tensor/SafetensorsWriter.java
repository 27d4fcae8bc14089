package org.attentionworkbench.core.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.core.json.JsonDocument;

/** Writes tensors in the format that {@link SafetensorsFile} describes and reads. */
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    /**
     * Writes a file; one that is there already is replaced.
     *
     * @param file where to write
     * @param tensors the tensors by name, written in this order; each element is rounded to its tensor's type
     * @param metadata what the file says of itself; may be empty
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        byte[] header = header(tensors, metadata);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (Tensor tensor : tensors.values()) {
                write(tensor, out);
            }
        }
    }

    private static byte[] header(Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put("__metadata__", metadata);
        }
        long begin = 0;
        for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
            Tensor tensor = each.getValue();
            long end = begin + (long) tensor.elements().length * tensor.type().bytes();
            List<Object> shape = new ArrayList<>();
            for (int length : tensor.shape()) {
                shape.add(length);
            }
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", tensor.type().name());
            entry.put("shape", shape);
            entry.put("data_offsets", List.of(begin, end));
            header.put(each.getKey(), entry);
            begin = end;
        }
        StringBuilder json = new StringBuilder();
        JsonDocument.write(header, json);
        byte[] bytes = json.toString().strip().getBytes(StandardCharsets.UTF_8);
        return padded(bytes);
    }

    private static byte[] padded(byte[] bytes) {
        int length = (bytes.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(bytes, 0, padded, 0, bytes.length);
        return padded;
    }

    private static void write(Tensor tensor, OutputStream out) throws IOException {
        int most = 1 << 13;
        ByteBuffer buffer = ByteBuffer.allocate(most * tensor.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        double[] elements = tensor.elements();
        for (int start = 0; start < elements.length; start += most) {
            buffer.clear();
            Elements.encode(tensor.type(), elements, start, Math.min(elements.length, start + most), buffer);
            out.write(buffer.array(), 0, buffer.position());
        }
    }
}
