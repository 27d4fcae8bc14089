package org.attentionworkbench.core.tensor;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.text.UnusableFile;

/**
 * Numbers that the user gives in a file of tensors (.npy, .npz, .safetensors) or, under any other name, as text: a row per line, the
 * numbers with commas, semicolons or white space between them. {@code inf} and {@code -inf} stand for infinity; blank lines and
 * lines that begin with {@code #} are skipped.
 */
public final class NumberFile {
    private static final Pattern BETWEEN = Pattern.compile("\\s*[,;]\\s*|\\s+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern INFINITE = Pattern.compile("[+−-]?(inf(inity)?|∞)", Pattern.CASE_INSENSITIVE);

    private final Path file;

    private NumberFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a tensor, or a table of numbers.
     *
     * @param file the file
     * @param name which of its tensors; may be left out where there is one only
     * @return the tensor; text gives two axes of 64-bit numbers
     * @throws InvalidInputException if the file cannot be read or does not hold what is asked for; the message names the file
     */
    public static Tensor read(Path file, Optional<String> name) {
        String path = file.toString().toLowerCase(Locale.ROOT);
        if (path.endsWith(".npy") || path.endsWith(".npz") || path.endsWith(".safetensors")) {
            return tensor(file, name);
        }
        if (name.isPresent()) {
            throw new InvalidInputException(file + ": it is read as text, which holds no tensor '" + name.get()
                    + "'; give a .npz or .safetensors file, or no name");
        }
        return new NumberFile(file).table();
    }

    private static Tensor tensor(Path file, Optional<String> name) {
        TensorFile tensors = TensorFile.open(file);
        if (name.isPresent()) {
            return tensors.tensor(name.get());
        }
        Set<String> names = tensors.names();
        if (names.size() != 1) {
            throw new InvalidInputException(file + ": it holds " + names.size() + " tensors, not one"
                    + (names.isEmpty() ? "" : "; say which: " + some(names)));
        }
        return tensors.tensor(names.iterator().next());
    }

    private static String some(Set<String> names) {
        List<String> first = names.stream().limit(8).toList();
        return String.join(", ", first) + (names.size() > first.size() ? ", …" : "");
    }

    private Tensor table() {
        List<double[]> rows = new ArrayList<>();
        int number = 0;
        for (String line : lines()) {
            number++;
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                double[] row = row(content, number);
                if (!rows.isEmpty() && row.length != rows.get(0).length) {
                    throw new InvalidInputException(file + " line " + number + ": it holds " + row.length
                            + " numbers, and the first row " + rows.get(0).length + "; give rows of one length");
                }
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw new InvalidInputException(file + ": it holds no number; write a row per line");
        }
        int columns = rows.get(0).length;
        double[] elements = new double[Math.multiplyExact(rows.size(), columns)];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), 0, elements, row * columns, columns);
        }
        return Tensor.wrap(ElementType.F64, elements, rows.size(), columns);
    }

    private List<String> lines() {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (CharacterCodingException binary) {
            throw new InvalidInputException(
                    file + ": it is not text in UTF-8; give numbers as text, or a .npy, .npz or .safetensors file",
                    binary);
        } catch (IOException problem) {
            throw UnusableFile.because(file, problem);
        }
    }

    private double[] row(String line, int number) {
        String[] fields = BETWEEN.split(line, -1);
        double[] row = new double[fields.length];
        for (int column = 0; column < fields.length; column++) {
            row[column] = number(fields[column], number);
        }
        return row;
    }

    private double number(String field, int line) {
        if (INFINITE.matcher(field).matches()) {
            boolean negative = field.startsWith("-") || field.startsWith("−");
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (!NUMBER.matcher(field).matches()) {
            throw new InvalidInputException(file + " line " + line + ": '" + field
                    + "' is no number; write numbers with commas or blanks between them");
        }
        return Double.parseDouble(field);
    }
}
