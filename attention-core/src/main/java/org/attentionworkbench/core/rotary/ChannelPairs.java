package org.attentionworkbench.core.rotary;

/** Which two channels of a rotated part of d channels are turned together. */
public enum ChannelPairs {
    /** Channel t with channel t + d/2, as GPT-NeoX and Llama checkpoints of Hugging Face have them. */
    HALF_SPLIT,
    /** Channel 2t with channel 2t + 1, as the paper and GPT-J have them. */
    INTERLEAVED
}
