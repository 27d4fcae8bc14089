package org.attentionworkbench.core.modifier;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;

/** A table of biases with a row or a column for each head: one that was given, or one that is drawn for as many heads as there are. */
@FunctionalInterface
interface HeadTable {

    /**
     * The table for a number of heads.
     *
     * @return a matrix with as many rows, or columns, as heads
     * @throws InvalidInputException if the table is one for another number of heads
     */
    Matrix over(int heads);

    /**
     * A table that was given.
     *
     * @param table the table
     * @param ofHeads for how many heads it is
     * @throws IllegalArgumentException if it is for no head, or an element is not finite
     */
    static HeadTable of(Matrix table, int ofHeads) {
        if (ofHeads == 0) {
            throw new IllegalArgumentException("a table of biases has a bias for each head, and there is none");
        }
        for (double element : table.elements()) {
            if (!Double.isFinite(element)) {
                throw new IllegalArgumentException("a learned bias is a finite number, not " + element);
            }
        }
        return heads -> {
            if (ofHeads != heads) {
                throw new InvalidInputException("the table has biases for " + HeadCount.text(ofHeads)
                        + ", and the variant has " + HeadCount.text(heads) + "; choose a variant with as many heads");
            }
            return table;
        };
    }
}
