package org.attentionworkbench.core.parameter;

/** Which way round a file holds the matrix W of {@code y = x·W}. */
public enum Layout {
    /** A row for each channel that comes in, as NumPy multiplies: {@code y = x·W}. */
    IN_OUT,
    /** A row for each channel that goes out, as PyTorch's {@code Linear} multiplies: {@code y = x·Wᵀ}. */
    OUT_IN
}
