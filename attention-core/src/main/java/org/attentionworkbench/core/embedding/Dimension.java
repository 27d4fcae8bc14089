package org.attentionworkbench.core.embedding;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;

/** How many numbers a vector has, where the user chooses it. */
final class Dimension {
    static final int LARGEST = 65_536;

    static final Option<Integer> OPTION = Option.integer("dimension", "how many numbers each vector has")
            .which(Dimension::isAllowed, "an integer from 1 to " + LARGEST)
            .withDefault("4");

    private Dimension() {}

    private static boolean isAllowed(int dimension) {
        return dimension >= 1 && dimension <= LARGEST;
    }

    static int check(int dimension) {
        if (!isAllowed(dimension)) {
            throw new IllegalArgumentException("dimension " + dimension + " is not from 1 to " + LARGEST);
        }
        return dimension;
    }

    /**
     * Zeros with a row for every token.
     *
     * @throws InvalidInputException if that is more than a matrix can hold
     */
    static Matrix zeros(int tokens, int dimension) {
        try {
            return Matrix.zeros(tokens, dimension);
        } catch (IllegalArgumentException tooLarge) {
            throw new InvalidInputException(
                    tokens + " tokens with " + dimension + " numbers each are more than a matrix can hold (2147483639);"
                            + " take a shorter text or shorter vectors",
                    tooLarge);
        }
    }
}
