package org.attentionworkbench.core.embedding;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Embedder;
import org.attentionworkbench.api.text.Token;

/**
 * Vectors that depend on nothing but the word: a word has the same vector in every text, run and machine.
 *
 * <p>The 64-bit FNV-1a hash of the word's UTF-8 bytes (Fowler, Noll and Vo; RFC 9923) is the state s of a SplitMix64
 * generator (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), which gives number
 * after number {@code z = mix(s += 0x9E3779B97F4A7C15)}; the upper 53 bits of z become a number uniform in [−1, 1):
 * {@code x = (z >>> 11) / 2⁵² − 1}.
 */
public final class HashedEmbedder implements Embedder {
    private static final long FNV_OFFSET = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x100_0000_01B3L;
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private final int dimension;

    /**
     * An embedder with hashed vectors.
     *
     * @param dimension how many numbers each vector has, from 1 to 65536
     * @throws IllegalArgumentException if the dimension is outside that range
     */
    public HashedEmbedder(int dimension) {
        this.dimension = Dimension.check(dimension);
    }

    static Strategy<Embedder> strategy() {
        return Strategy.<Embedder>of(
                        "hashed",
                        "vectors uniform in [-1, 1) that depend on the word alone, the same in every text",
                        HashedEmbedder::from,
                        Dimension.OPTION)
                .withSource("SplitMix64, Steele, Lea and Flood 2014");
    }

    private static HashedEmbedder from(Options options) {
        return new HashedEmbedder(options.get(Dimension.OPTION));
    }

    @Override
    public Matrix embed(List<Token> tokens) {
        Matrix vectors = Dimension.zeros(tokens.size(), dimension);
        for (int row = 0; row < tokens.size(); row++) {
            fill(tokens.get(row).text(), vectors.elements(), row * dimension, dimension);
        }
        return vectors;
    }

    /** Writes the vector of a word to {@code elements[start … start + dimension − 1]}. */
    static void fill(String word, double[] elements, int start, int dimension) {
        long state = hash(word.getBytes(StandardCharsets.UTF_8));
        for (int index = start; index < start + dimension; index++) {
            state += GOLDEN_GAMMA;
            elements[index] = (mix(state) >>> 11) * 0x1p-52 - 1;
        }
    }

    private static long hash(byte[] bytes) {
        long hash = FNV_OFFSET;
        for (byte value : bytes) {
            hash = (hash ^ (value & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }

    private static long mix(long state) {
        long mixed = (state ^ (state >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
