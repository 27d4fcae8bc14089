package org.attentionworkbench.core.rotary;

import org.attentionworkbench.api.matrix.Matrix;

/**
 * Turns the channels of a row by angles that grow with its position p. For each pair t of channels (x, y), with the frequency θ_t:
 *
 * <pre>{@code
 * x′ = α · (x·cos(p·θ_t) − y·sin(p·θ_t))
 * y′ = α · (y·cos(p·θ_t) + x·sin(p·θ_t))
 * }</pre>
 *
 * The first {@code 2·T} channels of T frequencies are turned, the others stay. Su, Lu, Pan, Murtadha, Wen and Liu, <i>RoFormer: Enhanced
 * Transformer with Rotary Position Embedding</i> (2021), section 3.2; the amplitude α is 1 there.
 */
public final class Rotation {
    private final double[] frequencies;
    private final double amplitude;
    private final ChannelPairs pairs;

    /**
     * A rotation.
     *
     * @param frequencies θ, the angle per position of each pair, in radians
     * @param amplitude α, a factor of the channels that are turned
     * @param pairs which channels make a pair
     */
    public Rotation(double[] frequencies, double amplitude, ChannelPairs pairs) {
        this.frequencies = frequencies.clone();
        this.amplitude = amplitude;
        this.pairs = pairs;
    }

    /**
     * How many channels are turned.
     *
     * @return an even number
     */
    public int dimension() {
        return 2 * frequencies.length;
    }

    /**
     * Rows that stand one after the other, turned.
     *
     * @param rows n×d with {@code d ≥ dimension()}, left as it is
     * @param firstPosition the position of row 0
     * @return a new matrix of that shape
     * @throws IllegalArgumentException if the rows have fewer channels than are turned
     */
    public Matrix rotated(Matrix rows, int firstPosition) {
        if (rows.columns() < dimension()) {
            throw new IllegalArgumentException("cannot turn " + dimension() + " channels of a " + rows);
        }
        Matrix turned = Matrix.wrap(rows.rows(), rows.columns(), rows.elements().clone());
        for (int row = 0; row < rows.rows(); row++) {
            rotate(turned.elements(), row * rows.columns(), (long) firstPosition + row);
        }
        return turned;
    }

    /**
     * Turns one row in its place.
     *
     * @param elements holds the row
     * @param start where the row begins
     * @param position p
     */
    public void rotate(double[] elements, int start, long position) {
        boolean halves = pairs == ChannelPairs.HALF_SPLIT;
        int apart = halves ? frequencies.length : 1;
        for (int pair = 0; pair < frequencies.length; pair++) {
            int first = start + (halves ? pair : 2 * pair);
            double angle = position * frequencies[pair];
            double cosine = amplitude * Math.cos(angle);
            double sine = amplitude * Math.sin(angle);
            double x = elements[first];
            double y = elements[first + apart];
            elements[first] = x * cosine - y * sine;
            elements[first + apart] = y * cosine + x * sine;
        }
    }
}
