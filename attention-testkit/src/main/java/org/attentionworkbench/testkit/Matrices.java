package org.attentionworkbench.testkit;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.attentionworkbench.api.matrix.Matrix;

/** Matrices to test with, and their comparison. */
public final class Matrices {
    private Matrices() {}

    /**
     * Random numbers, uniform in [−1, 1).
     *
     * @param rows number of rows
     * @param columns number of columns
     * @param seed the same seed gives the same matrix
     * @return a new matrix
     */
    public static Matrix random(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix matrix = Matrix.zeros(rows, columns);
        Arrays.setAll(matrix.elements(), index -> 2 * random.nextDouble() - 1);
        return matrix;
    }

    /**
     * Random integers from −bound to bound.
     *
     * @param rows number of rows
     * @param columns number of columns
     * @param bound the largest magnitude
     * @param seed the same seed gives the same matrix
     * @return a new matrix
     */
    public static Matrix randomIntegers(int rows, int columns, int bound, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix matrix = Matrix.zeros(rows, columns);
        Arrays.setAll(matrix.elements(), index -> random.nextInt(-bound, bound + 1));
        return matrix;
    }

    /**
     * One number in every place.
     *
     * @param rows number of rows
     * @param columns number of columns
     * @param value the number
     * @return a new matrix
     */
    public static Matrix filled(int rows, int columns, double value) {
        Matrix matrix = Matrix.zeros(rows, columns);
        Arrays.fill(matrix.elements(), value);
        return matrix;
    }

    /**
     * A matrix with an array of its own.
     *
     * @param matrix the matrix to copy
     * @return a new matrix with equal elements
     */
    public static Matrix copy(Matrix matrix) {
        return Matrix.wrap(matrix.rows(), matrix.columns(), matrix.elements().clone());
    }

    /**
     * The magnitudes of all elements: {@code |A|}.
     *
     * @param matrix A
     * @return a new matrix
     */
    public static Matrix magnitudes(Matrix matrix) {
        Matrix magnitudes = Matrix.zeros(matrix.rows(), matrix.columns());
        double[] elements = matrix.elements();
        Arrays.setAll(magnitudes.elements(), index -> Math.abs(elements[index]));
        return magnitudes;
    }

    /**
     * Rows for columns: {@code Aᵀ}.
     *
     * @param matrix A, n×m
     * @return a new m×n matrix
     */
    public static Matrix transpose(Matrix matrix) {
        Matrix transposed = Matrix.zeros(matrix.columns(), matrix.rows());
        double[] elements = transposed.elements();
        int index = 0;
        for (int column = 0; column < matrix.columns(); column++) {
            for (int row = 0; row < matrix.rows(); row++) {
                elements[index++] = matrix.get(row, column);
            }
        }
        return transposed;
    }

    /**
     * A random order of the numbers below a count.
     *
     * @param count how many
     * @param seed the same seed gives the same order
     * @return each of 0 … count − 1 once
     */
    public static int[] randomOrder(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[count];
        for (int index = 0; index < count; index++) {
            int other = random.nextInt(index + 1);
            order[index] = order[other];
            order[other] = index;
        }
        return order;
    }

    /**
     * The rows in another order: row i of the result is row {@code order[i]}.
     *
     * @param matrix the matrix
     * @param order which row goes where
     * @return a new matrix
     */
    public static Matrix reorderRows(Matrix matrix, int[] order) {
        Matrix reordered = Matrix.zeros(order.length, matrix.columns());
        for (int row = 0; row < order.length; row++) {
            System.arraycopy(
                    matrix.elements(),
                    order[row] * matrix.columns(),
                    reordered.elements(),
                    row * matrix.columns(),
                    matrix.columns());
        }
        return reordered;
    }

    /**
     * The columns in another order: column j of the result is column {@code order[j]}.
     *
     * @param matrix the matrix
     * @param order which column goes where
     * @return a new matrix
     */
    public static Matrix reorderColumns(Matrix matrix, int[] order) {
        Matrix reordered = Matrix.zeros(matrix.rows(), order.length);
        double[] elements = reordered.elements();
        int index = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column : order) {
                elements[index++] = matrix.get(row, column);
            }
        }
        return reordered;
    }

    /**
     * Fails unless both matrices have the same shape and {@code |actual[i,j] − expected[i,j]| ≤ tolerance} everywhere. Equal
     * infinities are close, and so are NaN and NaN.
     *
     * @param actual what was computed
     * @param expected what should have been
     * @param tolerance the largest difference allowed; 0 for equal numbers
     * @throws AssertionError if they are not close; the message names the first place that is not
     */
    public static void assertClose(Matrix actual, Matrix expected, double tolerance) {
        assertClose(actual, expected, filled(expected.rows(), expected.columns(), tolerance));
    }

    /**
     * Fails unless both matrices have the same shape and {@code |actual[i,j] − expected[i,j]| ≤ tolerance[i,j]} everywhere.
     * Equal infinities are close, and so are NaN and NaN.
     *
     * @param actual what was computed
     * @param expected what should have been
     * @param tolerance the largest difference allowed in each place
     * @throws AssertionError if they are not close; the message names the first place that is not
     */
    public static void assertClose(Matrix actual, Matrix expected, Matrix tolerance) {
        if (actual.rows() != expected.rows() || actual.columns() != expected.columns()) {
            throw new AssertionError("expected a " + expected + " but got a " + actual);
        }
        for (int row = 0; row < expected.rows(); row++) {
            for (int column = 0; column < expected.columns(); column++) {
                double got = actual.get(row, column);
                double wanted = expected.get(row, column);
                double allowed = tolerance.get(row, column);
                if (!close(got, wanted, allowed)) {
                    throw new AssertionError("element (" + row + ", " + column + ") of the " + expected + ": expected "
                            + wanted + " but got " + got + "; a difference of " + allowed + " is allowed");
                }
            }
        }
    }

    private static boolean close(double got, double wanted, double allowed) {
        if (Double.isFinite(got) && Double.isFinite(wanted)) {
            return Math.abs(got - wanted) <= allowed;
        }
        return Double.compare(got, wanted) == 0;
    }

    /**
     * Fails unless both matrices have the same shape and the same bits in every place; 0 and −0 differ.
     *
     * @param actual what was computed
     * @param expected what should have been
     * @throws AssertionError if they differ; the message names the first place where they do
     */
    public static void assertIdentical(Matrix actual, Matrix expected) {
        assertClose(actual, expected, Double.POSITIVE_INFINITY);
        int place = Arrays.mismatch(actual.elements(), expected.elements());
        if (place >= 0) {
            throw new AssertionError("element (" + place / expected.columns() + ", " + place % expected.columns()
                    + ") of the " + expected + ": expected exactly " + expected.elements()[place] + " but got "
                    + actual.elements()[place]);
        }
    }
}
