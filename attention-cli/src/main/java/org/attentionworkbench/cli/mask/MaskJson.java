package org.attentionworkbench.cli.mask;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A drawn mask as a tree of plain values. */
final class MaskJson {
    private MaskJson() {}

    static Map<String, Object> of(String mask, int head, MaskGrid grid, List<String> words) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mask", mask);
        json.put("head", head);
        json.put("rows", "queries");
        json.put("columns", "keys");
        json.put("queries", grid.queries());
        json.put("keys", grid.keys());
        if (!words.isEmpty()) {
            json.put("words", words);
        }
        json.put("allowed_pairs", grid.allowed());
        json.put("queries_without_key", grid.queriesWithoutKey());
        json.put("keys_never_seen", grid.keysNeverSeen());
        List<Object> rows = new ArrayList<>();
        for (int row = 0; row < grid.rows(); row++) {
            rows.add(row(grid, row));
        }
        if (grid.single()) {
            json.put("allowed", rows);
        } else {
            json.put("cell", List.of(grid.cellQueries(), grid.cellKeys()));
            json.put("shares", rows);
        }
        return json;
    }

    /** Truth values of pairs, or which part of each cell is allowed. */
    private static List<Object> row(MaskGrid grid, int row) {
        List<Object> cells = new ArrayList<>();
        for (int column = 0; column < grid.columns(); column++) {
            if (grid.single()) {
                cells.add(grid.allowed(row, column) == 1);
            } else {
                cells.add(grid.share(row, column));
            }
        }
        return cells;
    }
}
