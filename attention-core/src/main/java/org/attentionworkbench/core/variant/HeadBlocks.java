package org.attentionworkbench.core.variant;

import java.util.List;
import java.util.stream.IntStream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Shares the columns of a matrix out among heads: equal blocks of neighbours, block h holding the columns from {@code h·w/H}
 * up to {@code (h+1)·w/H} of a matrix of width w.
 *
 * @param option the strategy and the option that set the number of heads, as in {@code multi-head: heads}
 * @param count H, the number of heads, at least 1
 */
record HeadBlocks(String option, int count) {

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
