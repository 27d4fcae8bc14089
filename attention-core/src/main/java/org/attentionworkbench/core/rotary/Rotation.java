package org.attentionworkbench.core.rotary;

import java.util.Arrays;
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
    /** How many cosines and sines are kept at most, 16 MiB: 32,768 positions of 32 pairs. */
    private static final int MOST_KEPT = 1 << 21;

    private final double[] frequencies;
    private final double amplitude;
    private final ChannelPairs pairs;
    /** {@code α·cos(p·θ_t)} and {@code α·sin(p·θ_t)} side by side, pair by pair, position by position from 0 on; replaced as a whole. */
    private volatile double[] kept = new double[0];

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
        keepUpTo((long) firstPosition + rows.rows());
        for (int row = 0; row < rows.rows(); row++) {
            rotate(turned.elements(), row * rows.columns(), (long) firstPosition + row);
        }
        return turned;
    }

    /** The keys and all heads turn by the same angles again: anew each time, they would cost a long text a sixth of its fused pass. */
    private void keepUpTo(long positions) {
        double[] before = kept;
        int each = dimension();
        int known = each == 0 ? 0 : before.length / each;
        int most = each == 0 ? 0 : MOST_KEPT / each;
        if (known >= Math.min(positions, most)) {
            return;
        }
        int count = (int) Math.min(most, Math.max(positions, 2L * known));
        double[] grown = Arrays.copyOf(before, count * each);
        int place = known * each;
        for (int position = known; position < count; position++) {
            for (double frequency : frequencies) {
                double angle = position * frequency;
                grown[place++] = amplitude * Math.cos(angle);
                grown[place++] = amplitude * Math.sin(angle);
            }
        }
        kept = grown;
    }

    /**
     * Turns one row in its place.
     *
     * @param elements holds the row
     * @param start where the row begins
     * @param position p
     */
    public void rotate(double[] elements, int start, long position) {
        double[] known = kept;
        boolean isKnown = position >= 0 && position < known.length / Math.max(1, dimension());
        boolean halves = pairs == ChannelPairs.HALF_SPLIT;
        int apart = halves ? frequencies.length : 1;
        int place = isKnown ? (int) position * dimension() : 0;
        for (int pair = 0; pair < frequencies.length; pair++, place += 2) {
            int first = start + (halves ? pair : 2 * pair);
            double angle = position * frequencies[pair];
            double cosine = isKnown ? known[place] : amplitude * Math.cos(angle);
            double sine = isKnown ? known[place + 1] : amplitude * Math.sin(angle);
            double x = elements[first];
            double y = elements[first + apart];
            elements[first] = x * cosine - y * sine;
            elements[first + apart] = y * cosine + x * sine;
        }
    }
}
