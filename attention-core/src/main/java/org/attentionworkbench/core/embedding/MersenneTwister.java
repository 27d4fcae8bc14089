package org.attentionworkbench.core.embedding;

/**
 * The random numbers of NumPy's {@code np.random.seed}: the Mersenne Twister MT19937 (Matsumoto and Nishimura, "Mersenne
 * Twister: a 623-dimensionally equidistributed uniform pseudo-random number generator", ACM TOMACS 8(1), 1998) with the
 * seeding of its 2002 revision, {@code init_genrand}. The same seed gives the same numbers on every machine.
 */
public final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;
    private static final int UPPER_BIT = 0x8000_0000;
    private static final int LOWER_BITS = 0x7FFF_FFFF;
    private static final int TWIST = 0x9908_B0DF;

    private final int[] state = new int[SIZE];
    private int used = SIZE;
    private double spareGaussian;
    private boolean hasSpareGaussian;

    /**
     * A generator at the beginning of its sequence.
     *
     * @param seed an unsigned 32-bit integer, as {@code np.random.seed} takes
     * @throws IllegalArgumentException if the seed is not from 0 to 4294967295
     */
    public MersenneTwister(long seed) {
        state[0] = (int) checkSeed(seed);
        for (int index = 1; index < SIZE; index++) {
            int previous = state[index - 1];
            state[index] = 1_812_433_253 * (previous ^ (previous >>> 30)) + index;
        }
    }

    static long checkSeed(long seed) {
        if (seed < 0 || seed > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("seed " + seed + " is not from 0 to 4294967295");
        }
        return seed;
    }

    /**
     * A number from the uniform distribution on [0, 1), as {@code np.random.rand()} gives it: {@code (a·2²⁶ + b) / 2⁵³}
     * from the upper 27 bits a and the upper 26 bits b of two draws.
     *
     * @return at least 0 and less than 1
     */
    public double nextDouble() {
        int high = nextInt() >>> 5;
        int low = nextInt() >>> 6;
        return (((long) high << 26) | low) * 0x1p-53;
    }

    /**
     * A number from the standard normal distribution, as {@code np.random.randn()} gives it: Marsaglia's polar method
     * takes points (x, y) of the square (−1, 1)² until one has {@code 0 < s = x² + y² < 1}; then
     * {@code y·√(−2·ln s / s)} is the result and {@code x·√(−2·ln s / s)} the next one.
     *
     * @return any finite number; it may differ from NumPy's in the last place, as logarithms of different libraries do
     */
    public double nextGaussian() {
        if (hasSpareGaussian) {
            hasSpareGaussian = false;
            return spareGaussian;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * nextDouble() - 1;
            y = 2 * nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spareGaussian = x * factor;
        hasSpareGaussian = true;
        return y * factor;
    }

    /** The next 32 bits ({@code genrand_int32}). */
    private int nextInt() {
        if (used == SIZE) {
            renew();
            used = 0;
        }
        int bits = state[used];
        used++;
        bits ^= bits >>> 11;
        bits ^= (bits << 7) & 0x9D2C_5680;
        bits ^= (bits << 15) & 0xEFC6_0000;
        return bits ^ (bits >>> 18);
    }

    private void renew() {
        for (int index = 0; index < SIZE; index++) {
            int joined = (state[index] & UPPER_BIT) | (state[(index + 1) % SIZE] & LOWER_BITS);
            int twisted = (joined >>> 1) ^ ((joined & 1) == 0 ? 0 : TWIST);
            state[index] = state[(index + SHIFT) % SIZE] ^ twisted;
        }
    }
}
