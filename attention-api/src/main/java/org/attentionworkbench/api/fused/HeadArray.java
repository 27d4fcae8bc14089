package org.attentionworkbench.api.fused;

/**
 * The rows of every head of a batch inside a {@code float[]}, in whatever order they lie there: channel c of position p of head h of
 * entry b is at {@code offset + b·batchStride + h·headStride + p·positionStride + c}. Nothing is copied.
 */
public final class HeadArray {
    private final float[] elements;
    private final int offset;
    private final int batch;
    private final int heads;
    private final int positions;
    private final int width;
    private final int batchStride;
    private final int headStride;
    private final int positionStride;

    /**
     * Rows anywhere in an array.
     *
     * @param elements the array
     * @param offset where the first row begins
     * @param batch how many entries there are
     * @param heads how many heads each entry has
     * @param positions how many rows each head has
     * @param width how many channels each row has
     * @param batchStride how far the first rows of neighbouring entries are apart
     * @param headStride how far the first rows of neighbouring heads are apart
     * @param positionStride how far neighbouring rows are apart
     * @throws IllegalArgumentException if a number is negative, or a row lies outside the array
     */
    public HeadArray(
            float[] elements,
            int offset,
            int batch,
            int heads,
            int positions,
            int width,
            int batchStride,
            int headStride,
            int positionStride) {
        if (offset < 0 || batch < 0 || heads < 0 || positions < 0 || width < 0) {
            throw new IllegalArgumentException("offset " + offset + ", batch " + batch + ", heads " + heads
                    + ", positions " + positions + " and width " + width + " are at least 0 each");
        }
        if (batchStride < 0 || headStride < 0 || positionStride < 0) {
            throw new IllegalArgumentException("the strides " + batchStride + ", " + headStride + " and "
                    + positionStride + " are at least 0 each");
        }
        if (batch > 0 && heads > 0 && positions > 0 && width > 0) {
            long end = offset
                    + (batch - 1L) * batchStride
                    + (heads - 1L) * headStride
                    + (positions - 1L) * positionStride
                    + width;
            if (end > elements.length) {
                throw new IllegalArgumentException("rows up to " + end + " do not fit an array of " + elements.length);
            }
        }
        this.elements = elements;
        this.offset = offset;
        this.batch = batch;
        this.heads = heads;
        this.positions = positions;
        this.width = width;
        this.batchStride = batchStride;
        this.headStride = headStride;
        this.positionStride = positionStride;
    }

    /**
     * An array with heads as an axis: {@code [batch, heads, positions, width]}.
     *
     * @param elements the array
     * @param batch how many entries there are
     * @param heads how many heads each entry has
     * @param positions how many rows each head has
     * @param width how many channels each row has
     * @return its rows
     */
    public static HeadArray withHeadAxis(float[] elements, int batch, int heads, int positions, int width) {
        return new HeadArray(
                elements, 0, batch, heads, positions, width, heads * positions * width, positions * width, width);
    }

    /**
     * An array with heads side by side: {@code [batch, positions, heads·width]}.
     *
     * @param elements the array
     * @param batch how many entries there are
     * @param positions how many rows each head has
     * @param heads how many heads each entry has
     * @param width how many channels each row of a head has
     * @return its rows
     */
    public static HeadArray sideBySide(float[] elements, int batch, int positions, int heads, int width) {
        return new HeadArray(
                elements, 0, batch, heads, positions, width, positions * heads * width, width, heads * width);
    }

    /**
     * The first positions alone, as of a cache that is not full.
     *
     * @param count how many positions
     * @return the same rows without the later ones
     * @throws IllegalArgumentException if there are not as many
     */
    public HeadArray first(int count) {
        if (count > positions) {
            throw new IllegalArgumentException("there are " + positions + " positions, not " + count);
        }
        return new HeadArray(elements, offset, batch, heads, count, width, batchStride, headStride, positionStride);
    }

    /**
     * The array.
     *
     * @return the array itself
     */
    public float[] elements() {
        return elements;
    }

    /**
     * How many entries there are.
     *
     * @return at least 0
     */
    public int batch() {
        return batch;
    }

    /**
     * How many heads each entry has.
     *
     * @return at least 0
     */
    public int heads() {
        return heads;
    }

    /**
     * How many rows each head has.
     *
     * @return at least 0
     */
    public int positions() {
        return positions;
    }

    /**
     * How many channels each row has.
     *
     * @return at least 0
     */
    public int width() {
        return width;
    }

    /**
     * How far neighbouring rows of a head are apart.
     *
     * @return the stride
     */
    public int positionStride() {
        return positionStride;
    }

    /**
     * Where a row begins.
     *
     * @param entry from 0
     * @param head from 0
     * @param position from 0
     * @return an index of {@link #elements()}
     */
    public int place(int entry, int head, int position) {
        return offset + entry * batchStride + head * headStride + position * positionStride;
    }

    @Override
    public String toString() {
        return "[" + batch + ", " + heads + ", " + positions + ", " + width + "]";
    }
}
