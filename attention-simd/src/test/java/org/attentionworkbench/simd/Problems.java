package org.attentionworkbench.simd;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.jspecify.annotations.Nullable;

/** Random problems whose shapes lie at, before and after the borders of lanes and tiles. */
final class Problems {
    private static final int[] SIZES = {
        1, 2, 3, 4, 5, 7, 8, 9, 14, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65, 96, 127, 128, 129, 255, 257, 512, 1000
    };
    private static final int MOST_WORK = 400_000;

    private final SplittableRandom random;

    Problems(long seed) {
        random = new SplittableRandom(seed);
    }

    Problem next() {
        while (true) {
            int batch = 1 + random.nextInt(2);
            int keyHeads = 1 + random.nextInt(2);
            int heads = keyHeads * (1 + random.nextInt(5));
            int queries = size(1000);
            int keys = random.nextInt(8) == 0 ? 1025 + random.nextInt(3000) : size(1000);
            int width = size(512);
            int valueWidth = size(512);
            long work = (long) batch * heads * queries * keys * (width + valueWidth + 16);
            long memory = (long) batch * keyHeads * keys * (width + valueWidth);
            if (work <= MOST_WORK && memory <= MOST_WORK) {
                return problem(batch, heads, keyHeads, queries, keys, width, valueWidth);
            }
        }
    }

    private int size(int most) {
        int size = random.nextInt(40) == 0 ? 0 : SIZES[random.nextInt(SIZES.length)];
        return Math.min(most, size);
    }

    private Problem problem(int batch, int heads, int keyHeads, int queries, int keys, int width, int valueWidth) {
        DoubleSupplier numbers = numbers();
        boolean moved = random.nextInt(3) == 0;
        return new Problem(
                random.nextInt(4) == 0 ? 1 : 1 / Math.sqrt(Math.max(1, width)),
                modifiers(),
                mask(keys),
                normalizers(heads),
                moved ? random.nextInt(4) : 0,
                moved ? random.nextInt(200) : 0,
                moved ? random.nextInt(200) : 0,
                layout().filled(batch, heads, queries, width, numbers),
                layout().filled(batch, keyHeads, keys, width, numbers),
                layout().filled(batch, keyHeads, keys, valueWidth, this::unit));
    }

    Layout layout() {
        return Layout.values()[random.nextInt(Layout.values().length)];
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private double unit() {
        return 2 * random.nextDouble() - 1;
    }

    /** Ordinary numbers, whole ones whose scores are large and exact, or such that scores are nearly nothing. */
    private DoubleSupplier numbers() {
        switch (random.nextInt(8)) {
            case 0:
                return () -> 32 * (random.nextInt(7) - 3);
            case 1:
                return () -> unit() * 0x1p-140;
            case 2:
                return () -> random.nextInt(2) == 0 ? unit() * 0x1p-75 : 0;
            default:
                return this::unit;
        }
    }

    private List<Scoring> modifiers() {
        List<Scoring> all = List.of(Scoring.SOFTCAP, Scoring.SLOPED, Scoring.HALVED, Scoring.NOT_TO_MULTIPLES_OF_THREE);
        List<Scoring> some = new ArrayList<>();
        for (Scoring scoring : all) {
            if (random.nextInt(5) == 0) {
                some.add(scoring);
            }
        }
        return some;
    }

    private @Nullable Mask mask(int keys) {
        return switch (random.nextInt(9)) {
            case 0 -> Masking.SCATTERED;
            case 1 -> Masking.NOTHING;
            case 2 -> Masking.NOT_FOR_ODD_QUERIES;
            case 3 -> Masking.HEAD_BY_HEAD;
            case 4, 5 -> new Masking.Window(Integer.MAX_VALUE);
            case 6 -> new Masking.Window(1 + random.nextInt(Math.max(1, keys)));
            default -> null;
        };
    }

    private List<StreamedNormalizer> normalizers(int heads) {
        List<StreamedNormalizer> normalizers = new ArrayList<>();
        switch (random.nextInt(8)) {
            case 0:
                return List.of(new StreamedNormalizer.Sigmoid(random.nextDouble() - 2));
            case 1:
                return List.of(new StreamedNormalizer.Sigmoid(StreamedNormalizer.Sigmoid.MINUS_LOGARITHM_OF_ALLOWED));
            case 2:
                return List.of(new StreamedNormalizer.ReluSquared(false));
            case 3:
                return List.of(new StreamedNormalizer.ReluSquared(true));
            case 4:
                for (int head = 0; head < heads; head++) {
                    normalizers.add(new StreamedNormalizer.Softmax(2 * unit()));
                }
                return normalizers;
            default:
                return List.of(StreamedNormalizer.Softmax.PLAIN);
        }
    }
}
