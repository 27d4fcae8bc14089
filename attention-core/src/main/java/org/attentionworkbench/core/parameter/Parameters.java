package org.attentionworkbench.core.parameter;

import org.attentionworkbench.api.matrix.Matrix;

/**
 * The learned parameters of a strategy, each by the role that it plays in the formula, such as {@code W_q}. A strategy asks for
 * them with the shape it needs, as soon as it knows the width of what it is given; asked again, it gets the same numbers.
 */
public interface Parameters {

    /**
     * The matrix W of a linear map {@code y = x·W} of rows.
     *
     * @param role the letter of the formula, such as {@code W_q}
     * @param rows how many channels come in
     * @param columns how many channels go out
     * @return W, rows × columns, not to be written to
     * @throws org.attentionworkbench.api.InvalidInputException if there is no such matrix of that shape
     */
    Matrix matrix(String role, int rows, int columns);

    /**
     * A vector, such as a bias.
     *
     * @param role the letter of the formula, such as {@code b_q}
     * @param length how many numbers it has
     * @return the vector, not to be written to
     * @throws org.attentionworkbench.api.InvalidInputException if there is no such vector of that length
     */
    double[] vector(String role, int length);

    /**
     * Some rows of a table that has a row for each position. Which rows are asked for changes nothing in them.
     *
     * @param role the letter of the formula
     * @param from the first position
     * @param to the position after the last
     * @param columns how many numbers each row has
     * @return a matrix of {@code to − from} rows, not to be written to
     * @throws org.attentionworkbench.api.InvalidInputException if the table has not so many rows, or not of that length
     */
    Matrix table(String role, int from, int to, int columns);
}
