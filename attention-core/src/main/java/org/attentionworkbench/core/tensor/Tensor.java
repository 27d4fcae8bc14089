package org.attentionworkbench.core.tensor;

import java.util.Arrays;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Numbers along any number of axes, row-major: the last axis runs fastest. Whatever the element type of the file they come from,
 * they are computed with as 64-bit floating point; the type is kept, so that results can be rounded to it.
 */
public final class Tensor {
    private final ElementType type;
    private final int[] shape;
    private final double[] elements;

    private Tensor(ElementType type, int[] shape, double[] elements) {
        this.type = type;
        this.shape = shape;
        this.elements = elements;
    }

    /**
     * A tensor around an array, without a copy.
     *
     * @param type what the elements are rounded to when they are written
     * @param elements the elements, row-major; as many as the product of the shape
     * @param shape the length of each axis; no axes make a single number
     * @return the tensor that shares the array
     * @throws IllegalArgumentException if shape and elements do not go together
     */
    public static Tensor wrap(ElementType type, double[] elements, int... shape) {
        if (size(shape) != elements.length) {
            throw new IllegalArgumentException(
                    "a tensor of shape " + Arrays.toString(shape) + " does not have " + elements.length + " elements");
        }
        return new Tensor(type, shape.clone(), elements);
    }

    /**
     * A tensor of zeros.
     *
     * @param type what the elements are rounded to when they are written
     * @param shape the length of each axis
     * @return a new tensor
     * @throws IllegalArgumentException if an axis is negative or there would be more than 2³¹ − 1 elements
     */
    public static Tensor zeros(ElementType type, int... shape) {
        return new Tensor(type, shape.clone(), new double[size(shape)]);
    }

    /**
     * A matrix as a tensor of two axes, without a copy.
     *
     * @param type what the elements are rounded to when they are written
     * @param matrix the matrix
     * @return a tensor of shape rows × columns
     */
    public static Tensor of(ElementType type, Matrix matrix) {
        return wrap(type, matrix.elements(), matrix.rows(), matrix.columns());
    }

    private static int size(int[] shape) {
        long size = 1;
        for (int length : shape) {
            if (length < 0 || (size *= length) > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("a tensor cannot have the shape " + Arrays.toString(shape));
            }
        }
        return (int) size;
    }

    /**
     * What the elements are rounded to when they are written.
     *
     * @return the element type
     */
    public ElementType type() {
        return type;
    }

    /**
     * The number of axes.
     *
     * @return 0 for a single number
     */
    public int rank() {
        return shape.length;
    }

    /**
     * The length of an axis.
     *
     * @param axis from 0, or from −1 backwards
     * @return its length
     * @throws IndexOutOfBoundsException if there is no such axis
     */
    public int length(int axis) {
        return shape[axis < 0 ? shape.length + axis : axis];
    }

    /**
     * The length of each axis.
     *
     * @return a copy
     */
    public int[] shape() {
        return shape.clone();
    }

    /**
     * The elements, row-major: the array itself, not a copy.
     *
     * @return as many elements as the product of the shape
     */
    public double[] elements() {
        return elements;
    }

    /**
     * The same elements under another shape of the same size, without a copy.
     *
     * @param newShape the length of each axis
     * @return a tensor that shares the array
     * @throws IllegalArgumentException if the sizes differ
     */
    public Tensor reshaped(int... newShape) {
        return wrap(type, elements, newShape);
    }

    /**
     * This tensor as a matrix, without a copy: a matrix for two axes, one row for one axis.
     *
     * @return the matrix that shares the array
     * @throws IllegalStateException if there are more axes, or none
     */
    public Matrix matrix() {
        return switch (shape.length) {
            case 1 -> Matrix.wrap(1, shape[0], elements);
            case 2 -> Matrix.wrap(shape[0], shape[1], elements);
            default -> throw new IllegalStateException(this + " is no matrix");
        };
    }

    /** Type and shape: {@code F32 [2, 3]}. */
    @Override
    public String toString() {
        return type + " " + Arrays.toString(shape);
    }
}
