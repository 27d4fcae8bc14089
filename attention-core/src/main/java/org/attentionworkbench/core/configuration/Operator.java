package org.attentionworkbench.core.configuration;

import java.util.List;

/** A sign that combines choices of one kind, in the order of precedence: {@code |} binds least. */
enum Operator {
    /** What one of two allows. */
    OR("or", " | "),
    /** What both allow. */
    AND("and", " & "),
    /** What one forbids. */
    NOT("not", "!");

    private final String strategy;
    private final String sign;

    Operator(String strategy, String sign) {
        this.strategy = strategy;
        this.sign = sign;
    }

    /** The name of the strategy that the sign stands for. */
    String strategy() {
        return strategy;
    }

    /** The sign as it is written between operands, or before the only one. */
    String sign() {
        return sign;
    }

    /** The options of the strategy, one for each operand. */
    List<String> options() {
        return this == NOT ? List.of("of") : List.of("left", "right");
    }
}
