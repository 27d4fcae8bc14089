package org.attentionworkbench.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.RowStatistics;

/**
 * A number that there is for every query.
 *
 * @param title what it is called in text
 * @param field what it is called in JSON
 * @param ofQuery from the position of a query to its number; {@link RowStatistics#NONE} where there is none
 */
record RowNumber(String title, String field, IntToDoubleFunction ofQuery) {

    /**
     * The statistics of a head. There is no share on self where the keys come from another text.
     *
     * @param ofKeySet whether those on a set of keys are among them
     */
    static List<RowNumber> of(AttentionResult result, HeadResult head, boolean ofKeySet) {
        RowStatistics statistics = head.statistics();
        List<RowNumber> numbers = new ArrayList<>();
        numbers.add(new RowNumber("largest score", "largest_score", statistics::maximum));
        numbers.add(new RowNumber("log-sum-exp", "log_sum_exp", statistics::logSumExp));
        numbers.add(ofShares("entropy (nats)", "entropy_nats", statistics, statistics::entropy));
        if (!ResultJson.isAcross(result)) {
            numbers.add(ofShares("share on self", "share_on_self", statistics, statistics::selfShare));
        }
        numbers.add(ofShares("share on first", "share_on_first", statistics, statistics::firstShare));
        if (ofKeySet) {
            numbers.add(ofShares("share on keys", "share_on_keys", statistics, statistics::keySetShare));
        }
        return numbers;
    }

    private static RowNumber ofShares(
            String title, String field, RowStatistics statistics, IntToDoubleFunction ofQuery) {
        return new RowNumber(
                title, field, query -> statistics.hasShares(query) ? ofQuery.applyAsDouble(query) : RowStatistics.NONE);
    }
}
