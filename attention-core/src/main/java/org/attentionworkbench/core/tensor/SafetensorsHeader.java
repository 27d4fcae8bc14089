package org.attentionworkbench.core.tensor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** What the header of a safetensors file says, checked against the number of bytes that follow it. */
final class SafetensorsHeader {
    private static final String METADATA = "__metadata__";

    private final Path file;
    private final long dataBytes;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private SafetensorsHeader(Path file, long dataBytes) {
        this.file = file;
        this.dataBytes = dataBytes;
    }

    /**
     * Reads a header.
     *
     * @param file the file, for messages
     * @param json the header
     * @param dataBytes how many bytes follow it
     * @throws InvalidInputException if anything in it is not as the format says
     */
    static SafetensorsHeader of(Path file, @Nullable Object json, long dataBytes) {
        SafetensorsHeader header = new SafetensorsHeader(file, dataBytes);
        if (!(json instanceof Map<?, ?> map)) {
            throw header.problem("its header is not a JSON object of tensors");
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (METADATA.equals(entry.getKey())) {
                header.readMetadata(entry.getValue());
            } else {
                String name = String.valueOf(entry.getKey());
                header.entries.put(name, header.entry(name, entry.getValue()));
            }
        }
        header.checkCovered();
        return header;
    }

    Map<String, Entry> entries() {
        return entries;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    private void readMetadata(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> map)) {
            throw problem(METADATA + " is not an object of texts");
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getValue() instanceof String text)) {
                throw problem(METADATA + " of '" + entry.getKey() + "' is not a text");
            }
            metadata.put(String.valueOf(entry.getKey()), text);
        }
    }

    private Entry entry(String name, @Nullable Object json) {
        if (!(json instanceof Map<?, ?> map)) {
            throw problem(name, "is not described by an object");
        }
        ElementType type = type(name, map.get("dtype"));
        int[] shape = shape(name, map.get("shape"));
        if (!(map.get("data_offsets") instanceof List<?> offsets)
                || offsets.size() != 2
                || !(offsets.get(0) instanceof Long begin)
                || !(offsets.get(1) instanceof Long end)) {
            throw problem(name, "needs data_offsets of two whole numbers, not " + map.get("data_offsets"));
        }
        if (begin < 0 || end < begin || end > dataBytes) {
            throw problem(
                    name,
                    "lies at bytes " + begin + " to " + end + " of the data, but by the file size there are "
                            + dataBytes + " bytes; the file is cut off or damaged");
        }
        Entry entry = new Entry(type, shape, begin, end);
        if (!takes(shape, type, entry.bytes())) {
            throw problem(
                    name,
                    "of type " + type + " and shape " + Arrays.toString(shape) + " does not take the " + entry.bytes()
                            + " bytes that its data_offsets give it");
        }
        return entry;
    }

    private ElementType type(String name, @Nullable Object dtype) {
        for (ElementType type : ElementType.values()) {
            if (type.name().equals(dtype)) {
                return type;
            }
        }
        throw problem(name, "has the dtype " + dtype + "; known are " + Arrays.toString(ElementType.values()));
    }

    private int[] shape(String name, @Nullable Object json) {
        if (!(json instanceof List<?> list)) {
            throw problem(name, "needs a shape of whole numbers, not " + json);
        }
        int[] shape = new int[list.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            if (!(list.get(axis) instanceof Long length) || length < 0 || length > Integer.MAX_VALUE) {
                throw problem(name, "has the shape " + list + "; each length is a whole number from 0 to 2147483647");
            }
            shape[axis] = length.intValue();
        }
        return shape;
    }

    /** Whether the elements of a shape take that many bytes; the product may be beyond 64 bits. */
    private static boolean takes(int[] shape, ElementType type, long bytes) {
        for (int length : shape) {
            if (length == 0) {
                return bytes == 0;
            }
        }
        long product = type.bytes();
        for (int length : shape) {
            if (product > bytes / length) {
                return false;
            }
            product *= length;
        }
        return product == bytes;
    }

    private void checkCovered() {
        List<Map.Entry<String, Entry>> inOrder = new ArrayList<>(entries.entrySet());
        // an empty tensor comes before the one that begins at the same place
        inOrder.sort(Comparator.comparingLong((Map.Entry<String, Entry> each) -> each.getValue().begin)
                .thenComparingLong(each -> each.getValue().end));
        long covered = 0;
        String before = "";
        for (Map.Entry<String, Entry> each : inOrder) {
            Entry entry = each.getValue();
            if (entry.begin < covered) {
                throw problem("tensors '" + before + "' and '" + each.getKey() + "' overlap: the second begins at byte "
                        + entry.begin + ", the first ends at byte " + covered);
            }
            if (entry.begin > covered) {
                throw problem("bytes " + covered + " to " + entry.begin + " of the data, before tensor '"
                        + each.getKey() + "', belong to no tensor");
            }
            covered = entry.end;
            before = each.getKey();
        }
        if (covered != dataBytes) {
            throw problem("by the file size there are " + dataBytes + " bytes of data, but the tensors end at byte "
                    + covered);
        }
    }

    private InvalidInputException problem(String tensor, String what) {
        return problem("tensor '" + tensor + "' " + what);
    }

    private InvalidInputException problem(String what) {
        return new InvalidInputException(file + ": " + what);
    }

    /** Where a tensor is and what it is. */
    static final class Entry {
        private final ElementType type;
        private final int[] shape;
        private final long begin;
        private final long end;

        private Entry(ElementType type, int[] shape, long begin, long end) {
            this.type = type;
            this.shape = shape;
            this.begin = begin;
            this.end = end;
        }

        ElementType type() {
            return type;
        }

        int[] shape() {
            return shape.clone();
        }

        /** The first byte, counted from the end of the header. */
        long begin() {
            return begin;
        }

        long bytes() {
            return end - begin;
        }
    }
}
