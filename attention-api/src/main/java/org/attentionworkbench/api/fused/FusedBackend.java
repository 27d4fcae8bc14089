package org.attentionworkbench.api.fused;

import java.util.List;
import java.util.Optional;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;

/**
 * A backend that, besides multiplying matrices, computes attention in one pass: block by block of queries and keys with an online
 * softmax, so that memory grows with n and not with n². Dao et al., <i>FlashAttention: Fast and Memory-Efficient Exact Attention
 * with IO-Awareness</i> (2022).
 *
 * <p>Results do not depend on the number of threads, nor on what is captured, bit for bit. A row in which no key is allowed has
 * the output 0.
 */
public interface FusedBackend extends MatrixBackend {

    /**
     * Attention of every head of every entry. Query head h attends to key head {@code ⌊h / (H/G)⌋}.
     *
     * @param form what to compute
     * @param queries Q′, prepared, H heads of n rows
     * @param keys K′, prepared, G heads of m rows of the width of the queries; G divides H
     * @param values V, G heads of m rows
     * @param output where the output goes, H heads of n rows of the width of the values; it shares no memory with the others. After an
     *     exception, what it holds means nothing
     * @param capture what to keep besides the output. Heads, rows and the key set are named as the form counts, from its first head,
     *     query and key on; those that are not at hand are left out. Of what is kept, rows of weights go by those names, too; everything
     *     else counts the queries and keys at hand from 0
     * @return what was kept of every head, those of the first entry first; empty if nothing was to be kept
     * @throws IllegalArgumentException if the shapes do not go together, or the form has neither one normalizer nor one of the same
     *     kind for every head
     * @throws org.attentionworkbench.api.InvalidInputException if a score that the mask allows, or an output, overflows 32-bit floating
     *     point or is not a number, naming the query and the head: such a score is never taken for that of a forbidden key. A
     *     modifier may give −∞, which forbids the key
     * @throws java.util.concurrent.CancellationException if the calling thread was interrupted; it stays so
     */
    List<HeadCapture> attend(
            FusedForm form, HeadArray queries, HeadArray keys, HeadArray values, HeadArray output, Capture capture);

    /**
     * Why a run that captures something is better left to the other way, stage by stage.
     *
     * @param capture what is to be kept
     * @return nothing unless overridden: this backend takes every run that has a fused form
     */
    default Optional<String> leaves(Capture capture) {
        return Optional.empty();
    }

    /**
     * Whether a run that has no fused form is an error, instead of one stage by stage on the products of this backend.
     *
     * @return false unless overridden
     */
    default boolean fusedOnly() {
        return false;
    }

    /**
     * How it computes, for whoever reads a result.
     *
     * @return such as {@code vectors of 512 bits, 2 threads}
     */
    String description();
}
