package org.attentionworkbench.core.configuration;

import java.util.List;
import org.attentionworkbench.api.InvalidInputException;

/**
 * Reads choices that are combined by signs.
 *
 * <pre>
 * expression  = conjunction { "|" conjunction }
 * conjunction = operand { "&amp;" operand }
 * operand     = "!" operand | "(" expression ")" | choice
 * </pre>
 */
final class ExpressionParser {
    /** How many choices, exclamation marks and parentheses there may be, for none is met with in earnest. */
    private static final int LARGEST = 200;

    private final String text;
    private final Origin origin;
    private int position;
    private int size;

    ExpressionParser(String text, Origin origin) {
        this.text = text;
        this.origin = origin;
    }

    Expression parse() {
        Expression whole = expression();
        if (at(')')) {
            throw malformed("a parenthesis is closed that was not opened, " + here());
        }
        if (position < text.length()) {
            throw malformed("&, | or the end is missing " + here());
        }
        return whole;
    }

    private Expression expression() {
        Expression left = conjunction();
        while (at('|')) {
            position++;
            left = Expression.combined(Operator.OR, List.of(left, conjunction()), origin);
        }
        return left;
    }

    private Expression conjunction() {
        Expression left = operand();
        while (at('&')) {
            position++;
            left = Expression.combined(Operator.AND, List.of(left, operand()), origin);
        }
        return left;
    }

    private Expression operand() {
        if (++size > LARGEST) {
            throw malformed("it has more than " + LARGEST + " parts");
        }
        if (at('!')) {
            position++;
            return Expression.combined(Operator.NOT, List.of(operand()), origin);
        }
        return at('(') ? inParentheses() : choice();
    }

    private Expression inParentheses() {
        int opened = position;
        position++;
        Expression inner = expression();
        if (!at(')')) {
            throw malformed(
                    position < text.length()
                            ? "&, | or ) is missing " + here()
                            : "the parenthesis at character " + (opened + 1) + " is not closed");
        }
        position++;
        return inner;
    }

    private Expression choice() {
        if (position == text.length() || ChoiceParser.OPERATORS.indexOf(text.charAt(position)) >= 0) {
            throw malformed("a name is missing " + here());
        }
        int start = position;
        ChoiceParser parser = ChoiceParser.inExpression(text, origin, position);
        Choice choice = parser.parse();
        for (int index = 0; index < choice.name().length(); index++) {
            char letter = choice.name().charAt(index);
            if (letter == '!' || Character.isWhitespace(letter)) {
                position = start + index;
                at(letter);
                throw malformed("& or | is missing " + here());
            }
        }
        position = parser.position();
        return Expression.of(choice);
    }

    /** Whether a letter is next, after white space. */
    private boolean at(char letter) {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position < text.length() && text.charAt(position) == letter;
    }

    private String here() {
        return position == text.length()
                ? "at the end"
                : "at character " + (position + 1) + ", before '" + text.substring(position) + "'";
    }

    private InvalidInputException malformed(String problem) {
        return new InvalidInputException(origin + ": cannot read '" + text + "': " + problem
                + "; write name or name:option=value, joined by & (and), | (or), ! (not) and parentheses");
    }
}
