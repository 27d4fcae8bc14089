package org.attentionworkbench.bench.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;

/**
 * How large the arrays of an attention are: queries are {@code [batch, heads, queries, headSize]}, keys and values
 * {@code [batch, keyHeads, keys, headSize]}.
 *
 * @param batch how many entries there are
 * @param heads how many heads the queries have
 * @param keyHeads how many heads keys and values have; it divides the heads of the queries
 * @param queries n
 * @param keys m
 * @param headSize d
 */
public record Shape(int batch, int heads, int keyHeads, int queries, int keys, int headSize) {
    /** What is measured beside the peers: encoders short and long, a grouped-query model, one step of decoding, a phrase. */
    public static final List<Shape> MEASURED = List.of(
            new Shape(1, 12, 12, 128, 128, 64),
            new Shape(1, 12, 12, 512, 512, 64),
            new Shape(1, 12, 12, 2048, 2048, 64),
            new Shape(1, 32, 8, 1024, 1024, 128),
            new Shape(1, 8, 8, 4096, 4096, 64),
            new Shape(1, 32, 8, 1, 4096, 128),
            new Shape(1, 1, 1, 9, 9, 4));

    private static final int NUMBERS = 6;
    private static final int LARGEST = 1 << 20;

    /**
     * Checks.
     *
     * @throws InvalidInputException if a number is below 1 or too large, or the heads of the keys do not divide those of the queries
     */
    public Shape {
        for (int number : new int[] {batch, heads, keyHeads, queries, keys, headSize}) {
            if (number < 1 || number > LARGEST) {
                throw new InvalidInputException("a shape takes numbers from 1 to " + LARGEST + ", not " + number);
            }
        }
        if (heads % keyHeads != 0) {
            throw new InvalidInputException(
                    heads + " heads cannot share " + keyHeads + " heads of keys; one divides the other");
        }
        if (elements(batch, heads, queries, headSize) > Integer.MAX_VALUE / 2
                || elements(batch, keyHeads, keys, headSize) > Integer.MAX_VALUE / 2) {
            throw new InvalidInputException("a shape of so many numbers does not fit an array");
        }
    }

    private static long elements(int batch, int heads, int positions, int width) {
        return Math.multiplyExact(Math.multiplyExact((long) batch * heads, positions), width);
    }

    /**
     * Reads a shape.
     *
     * @param text such as {@code 1x12x12x128x128x64}: batch, heads, heads of keys, queries, keys, head size
     * @return the shape
     * @throws InvalidInputException if the text is none
     */
    public static Shape parse(String text) {
        List<Integer> numbers = new ArrayList<>();
        try {
            for (String number : text.strip().split("[x×]", -1)) {
                numbers.add(Integer.valueOf(number));
            }
        } catch (NumberFormatException malformed) {
            throw new InvalidInputException(noShape(text), malformed);
        }
        if (numbers.size() != NUMBERS) {
            throw new InvalidInputException(noShape(text));
        }
        return new Shape(
                numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4), numbers.get(5));
    }

    private static String noShape(String text) {
        return "'" + text + "' is no shape; write batch, heads, heads of keys, queries, keys and head size as in "
                + MEASURED.get(0);
    }

    /**
     * Whether there are fewer heads of keys than of queries.
     *
     * @return true for grouped-query attention
     */
    public boolean grouped() {
        return keyHeads < heads;
    }

    /**
     * How many numbers the queries are; the output has as many.
     *
     * @return {@code batch·heads·queries·headSize}
     */
    public int queryElements() {
        return batch * heads * queries * headSize;
    }

    /**
     * How many numbers the keys are; the values have as many.
     *
     * @return {@code batch·keyHeads·keys·headSize}
     */
    public int keyElements() {
        return batch * keyHeads * keys * headSize;
    }

    /**
     * The factor of the scores.
     *
     * @return {@code 1/√headSize}
     */
    public double scale() {
        return 1 / Math.sqrt(headSize);
    }

    @Override
    public String toString() {
        return String.join(
                "x",
                Arrays.stream(new int[] {batch, heads, keyHeads, queries, keys, headSize})
                        .mapToObj(Integer::toString)
                        .toList());
    }
}
