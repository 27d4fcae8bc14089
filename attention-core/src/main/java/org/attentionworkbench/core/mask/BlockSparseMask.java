package org.attentionworkbench.core.mask;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of positions that see their neighbours, a few blocks that all see, and a few at random. Positions are cut into blocks of
 * equal size; block a of queries may attend to block b of keys if
 *
 * <ul>
 *   <li>{@code a < global} or {@code b < global}: the first blocks see all and are seen by all;
 *   <li>{@code |a − b| ≤ (window − 1) / 2}: neighbours see each other;
 *   <li>b is one of the {@code random} blocks that a drew from the others; all the others, where they are not more.
 * </ul>
 *
 * <p>Zaheer et al., <i>Big Bird: Transformers for Longer Sequences</i> (2020), section 2 and appendix D, in the internal
 * construction (ITC).
 *
 * <p>What is drawn depends on the seed, the head, the block of queries and the number of keys, and on nothing else. Until
 * {@link #over} tells it the number of keys there is nothing to draw from; until {@link #ofHead} tells it the head, it draws for
 * the first.
 */
public final class BlockSparseMask implements Mask {
    private static final BlockSet NONE = BlockSet.of(new BitSet());
    private static final long BETWEEN_HEADS = 0xD1B5_4A32_D192_ED03L;
    private static final long BETWEEN_BLOCKS = 0xABC9_8388_FB8F_AC03L;

    /** Which blocks are drawn at random. */
    public enum Drawn {
        /** Every head draws its own. */
        PER_HEAD,
        /** All heads share what the first draws. */
        SHARED
    }

    /**
     * What the pattern is made of.
     *
     * @param size how many positions a block has, at least 1
     * @param window how many neighbouring blocks a block sees, itself included; odd
     * @param global how many blocks at the beginning see all and are seen by all
     * @param random how many further blocks each block draws
     */
    public record Pattern(int size, int window, int global, int random) {

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if a block is empty, the window is not odd, or a number is negative
         */
        public Pattern {
            if (size < 1) {
                throw new IllegalArgumentException("a block has at least 1 position, not " + size);
            }
            if (window < 1 || window % 2 == 0) {
                throw new IllegalArgumentException("a window has an odd number of blocks, not " + window);
            }
            if (global < 0 || random < 0) {
                throw new IllegalArgumentException("there cannot be " + Math.min(global, random) + " blocks");
            }
        }

        private int reach() {
            return window / 2;
        }
    }

    private final Pattern pattern;
    private final Drawn drawn;
    private final long seed;
    private final int head;
    private final int queryBlocks;
    private final int keyBlocks;
    /** What each block of queries drew, as soon as somebody asked. */
    private final AtomicReferenceArray<@Nullable BlockSet> random;

    /**
     * A mask of blocks.
     *
     * @param pattern what it is made of
     * @param drawn whether heads differ
     * @param seed what the random blocks are drawn from
     */
    public BlockSparseMask(Pattern pattern, Drawn drawn, long seed) {
        this(pattern, drawn, seed, 0, 0, 0);
    }

    private BlockSparseMask(Pattern pattern, Drawn drawn, long seed, int head, int queryBlocks, int keyBlocks) {
        this.pattern = pattern;
        this.drawn = drawn;
        this.seed = seed;
        this.head = head;
        this.queryBlocks = queryBlocks;
        this.keyBlocks = keyBlocks;
        random = new AtomicReferenceArray<>(queryBlocks);
    }

    @Override
    public Mask over(int queries, int keys) {
        int size = pattern.size();
        return new BlockSparseMask(
                pattern, drawn, seed, head, -Math.floorDiv(-queries, size), -Math.floorDiv(-keys, size));
    }

    @Override
    public Mask ofHead(int newHead) {
        return drawn == Drawn.SHARED || newHead == head
                ? this
                : new BlockSparseMask(pattern, drawn, seed, newHead, queryBlocks, keyBlocks);
    }

    @Override
    public boolean allows(int query, int key) {
        int keyBlock = key / pattern.size();
        return seen(query / pattern.size(), keyBlock, keyBlock) == 1;
    }

    /** Exact. */
    @Override
    public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        int firstBlock = firstKey / pattern.size();
        int lastBlock = lastKey / pattern.size();
        boolean some = false;
        boolean all = true;
        for (int block = firstQuery / pattern.size(); block <= lastQuery / pattern.size(); block++) {
            int seen = seen(block, firstBlock, lastBlock);
            some |= seen > 0;
            all &= seen == lastBlock - firstBlock + 1;
        }
        return all ? Coverage.ALL : some ? Coverage.SOME : Coverage.NONE;
    }

    @Override
    public void forbid(ScoreTile tile) {
        int size = pattern.size();
        int lastQuery = tile.firstQuery() + tile.queries() - 1;
        for (int key = 0; key < tile.keys(); key++) {
            int keyBlock = (tile.firstKey() + key) / size;
            for (int block = tile.firstQuery() / size; block <= lastQuery / size; block++) {
                if (seen(block, keyBlock, keyBlock) == 0) {
                    forbid(tile, key, block * size, Math.min(lastQuery, block * size + size - 1));
                }
            }
        }
    }

    private static void forbid(ScoreTile tile, int key, int first, int last) {
        int from = Math.max(0, first - tile.firstQuery());
        Forbidding.fill(tile, tile.place(from, key), tile.place(last - tile.firstQuery() + 1, key));
    }

    @Override
    public boolean comparesPositions() {
        return true;
    }

    /** How many key blocks from one to another a query block sees. */
    private int seen(int block, int first, int last) {
        int global = pattern.global();
        if (block < global) {
            return last - first + 1;
        }
        int seen = length(first, Math.min(last, global - 1));
        seen += length(
                Math.max(first, Math.max(global, block - pattern.reach())), Math.min(last, block + pattern.reach()));
        return seen + drawn(block).count(first, last);
    }

    private BlockSet drawn(int block) {
        if (block >= queryBlocks) {
            return NONE;
        }
        BlockSet known = random.get(block);
        if (known != null) {
            return known;
        }
        BlockSet set = draw(block);
        random.set(block, set);
        return set;
    }

    private static int length(int first, int last) {
        return Math.max(0, last - first + 1);
    }

    /**
     * Key blocks that a query block draws from those that it does not see anyway: blocks from {@code global} on, without the gap
     * of its window. Floyd's sampling without replacement (Bentley and Floyd 1987) takes one number for each.
     */
    private BlockSet draw(int block) {
        int gapFirst = Math.min(keyBlocks, Math.max(pattern.global(), block - pattern.reach()));
        int gap = length(gapFirst, Math.min(keyBlocks - 1, block + pattern.reach()));
        int others = keyBlocks - Math.min(keyBlocks, pattern.global()) - gap;
        int count = Math.min(pattern.random(), others);
        if (block < pattern.global() || count <= 0) {
            return NONE;
        }
        SplittableRandom numbers =
                new SplittableRandom(seed + (head + 1) * BETWEEN_HEADS + (block + 1) * BETWEEN_BLOCKS);
        BitSet chosen = new BitSet(keyBlocks);
        for (int largest = others - count; largest < others; largest++) {
            int candidate = among(numbers.nextInt(largest + 1), gapFirst, gap);
            chosen.set(chosen.get(candidate) ? among(largest, gapFirst, gap) : candidate);
        }
        return BlockSet.of(chosen);
    }

    /** The block with a number among those from {@code global} on that are not in the gap. */
    private int among(int number, int gapFirst, int gap) {
        int place = number + pattern.global();
        return place < gapFirst ? place : place + gap;
    }
}
