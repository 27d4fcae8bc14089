package org.attentionworkbench.core.conformance;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.conformance.ConformanceCase.Argument;
import org.attentionworkbench.core.json.JsonReader;
import org.jspecify.annotations.Nullable;

/** Reads the {@code manifest.json} of a folder of cases. */
final class ManifestReader {
    private static final String FORMAT = "attention-conformance/1";
    /** What ONNX's own test runner compares with. */
    private static final double USUAL_RELATIVE = 1e-3;

    private static final double USUAL_ABSOLUTE = 1e-7;

    private final Path directory;
    private final Path file;

    ManifestReader(Path directory, Path file) {
        this.directory = directory;
        this.file = file;
    }

    /**
     * Reads the manifest.
     *
     * @throws InvalidInputException if it cannot be read or is not of the format
     */
    ConformanceFolder read() {
        if (!(JsonReader.read(file) instanceof Map<?, ?> manifest)) {
            throw new InvalidInputException(file + ": it is not a JSON object");
        }
        String format = text(manifest, "format", "the manifest", FORMAT);
        if (!format.equals(FORMAT)) {
            throw new InvalidInputException(file + ": its format is '" + format + "'; " + FORMAT + " is readable");
        }
        if (!(manifest.get("cases") instanceof List<?> list)) {
            throw new InvalidInputException(file + ": 'cases' is missing; a list of the cases is needed there");
        }
        if (manifest.get("count") instanceof Long count && count != list.size()) {
            throw new InvalidInputException(file + ": it counts " + count + " cases, but lists " + list.size());
        }
        List<ConformanceCase> cases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Object each : list) {
            ConformanceCase read = testCase(each, cases.size());
            if (!names.add(read.name())) {
                throw new InvalidInputException(file + ": there are two cases '" + read.name() + "'");
            }
            cases.add(read);
        }
        return new ConformanceFolder(directory, text(manifest, "title", "the manifest", ""), cases);
    }

    private ConformanceCase testCase(@Nullable Object json, int number) {
        if (!(json instanceof Map<?, ?> map)) {
            throw new InvalidInputException(file + ": case " + (number + 1) + " is not a JSON object");
        }
        String name = text(map, "name", "case " + (number + 1), null);
        String where = "case " + name;
        double relative = tolerance(map, "rtol", where, USUAL_RELATIVE);
        double absolute = tolerance(map, "atol", where, USUAL_ABSOLUTE);
        return new ConformanceCase(
                name,
                caseFile(text(map, "file", where, null), where),
                text(map, "sha256", where, ""),
                text(map, "op_type", where, null),
                text(map, "domain", where, ""),
                attributes(map.get("attributes"), where),
                arguments(map, "inputs", where),
                arguments(map, "outputs", where),
                new Comparison(relative, absolute),
                new Comparison(
                        tolerance(map, "tight_rtol", where, relative), tolerance(map, "tight_atol", where, absolute)));
    }

    private Path caseFile(String name, String where) {
        try {
            Path path = directory.resolve(name);
            if (path.normalize().startsWith(directory.normalize())) {
                return path;
            }
        } catch (InvalidPathException malformed) {
            throw new InvalidInputException(
                    file + ": " + where + ": '" + name + "' cannot be the name of a file", malformed);
        }
        throw new InvalidInputException(file + ": " + where + ": the file '" + name + "' is not in the folder");
    }

    private Map<String, Object> attributes(@Nullable Object json, String where) {
        Map<String, Object> attributes = new HashMap<>();
        if (json == null) {
            return attributes;
        }
        if (!(json instanceof Map<?, ?> map)) {
            throw new InvalidInputException(file + ": " + where + ": 'attributes' is an object, not " + json);
        }
        for (Map.Entry<?, ?> each : map.entrySet()) {
            if (each.getValue() != null) {
                attributes.put(String.valueOf(each.getKey()), each.getValue());
            }
        }
        return attributes;
    }

    private List<Argument> arguments(Map<?, ?> map, String key, String where) {
        if (!(map.get(key) instanceof List<?> list)) {
            throw new InvalidInputException(
                    file + ": " + where + ": '" + key + "' is missing; a list of tensors is needed");
        }
        List<Argument> arguments = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> argument)) {
                throw new InvalidInputException(
                        file + ": " + where + ": " + each + " in '" + key + "' is not an object");
            }
            String what = where + ": an entry of '" + key + "'";
            arguments.add(new Argument(
                    text(argument, "name", what, null),
                    text(argument, "tensor", what, null),
                    text(argument, "dtype", what, ""),
                    shape(argument.get("shape"), what)));
        }
        return arguments;
    }

    private @Nullable List<Integer> shape(@Nullable Object json, String what) {
        if (json == null) {
            return null;
        }
        List<Integer> shape = new ArrayList<>();
        if (json instanceof List<?> list) {
            for (Object length : list) {
                if (length instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
                    shape.add(number.intValue());
                }
            }
            if (shape.size() == list.size()) {
                return shape;
            }
        }
        throw new InvalidInputException(file + ": " + what + ": 'shape' is a list of lengths, not " + json);
    }

    private double tolerance(Map<?, ?> map, String key, String where, double otherwise) {
        Object value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number && number.doubleValue() >= 0) {
            return number.doubleValue();
        }
        throw new InvalidInputException(file + ": " + where + ": '" + key + "' is a number from 0, not " + value);
    }

    private String text(Map<?, ?> map, String key, String where, @Nullable String otherwise) {
        Object value = map.get(key);
        if (value instanceof String text) {
            return text;
        }
        if (value == null && otherwise != null) {
            return otherwise;
        }
        throw new InvalidInputException(
                file + ": " + where + ": '" + key + "' is " + (value == null ? "missing" : "not a text: " + value));
    }
}
