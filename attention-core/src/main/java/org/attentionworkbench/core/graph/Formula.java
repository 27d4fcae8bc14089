package org.attentionworkbench.core.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attentionworkbench.core.tensor.Tensor;

/**
 * A modification of FlexAttention as a formula of one line, such as {@code scores + c} or
 * {@code scores + (i - j) (i: query index, j: key index)}: numbers, the element itself ({@code scores}, {@code probs}), the batch
 * entry b, the head h, the query i, the key j, constants that stand beside the formula, + − * /, parentheses, and functions of one
 * number. What follows it in parentheses with a colon in them is a remark.
 */
final class Formula implements Modification {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|[A-Za-z_][A-Za-z_0-9]*|[-+*/()])");
    private static final Pattern REMARK = Pattern.compile("\\s*\\([^()]*:[^()]*\\)\\s*$");
    private static final Set<String> ELEMENT = Set.of("scores", "score", "probs", "prob");
    /** The axis that each name counts along. */
    private static final List<String> INDICES = List.of("b", "h", "i", "j");

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS =
            Map.of("tanh", Math::tanh, "exp", Math::exp, "log", Math::log, "sqrt", Math::sqrt, "abs", Math::abs);

    private final String formula;
    private final Map<?, ?> constants;
    private final List<String> tokens;
    private final Expression expression;
    private int position;

    /** The value of a part of the formula at one element. */
    @FunctionalInterface
    private interface Expression {
        double at(double element, int[] index);
    }

    /**
     * Reads a formula.
     *
     * @param formula the text
     * @param constants numbers by name
     * @throws UnsupportedCaseException if it is not of the form above
     */
    Formula(String formula, Map<?, ?> constants) {
        this.formula = formula;
        this.constants = constants;
        tokens = tokens(REMARK.matcher(formula).replaceFirst("").strip());
        expression = sum();
        if (position < tokens.size()) {
            throw unknown();
        }
    }

    private List<String> tokens(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int from = 0;
        while (from < text.length()) {
            if (!matcher.find(from) || matcher.start() != from) {
                throw unknown();
            }
            found.add(matcher.group(1));
            from = matcher.end();
        }
        return found;
    }

    @Override
    public Tensor apply(Tensor tensor) {
        int[] shape = tensor.shape();
        double[] elements = new double[tensor.elements().length];
        int[] index = new int[shape.length];
        for (int at = 0; at < elements.length; at++) {
            elements[at] = tensor.type().round(expression.at(tensor.elements()[at], index));
            for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
                index[axis] = 0;
            }
        }
        return Tensor.wrap(tensor.type(), elements, shape);
    }

    private boolean take(String token) {
        if (position < tokens.size() && tokens.get(position).equals(token)) {
            position++;
            return true;
        }
        return false;
    }

    private Expression sum() {
        Expression sum = product();
        while (true) {
            Expression left = sum;
            if (take("+")) {
                Expression right = product();
                sum = (element, index) -> left.at(element, index) + right.at(element, index);
            } else if (take("-")) {
                Expression right = product();
                sum = (element, index) -> left.at(element, index) - right.at(element, index);
            } else {
                return sum;
            }
        }
    }

    private Expression product() {
        Expression product = factor();
        while (true) {
            Expression left = product;
            if (take("*")) {
                Expression right = factor();
                product = (element, index) -> left.at(element, index) * right.at(element, index);
            } else if (take("/")) {
                Expression right = factor();
                product = (element, index) -> left.at(element, index) / right.at(element, index);
            } else {
                return product;
            }
        }
    }

    private Expression factor() {
        if (take("-")) {
            Expression negated = factor();
            return (element, index) -> -negated.at(element, index);
        }
        if (take("(")) {
            return closed(sum());
        }
        if (position == tokens.size()) {
            throw unknown();
        }
        String token = tokens.get(position++);
        DoubleUnaryOperator function = FUNCTIONS.get(token);
        if (function != null && take("(")) {
            Expression argument = closed(sum());
            return (element, index) -> function.applyAsDouble(argument.at(element, index));
        }
        return named(token);
    }

    private Expression closed(Expression inside) {
        if (!take(")")) {
            throw unknown();
        }
        return inside;
    }

    private Expression named(String token) {
        if (Character.isDigit(token.charAt(0))) {
            double number = Double.parseDouble(token);
            return (element, index) -> number;
        }
        if (ELEMENT.contains(token)) {
            return (element, index) -> element;
        }
        if (constants.get(token) instanceof Number constant) {
            double number = constant.doubleValue();
            return (element, index) -> number;
        }
        int axis = INDICES.indexOf(token);
        if (axis < 0) {
            throw unknown();
        }
        return (element, index) -> index[axis];
    }

    private UnsupportedCaseException unknown() {
        return new UnsupportedCaseException("the formula '" + formula + "' is not understood");
    }
}
