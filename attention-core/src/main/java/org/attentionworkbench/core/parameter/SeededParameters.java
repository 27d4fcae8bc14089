package org.attentionworkbench.core.parameter;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Parameters as they are before any learning: drawn from a seed, with a variance that keeps that of the channels from layer to
 * layer, {@code 2/(in + out)}. Uniform on {@code [−√(6/(in + out)), √(6/(in + out)))}, or normal. Glorot and Bengio,
 * <i>Understanding the difficulty of training deep feedforward neural networks</i> (2010), equation 16 ("Xavier").
 *
 * <p>A parameter depends on the seed, its role and its shape alone, whatever else is drawn, on every machine. A vector is drawn as a
 * linear map to one channel, {@code in = length, out = 1}, and so is each row of a table, by its position.
 */
public final class SeededParameters implements Parameters {

    /** What the numbers are drawn from. */
    public enum Distribution {
        /** Uniform around 0. */
        UNIFORM,
        /** Normal with mean 0. */
        NORMAL
    }

    /** What a parameter depends on beside the seed. */
    private record Asked(String role, int rows, int columns) {}

    private static final long LARGEST_ARRAY = (Integer.MAX_VALUE - 8L) * Double.BYTES;
    private static final long MEBIBYTE = 1L << 20;

    private final long seed;
    private final Distribution distribution;
    private final Map<Asked, Matrix> drawn = new ConcurrentHashMap<>();

    /**
     * Parameters from the uniform distribution.
     *
     * @param seed any number
     */
    public SeededParameters(long seed) {
        this(seed, Distribution.UNIFORM);
    }

    /**
     * Parameters from a distribution of one's choice.
     *
     * @param seed any number
     * @param distribution what to draw from
     */
    public SeededParameters(long seed, Distribution distribution) {
        this.seed = seed;
        this.distribution = distribution;
    }

    @Override
    public Matrix matrix(String role, int rows, int columns) {
        return drawn.computeIfAbsent(new Asked(role, rows, columns), asked -> {
            checkRoom(role, rows, columns);
            Matrix matrix = Matrix.zeros(rows, columns);
            draw(new RandomSequence(seed, role, rows, columns), matrix.elements(), 0, rows * columns, rows + columns);
            return matrix;
        });
    }

    /** A number of channels that a user writes down in passing squares to more memory than there is. */
    private static void checkRoom(String role, int rows, int columns) {
        Runtime runtime = Runtime.getRuntime();
        long room = Math.min(LARGEST_ARRAY, runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory());
        double needed = (double) rows * columns * Double.BYTES;
        if (needed > room) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "the parameter %s of %,d × %,d numbers takes %,.0f MiB and there is room for %,d; choose fewer, "
                            + "or give Java more memory",
                    role,
                    rows,
                    columns,
                    needed / MEBIBYTE,
                    room / MEBIBYTE));
        }
    }

    @Override
    public double[] vector(String role, int length) {
        return matrix(role, length, 1).elements();
    }

    @Override
    public Matrix table(String role, int from, int to, int columns) {
        Matrix table = Matrix.zeros(to - from, columns);
        for (int position = from; position < to; position++) {
            int start = (position - from) * columns;
            draw(
                    new RandomSequence(seed, role, position, columns),
                    table.elements(),
                    start,
                    start + columns,
                    columns + 1);
        }
        return table;
    }

    private void draw(RandomSequence random, double[] elements, int start, int end, double sides) {
        if (distribution == Distribution.UNIFORM) {
            double limit = Math.sqrt(6 / sides);
            for (int index = start; index < end; index++) {
                elements[index] = limit * (2 * random.nextDouble() - 1);
            }
        } else {
            double deviation = Math.sqrt(2 / sides);
            for (int index = start; index < end; index++) {
                elements[index] = deviation * random.nextGaussian();
            }
        }
    }
}
