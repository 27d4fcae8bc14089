package org.attentionworkbench.bench.result;

import java.util.List;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.turn.HeapUse;
import org.attentionworkbench.bench.turn.Timing;

/**
 * The fused kernel against itself: what variations cost, and how time and memory grow.
 *
 * @param entrant which kernel
 * @param variations modifiers and masks beside attention without, in turns; none if they were not measured, as of all lists
 * @param captures attention that keeps something beside the same that keeps nothing, in turns
 * @param memories the heap that a call takes
 * @param growth the same attention of more and more tokens
 */
public record KernelFigures(
        Entrant entrant,
        List<VariationCost> variations,
        List<VariationCost> captures,
        List<MemoryUse> memories,
        List<Growth> growth) {
    /** Copies the lists. */
    public KernelFigures {
        variations = List.copyOf(variations);
        captures = List.copyOf(captures);
        memories = List.copyOf(memories);
        growth = List.copyOf(growth);
    }

    /**
     * What a variation costs.
     *
     * @param timing the variation
     * @param base what it is compared with, of the same shape
     */
    public record VariationCost(Timing timing, Timing base) {

        /**
         * The cost.
         *
         * @return the time of the variation by that of the other
         */
        public double ratio() {
            return timing.median() / base.median();
        }
    }

    /**
     * What the first call takes of the heap.
     *
     * @param problem the problem
     * @param heap what it takes
     */
    public record MemoryUse(Problem problem, HeapUse heap) {

        /**
         * What all weights would take, in 32-bit floating point.
         *
         * @return bytes
         */
        public double bytesOfWeights() {
            return (double) Float.BYTES
                    * problem.shape().batch()
                    * problem.shape().heads()
                    * problem.shape().queries()
                    * problem.shape().keys();
        }
    }

    /**
     * One length, in one of its variations.
     *
     * @param timing how long it takes
     * @param memory what it takes of the heap
     */
    public record Growth(Timing timing, MemoryUse memory) {}
}
