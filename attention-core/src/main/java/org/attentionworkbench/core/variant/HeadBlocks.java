package org.attentionworkbench.core.variant;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Shares the columns of a matrix out among heads: equal blocks of neighbours, block h holding the columns from {@code h·w/H}
 * up to {@code (h+1)·w/H} of a matrix of width w.
 *
 * @param option the strategy and the option that set the number of heads, as in {@code multi-head: heads}
 * @param count H, the number of heads, at least 1
 */
record HeadBlocks(String option, int count) {

    /** A number of heads, checked. */
    static int counted(int heads) {
        if (heads < 1) {
            throw new IllegalArgumentException("there is no attention with " + heads + " heads");
        }
        return heads;
    }

    /** The heads side by side: head h attends with the h-th block of queries, keys and values. */
    Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
        List<Matrix> queriesOfHeads = of(queries, "queries");
        List<Matrix> keysOfHeads = of(keys, "keys");
        List<Matrix> valuesOfHeads = of(values, "values");
        List<Matrix> parts = new ArrayList<>(count);
        for (int head = 0; head < count; head++) {
            parts.add(stages.attend(head, queriesOfHeads.get(head), keysOfHeads.get(head), valuesOfHeads.get(head)));
        }
        return Matrix.joinColumns(parts);
    }

    /**
     * The blocks of a matrix.
     *
     * @param matrix any number of rows
     * @param whose what the rows are, in the plural, as in {@code queries}
     * @return H matrices of the same number of rows
     * @throws InvalidInputException if H does not divide the width
     */
    List<Matrix> of(Matrix matrix, String whose) {
        int width = matrix.columns();
        if (width % count != 0) {
            throw new InvalidInputException(option + "=" + count + " does not divide the width " + width + " of the "
                    + whose + "; " + divisors(width) + " would");
        }
        int block = width / count;
        return IntStream.range(0, count)
                .mapToObj(head -> matrix.columns(head * block, (head + 1) * block))
                .toList();
    }

    private static String divisors(int width) {
        StringBuilder text = new StringBuilder("1");
        for (int divisor = 2; divisor <= width; divisor++) {
            if (width % divisor == 0) {
                text.append(divisor == width ? " or " : ", ").append(divisor);
            }
        }
        return text.toString();
    }
}
