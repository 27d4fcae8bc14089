package org.attentionworkbench.core.parameter;

/**
 * Random numbers that belong to one parameter: SplitMix64 (Steele, Lea and Flood, <i>Fast Splittable Pseudorandom Number
 * Generators</i>, 2014, section 4, with the mixing constants of Stafford's variant 13), begun at a state that is hashed from the seed,
 * the role and the shape. The same everywhere, for it is whole-number arithmetic.
 */
final class RandomSequence {
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    private long state;

    RandomSequence(long seed, String role, int rows, int columns) {
        long hash = mixed(seed + STEP);
        for (int index = 0; index < role.length(); index++) {
            hash = mixed((hash ^ role.charAt(index)) + STEP);
        }
        hash = mixed((hash ^ rows) + STEP);
        state = mixed((hash ^ columns) + STEP);
    }

    /** A multiple of 2⁻⁵³ from 0 to less than 1. */
    double nextDouble() {
        state += STEP;
        return (mixed(state) >>> 11) * 0x1p-53;
    }

    /** From the standard normal distribution, by the cosine half of Box and Muller's transform (1958). */
    double nextGaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    private static long mixed(long number) {
        long bits = (number ^ (number >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return bits ^ (bits >>> 31);
    }
}
