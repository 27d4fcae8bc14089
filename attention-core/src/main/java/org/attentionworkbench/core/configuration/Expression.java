package org.attentionworkbench.core.configuration;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A choice of a kind whose choices combine, and how it is written with signs: {@code causal & !(padding:keys=3 | global)} is the
 * choice {@code and} with the options {@code left} and {@code right}, and so on inwards.
 *
 * @param choice the choice
 * @param operator the outermost sign; null if there is none
 * @param text the choice as it is written
 */
record Expression(Choice choice, @Nullable Operator operator, String text) {

    /** A choice without signs. */
    private static Expression single(Choice choice) {
        return new Expression(choice, null, ChoiceParser.text(choice, ChoiceParser.OPERATORS));
    }

    /** Operands that a sign combines. */
    static Expression combined(Operator operator, List<Expression> operands, Origin origin) {
        List<Setting> settings = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < operands.size(); index++) {
            Expression operand = operands.get(index);
            settings.add(new Setting(operator.options().get(index), operand.text(), origin));
            boolean binary = operands.size() == 2;
            text.append(binary && index == 0 ? "" : operator.sign());
            text.append(operand.within(operator, binary && index == 0));
        }
        return new Expression(new Choice(operator.strategy(), settings, origin), operator, text.toString());
    }

    /** How a choice is written: with signs, if it is one that they stand for. */
    static Expression of(Choice choice) {
        for (Operator operator : Operator.values()) {
            List<String> options = choice.settings().stream().map(Setting::name).toList();
            if (choice.name().equals(operator.strategy()) && options.equals(operator.options())) {
                return combined(operator, choice);
            }
        }
        return single(choice);
    }

    private static Expression combined(Operator operator, Choice choice) {
        List<Expression> operands = new ArrayList<>();
        try {
            for (Setting setting : choice.settings()) {
                operands.add(new ExpressionParser(setting.value(), setting.origin()).parse());
            }
        } catch (InvalidInputException malformed) {
            return single(choice);
        }
        return combined(operator, operands, choice.origin());
    }

    /** The text as an operand, in parentheses where the sign around it binds tighter, or as tight and to the left. */
    private String within(Operator around, boolean first) {
        if (operator == null || operator.compareTo(around) > 0) {
            return text;
        }
        boolean alone = operator == around && (first || around == Operator.NOT);
        return alone ? text : "(" + text + ")";
    }
}
