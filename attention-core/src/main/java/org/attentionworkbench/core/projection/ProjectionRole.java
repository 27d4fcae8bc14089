package org.attentionworkbench.core.projection;

import java.util.List;
import java.util.Locale;

/** What a tensor of a file is to a projection. */
enum ProjectionRole {
    /** To the queries. */
    QUERY,
    /** To the keys. */
    KEY,
    /** To the values. */
    VALUE,
    /** From the joined values. */
    OUTPUT,
    /** To queries, keys and values at once, side by side. */
    FUSED;

    /** The word for it in options and errors. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How such tensors are named in papers, NumPy files and checkpoints; the likelier first. */
    List<String> usualNames() {
        return switch (this) {
            case QUERY -> input("q");
            case KEY -> input("k");
            case VALUE -> input("v");
            case OUTPUT ->
                List.of(
                        "W_o",
                        "w_o",
                        "Wo",
                        "wo",
                        "WO",
                        "W_O",
                        "o_proj.weight",
                        "out_proj.weight",
                        "attention.output.dense.weight",
                        "out_lin.weight",
                        "attn.c_proj.weight",
                        "wo.weight",
                        "to_out.0.weight",
                        "o.weight");
            case FUSED ->
                List.of(
                        "W_qkv",
                        "w_qkv",
                        "Wqkv",
                        "wqkv",
                        "qkv_proj.weight",
                        "in_proj_weight",
                        "c_attn.weight",
                        "qkv.weight",
                        "qkv");
        };
    }

    private List<String> input(String letter) {
        return List.of(
                "W_" + letter,
                "w_" + letter,
                "W" + letter,
                "w" + letter,
                "W" + letter.toUpperCase(Locale.ROOT),
                "W_" + letter.toUpperCase(Locale.ROOT),
                letter + "_proj.weight",
                word() + ".weight",
                letter + "_lin.weight",
                "w" + letter + ".weight",
                "to_" + letter + ".weight",
                letter + ".weight",
                word());
    }
}
