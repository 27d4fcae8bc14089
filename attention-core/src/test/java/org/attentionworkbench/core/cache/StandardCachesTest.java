package org.attentionworkbench.core.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.KeyValueCache;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;

class StandardCachesTest {
    private static final Matrix KEYS = Matrices.random(7, 3, 1);
    private static final Matrix VALUES = Matrices.random(7, 2, 2);

    /** The first positions, one after the other. */
    private static KeyValueCache filled(CachePolicy policy, int positions) {
        KeyValueCache cache = policy.open(3, 2);
        for (int position = 0; position < positions; position++) {
            cache.append(KEYS.rows(position, position + 1), VALUES.rows(position, position + 1));
        }
        return cache;
    }

    private static void assertHolds(KeyValueCache cache, int from, int to) {
        assertThat(cache.firstPosition()).isEqualTo(from);
        assertThat(cache.keys()).isEqualTo(KEYS.rows(from, to));
        assertThat(cache.values()).isEqualTo(VALUES.rows(from, to));
    }

    @Test
    void everyCacheBeginsEmpty() {
        for (CachePolicy policy :
                new CachePolicy[] {new NoCache(), new AppendCache(), new BufferCache(5), new SlidingCache(5)}) {
            KeyValueCache cache = policy.open(3, 2);
            assertThat(cache.keys()).isEqualTo(Matrix.zeros(0, 3));
            assertThat(cache.values()).isEqualTo(Matrix.zeros(0, 2));
            assertThat(cache.firstPosition()).isZero();
        }
    }

    @Test
    void appendKeepsEverything() {
        for (int positions = 1; positions <= 7; positions++) {
            assertHolds(filled(new AppendCache(), positions), 0, positions);
        }
        assertThat(new AppendCache().reach()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void severalPositionsAreAppendedAtOnce() {
        KeyValueCache cache = new AppendCache().open(3, 2);
        cache.append(KEYS.rows(0, 3), VALUES.rows(0, 3));
        cache.append(KEYS.rows(3, 7), VALUES.rows(3, 7));
        assertHolds(cache, 0, 7);
    }

    @Test
    void whatACacheGaveIsNotChangedByWhatIsAppended() {
        for (CachePolicy policy : new CachePolicy[] {new AppendCache(), new BufferCache(7), new SlidingCache(2)}) {
            KeyValueCache cache = filled(policy, 2);
            Matrix keys = cache.keys();
            cache.append(KEYS.rows(2, 3), VALUES.rows(2, 3));
            assertThat(keys).isEqualTo(KEYS.rows(0, 2));
        }
    }

    @Test
    void slidingForgetsWhatIsFurtherBack() {
        for (int size = 1; size <= 8; size++) {
            for (int positions = 1; positions <= 7; positions++) {
                assertHolds(filled(new SlidingCache(size), positions), Math.max(0, positions - size), positions);
            }
            assertThat(new SlidingCache(size).reach()).isEqualTo(size);
        }
    }

    @Test
    void bufferHoldsUpToItsSize() {
        for (int positions = 1; positions <= 5; positions++) {
            assertHolds(filled(new BufferCache(5), positions), 0, positions);
        }
        assertHolds(filled(new BufferCache(7), 7), 0, 7);
        assertThatThrownBy(() -> filled(new BufferCache(5), 6))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "the cache buffer:size=5 has no room for position 6; give it the size of the text, or choose "
                                + "the cache append");
    }

    @Test
    void placesThatAreNotUsedTakeNoMemory() {
        assertHolds(filled(new BufferCache(Integer.MAX_VALUE), 7), 0, 7);
        assertHolds(filled(new SlidingCache(Integer.MAX_VALUE), 7), 0, 7);
    }

    @Test
    void aRingGrowsUpToItsSize() {
        Matrix keys = Matrices.random(100, 3, 3);
        Matrix values = Matrices.random(100, 2, 4);
        for (int size : new int[] {15, 16, 17, 31, 32, 33, 60, 64, 99, 100, 101}) {
            KeyValueCache cache = new SlidingCache(size).open(3, 2);
            for (int position = 0; position < 100; position++) {
                cache.append(keys.rows(position, position + 1), values.rows(position, position + 1));
                int first = Math.max(0, position + 1 - size);
                assertThat(cache.firstPosition()).isEqualTo(first);
                assertThat(cache.keys()).isEqualTo(keys.rows(first, position + 1));
                assertThat(cache.values()).isEqualTo(values.rows(first, position + 1));
            }
        }
    }

    @Test
    void onlyNoneRunsAllAtOnce() {
        assertThat(new NoCache().stepByStep()).isFalse();
        assertThat(new AppendCache().stepByStep()).isTrue();
        assertThat(new BufferCache(1).stepByStep()).isTrue();
        assertThat(new SlidingCache(1).stepByStep()).isTrue();
    }

    @Test
    void sizesAreAtLeastOne() {
        assertThatThrownBy(() -> new BufferCache(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlidingCache(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void strategiesSayWhereTheyComeFrom() {
        assertThat(new StandardCaches().caches())
                .extracting(Strategy::name)
                .containsExactly("none", "append", "buffer", "sliding");
        assertThat(new StandardCaches().caches())
                .filteredOn(strategy -> !strategy.name().equals("none"))
                .allSatisfy(strategy -> {
                    assertThat(strategy.formula()).isPresent();
                    assertThat(strategy.source()).isPresent();
                });
    }
}
