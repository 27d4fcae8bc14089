package org.attentionworkbench.core.tensor;

/** What the elements of a {@link Tensor} are in a file; the names are those of safetensors. */
public enum ElementType {
    /** 16-bit floating point, IEEE 754 binary16. */
    F16(2),
    /** The upper half of an {@link #F32}: bfloat16. */
    BF16(2),
    /** 32-bit floating point. */
    F32(4),
    /** 64-bit floating point. */
    F64(8),
    /** 8-bit integer. */
    I8(1),
    /** 16-bit integer. */
    I16(2),
    /** 32-bit integer. */
    I32(4),
    /** 64-bit integer; exact up to 2⁵³. */
    I64(8),
    /** Unsigned 8-bit integer. */
    U8(1),
    /** Unsigned 16-bit integer. */
    U16(2),
    /** Unsigned 32-bit integer. */
    U32(4),
    /** Unsigned 64-bit integer; exact up to 2⁵³. */
    U64(8),
    /** True (1) or false (0), one byte. */
    BOOL(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /**
     * How many bytes an element takes in a file.
     *
     * @return 1, 2, 4 or 8
     */
    public int bytes() {
        return bytes;
    }
}
