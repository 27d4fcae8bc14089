package org.attentionworkbench.cli.explain;

import java.math.BigDecimal;
import java.util.List;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.core.explanation.Explanation;

/**
 * How modified scores are written on paper: to the decimals asked for, and the raw scores to as many as it takes for the
 * modifiers to give them.
 */
final class ModifierPaper {
    private final Explanation explanation;
    private final List<ScoreModifier> modifiers;
    private final double[] raw;
    private final double[] modified;
    private final int rawDecimals;

    ModifierPaper(Explanation explanation, List<ScoreModifier> modifiers, int digits) {
        this.explanation = explanation;
        this.modifiers = modifiers;
        raw = explanation.row(Stage.RAW);
        modified = explanation.row(Stage.MODIFIED);
        int meaningful = PaperDigits.meaningful(explanation);
        boolean writable = PaperDigits.writable(raw) && PaperDigits.writable(modified) && suffice();
        rawDecimals =
                writable ? PaperDigits.decimals(digits, meaningful, tried -> rawGivesModified(tried, digits)) : digits;
    }

    /** Whether the modifiers alone give the modified scores; a variant may change them, too. */
    boolean suffice() {
        if (explanation.fused()) {
            return true;
        }
        for (int key = 0; key < raw.length; key++) {
            if (!PaperDigits.same(modify(raw[key], key), modified[key])) {
                return false;
            }
        }
        return true;
    }

    /** A raw score as it is printed. */
    String raw(int key) {
        return PaperDigits.print(raw[key], rawDecimals);
    }

    private double modify(double score, int key) {
        double result = score;
        for (ScoreModifier modifier : modifiers) {
            result = modifier.modify(result, explanation.head(), explanation.query(), key);
        }
        return result;
    }

    private boolean rawGivesModified(int decimals, int digits) {
        for (int key = 0; key < raw.length; key++) {
            double computed = modify(PaperDigits.round(raw[key], decimals).doubleValue(), key);
            if (!Double.isFinite(computed) || !PaperDigits.gives(new BigDecimal(computed), modified[key], digits)) {
                return false;
            }
        }
        return true;
    }
}
