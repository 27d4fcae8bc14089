package org.attentionworkbench.bench.problem;

import java.util.Random;

/**
 * Queries, keys and values of a shape: seeded numbers of the normal distribution, the same for whoever asks. Heads are an axis:
 * {@code [batch, heads, positions, headSize]}.
 */
public final class Inputs {
    private static final long SEED = 20_260_101;

    private final Shape shape;
    private final float[] queries;
    private final float[] keys;
    private final float[] values;

    /**
     * The numbers of a shape.
     *
     * @param shape the shape
     */
    public Inputs(Shape shape) {
        Random random = new Random(SEED);
        this.shape = shape;
        queries = normal(random, shape.queryElements());
        keys = normal(random, shape.keyElements());
        values = normal(random, shape.keyElements());
    }

    private static float[] normal(Random random, int count) {
        float[] numbers = new float[count];
        for (int index = 0; index < count; index++) {
            numbers[index] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /**
     * Their shape.
     *
     * @return the shape
     */
    public Shape shape() {
        return shape;
    }

    /**
     * The queries.
     *
     * @return the array itself
     */
    public float[] queries() {
        return queries;
    }

    /**
     * The keys.
     *
     * @return the array itself
     */
    public float[] keys() {
        return keys;
    }

    /**
     * The values.
     *
     * @return the array itself
     */
    public float[] values() {
        return values;
    }

    /**
     * Exchanges the axes of heads and positions, for whoever wants the heads of a position side by side or has them so.
     *
     * @param elements {@code [batch, first, second, headSize]}
     * @param first the length of the second axis
     * @param second the length of the third axis
     * @return {@code [batch, second, first, headSize]}
     */
    public float[] exchanged(float[] elements, int first, int second) {
        int width = shape.headSize();
        float[] exchanged = new float[elements.length];
        for (int entry = 0; entry < shape.batch(); entry++) {
            int start = entry * first * second;
            for (int one = 0; one < first; one++) {
                for (int other = 0; other < second; other++) {
                    System.arraycopy(
                            elements,
                            (start + one * second + other) * width,
                            exchanged,
                            (start + other * first + one) * width,
                            width);
                }
            }
        }
        return exchanged;
    }
}
