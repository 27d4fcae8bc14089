package org.attentionworkbench.api.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A matrix of 64-bit floating-point numbers: {@code rows × columns}, stored row after row in one array, so that element
 * (i, j) stands at {@code elements()[i * columns + j]}. Either side may be 0.
 *
 * <p>The array is shared, not copied: a {@link MatrixBackend} wraps it in its library's own type. Whoever makes a matrix
 * fills its array first and leaves it alone afterwards; the workbench never writes to a matrix it was given.
 */
public final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] elements;

    private Matrix(int rows, int columns, double[] elements) {
        this.rows = rows;
        this.columns = columns;
        this.elements = elements;
    }

    /**
     * A matrix around an array, without a copy.
     *
     * @param rows number of rows, at least 0
     * @param columns number of columns, at least 0
     * @param elements the elements, row after row; exactly {@code rows · columns} of them
     * @return the matrix that shares the array
     * @throws IllegalArgumentException if the length of the array does not fit
     */
    public static Matrix wrap(int rows, int columns, double[] elements) {
        if (elements.length != size(rows, columns)) {
            throw new IllegalArgumentException(
                    "a " + rows + "×" + columns + " matrix does not have " + elements.length + " elements");
        }
        return new Matrix(rows, columns, elements);
    }

    /**
     * A matrix of zeros.
     *
     * @param rows number of rows, at least 0
     * @param columns number of columns, at least 0
     * @return a new matrix
     * @throws IllegalArgumentException if a side is negative or the matrix would need more than 2³¹ − 1 elements
     */
    public static Matrix zeros(int rows, int columns) {
        return new Matrix(rows, columns, new double[size(rows, columns)]);
    }

    /**
     * A matrix from its rows, copied.
     *
     * @param rows the rows, all of one length
     * @return a new matrix; no rows give a 0×0 matrix
     * @throws IllegalArgumentException if the rows differ in length
     */
    public static Matrix ofRows(double[]... rows) {
        Matrix matrix = zeros(rows.length, rows.length == 0 ? 0 : rows[0].length);
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != matrix.columns) {
                throw new IllegalArgumentException(
                        "row " + row + " has " + rows[row].length + " elements, row 0 has " + matrix.columns);
            }
            System.arraycopy(rows[row], 0, matrix.elements, row * matrix.columns, matrix.columns);
        }
        return matrix;
    }

    /**
     * Matrices of the same number of rows, side by side.
     *
     * @param parts the matrices from left to right, at least one
     * @return a new matrix of all their columns
     * @throws IllegalArgumentException if there is no part or the parts differ in their number of rows
     */
    public static Matrix joinColumns(List<Matrix> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no matrices to join");
        }
        int rows = parts.get(0).rows;
        int columns = 0;
        for (Matrix part : parts) {
            if (part.rows != rows) {
                throw new IllegalArgumentException("cannot join " + parts.get(0) + " and " + part + " side by side");
            }
            columns = Math.addExact(columns, part.columns);
        }
        Matrix joined = zeros(rows, columns);
        int from = 0;
        for (Matrix part : parts) {
            for (int row = 0; row < rows; row++) {
                System.arraycopy(
                        part.elements, row * part.columns, joined.elements, row * columns + from, part.columns);
            }
            from += part.columns;
        }
        return joined;
    }

    /**
     * Matrices of the same number of columns, one below the other.
     *
     * @param parts the matrices from top to bottom, at least one
     * @return a new matrix of all their rows
     * @throws IllegalArgumentException if there is no part or the parts differ in their number of columns
     */
    public static Matrix joinRows(List<Matrix> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no matrices to join");
        }
        int columns = parts.get(0).columns;
        int rows = 0;
        for (Matrix part : parts) {
            if (part.columns != columns) {
                throw new IllegalArgumentException(
                        "cannot join " + parts.get(0) + " and " + part + " below each other");
            }
            rows = Math.addExact(rows, part.rows);
        }
        Matrix joined = zeros(rows, columns);
        int from = 0;
        for (Matrix part : parts) {
            System.arraycopy(part.elements, 0, joined.elements, from, part.elements.length);
            from += part.elements.length;
        }
        return joined;
    }

    private static int size(int rows, int columns) {
        long size = (long) rows * columns;
        if (rows < 0 || columns < 0 || size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a matrix cannot have " + rows + "×" + columns + " elements");
        }
        return (int) size;
    }

    /**
     * The number of rows.
     *
     * @return at least 0
     */
    public int rows() {
        return rows;
    }

    /**
     * The number of columns.
     *
     * @return at least 0
     */
    public int columns() {
        return columns;
    }

    /**
     * The elements, row after row: the array itself, not a copy.
     *
     * @return an array of {@code rows · columns} elements
     */
    public double[] elements() {
        return elements;
    }

    /**
     * One element.
     *
     * @param row from 0 to rows − 1
     * @param column from 0 to columns − 1
     * @return the element
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public double get(int row, int column) {
        return elements[Objects.checkIndex(row, rows) * columns + Objects.checkIndex(column, columns)];
    }

    /**
     * A copy of one row.
     *
     * @param row from 0 to rows − 1
     * @return an array of {@code columns} elements
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public double[] row(int row) {
        int start = Objects.checkIndex(row, rows) * columns;
        return Arrays.copyOfRange(elements, start, start + columns);
    }

    /**
     * A copy of some neighbouring rows.
     *
     * @param from the first row
     * @param to the row after the last
     * @return a new matrix of {@code to − from} rows; this matrix itself if that is all of them
     * @throws IndexOutOfBoundsException if there are no such rows
     */
    public Matrix rows(int from, int to) {
        Objects.checkFromToIndex(from, to, rows);
        if (to - from == rows) {
            return this;
        }
        return new Matrix(to - from, columns, Arrays.copyOfRange(elements, from * columns, to * columns));
    }

    /**
     * A copy of some neighbouring columns.
     *
     * @param from the first column
     * @param to the column after the last
     * @return a new matrix of {@code to − from} columns; this matrix itself if that is all of them
     * @throws IndexOutOfBoundsException if there are no such columns
     */
    public Matrix columns(int from, int to) {
        Objects.checkFromToIndex(from, to, columns);
        if (to - from == columns) {
            return this;
        }
        Matrix part = zeros(rows, to - from);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(elements, row * columns + from, part.elements, row * part.columns, part.columns);
        }
        return part;
    }

    /**
     * Whether the other object is a matrix of the same shape with the same elements (as {@link Arrays#equals(double[],
     * double[])} compares them: NaN equals NaN, 0.0 differs from −0.0).
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix matrix
                && rows == matrix.rows
                && columns == matrix.columns
                && Arrays.equals(elements, matrix.elements);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(elements);
    }

    /** The shape alone: {@code 3×4 matrix}. */
    @Override
    public String toString() {
        return rows + "×" + columns + " matrix";
    }
}
