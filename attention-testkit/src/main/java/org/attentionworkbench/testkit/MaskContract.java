package org.attentionworkbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Mask.Coverage;
import org.attentionworkbench.api.attention.ScoreTile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link Mask} must do: what it says of blocks and what it does to tiles must be what it allows pair by pair. It is tested
 * as a run would use it, settled by {@link Mask#over} and {@link Mask#ofHead}.
 */
public interface MaskContract {

    /**
     * The mask to test.
     *
     * @return a mask
     */
    Mask mask();

    /**
     * How many queries it is tested with.
     *
     * @return n, 133 unless overridden
     */
    default int queries() {
        return 133;
    }

    /**
     * How many keys it is tested with.
     *
     * @return m, 170 unless overridden
     */
    default int keys() {
        return 170;
    }

    /**
     * How many heads it is tested with.
     *
     * @return 2 unless overridden
     */
    default int heads() {
        return 2;
    }

    /**
     * Whether it must know of every block if it allows none of it, or all.
     *
     * @return false unless overridden: it may say {@link Coverage#SOME} of any block
     */
    default boolean exactCoverage() {
        return false;
    }

    /**
     * A tile gets −∞ where the mask does not allow, and every other score stays the same to the last bit.
     *
     * @return a test for each head
     */
    @TestFactory
    default Stream<DynamicTest> tilesAreForbiddenPairByPair() {
        return ofEachHead(mask -> {
            for (TileShape shape : TileShape.within(queries(), keys())) {
                checkTile(mask, shape);
            }
        });
    }

    /**
     * A block of which the mask says that it allows none, or all, is so.
     *
     * @return a test for each head
     */
    @TestFactory
    default Stream<DynamicTest> coverageIsThatOfThePairs() {
        return ofEachHead(mask -> {
            SplittableRandom random = new SplittableRandom(1);
            for (int block = 0; block < 2000; block++) {
                int firstQuery = random.nextInt(queries());
                int firstKey = random.nextInt(keys());
                int most = block % 2 == 0 ? 4 : 70;
                checkCoverage(
                        mask,
                        firstQuery,
                        random.nextInt(firstQuery, Math.min(queries(), firstQuery + most)),
                        firstKey,
                        random.nextInt(firstKey, Math.min(keys(), firstKey + most)));
            }
        });
    }

    private Stream<DynamicTest> ofEachHead(Consumer<Mask> check) {
        Mask settled = mask().over(queries(), keys());
        return IntStream.range(0, heads())
                .mapToObj(head -> DynamicTest.dynamicTest("head " + head, () -> check.accept(settled.ofHead(head))));
    }

    private static void checkTile(Mask mask, TileShape shape) {
        ScoreTile tile = shape.scores(0, 2);
        float[] before = tile.scores().clone();
        mask.forbid(tile);
        TileShape.assertUntouchedAround(tile);
        for (int key = 0; key < tile.keys(); key++) {
            for (int query = 0; query < tile.queries(); query++) {
                boolean allowed = mask.allows(tile.firstQuery() + query, tile.firstKey() + key);
                float expected = allowed ? before[tile.place(query, key)] : Float.NEGATIVE_INFINITY;
                float actual = tile.scores()[tile.place(query, key)];
                if (Float.floatToRawIntBits(actual) != Float.floatToRawIntBits(expected)) {
                    throw new AssertionError(shape + ": query " + (tile.firstQuery() + query)
                            + (allowed ? " may" : " may not") + " attend to key " + (tile.firstKey() + key)
                            + ", and its score is " + actual + " instead of " + expected);
                }
            }
        }
    }

    private void checkCoverage(Mask mask, int firstQuery, int lastQuery, int firstKey, int lastKey) {
        int pairs = (lastQuery - firstQuery + 1) * (lastKey - firstKey + 1);
        int allowed = 0;
        for (int query = firstQuery; query <= lastQuery; query++) {
            for (int key = firstKey; key <= lastKey; key++) {
                allowed += mask.allows(query, key) ? 1 : 0;
            }
        }
        Coverage exact = allowed == 0 ? Coverage.NONE : allowed == pairs ? Coverage.ALL : Coverage.SOME;
        Coverage told = mask.coverage(firstQuery, lastQuery, firstKey, lastKey);
        if (exactCoverage() || told != Coverage.SOME) {
            assertThat(told)
                    .as("queries %s to %s, keys %s to %s", firstQuery, lastQuery, firstKey, lastKey)
                    .isEqualTo(exact);
        }
    }
}
