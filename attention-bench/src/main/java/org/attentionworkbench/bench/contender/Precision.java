package org.attentionworkbench.bench.contender;

/** Numbers of 32 bits for libraries of 64, and back. */
final class Precision {
    private Precision() {}

    static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        for (int index = 0; index < numbers.length; index++) {
            doubles[index] = numbers[index];
        }
        return doubles;
    }

    static void copy(float[] from, float[] to, int place) {
        System.arraycopy(from, 0, to, place, from.length);
    }

    static void copy(double[] from, float[] to, int place) {
        for (int index = 0; index < from.length; index++) {
            to[place + index] = (float) from[index];
        }
    }
}
