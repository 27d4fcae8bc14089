package org.attentionworkbench.core.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.result.Finding;

/** Findings as trees of plain values for {@link org.attentionworkbench.core.json.JsonDocument}, every number in full. */
public final class FindingJson {
    private FindingJson() {}

    /**
     * Findings in their order: of each {@code name}, {@code unit}, {@code rows} and {@code columns} (what they are),
     * {@code row_labels}, {@code column_labels}, {@code numbers}, and {@code mean} and {@code note} where there are any.
     *
     * @param findings what was found
     * @return one map each
     */
    public static List<Map<String, Object>> of(List<Finding> findings) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", finding.name());
            json.put("unit", finding.unit());
            json.put("rows", finding.rows());
            json.put("columns", finding.columns());
            json.put("row_labels", finding.rowLabels());
            json.put("column_labels", finding.columnLabels());
            json.put("numbers", finding.numbers());
            if (finding.averaged()) {
                json.put("mean", finding.means());
            }
            if (!finding.note().isEmpty()) {
                json.put("note", finding.note());
            }
            all.add(json);
        }
        return all;
    }
}
