package org.attentionworkbench.core.operator;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The operators that cases can be run on. */
public final class Operators {
    /** Operators of the same name in other domains compute something else. */
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.preview");

    private static final Operators STANDARD = new Operators(List.of(
            new AttentionOperator(),
            new FlexAttentionOperator(),
            new LinearAttentionOperator(),
            new RotaryEmbeddingOperator(),
            new TensorScatterOperator(),
            new CausalConvWithStateOperator(),
            new SoftmaxOperator(),
            new RmsNormalizationOperator(),
            new LayerNormalizationOperator()));

    private final List<Operator> operators;

    /**
     * Some operators.
     *
     * @param operators each of another name
     */
    public Operators(List<Operator> operators) {
        this.operators = List.copyOf(operators);
    }

    /**
     * All operators of the workbench: Attention, FlexAttention, LinearAttention, RotaryEmbedding, TensorScatter,
     * CausalConvWithState, Softmax, RMSNormalization and LayerNormalization.
     *
     * @return the operators
     */
    public static Operators standard() {
        return STANDARD;
    }

    /**
     * The operator of a name.
     *
     * @param name as in {@code op_type} of a case
     * @param domain as in {@code domain} of a case; empty is {@code ai.onnx}
     * @return the operator, or nothing if there is none
     */
    public Optional<Operator> find(String name, String domain) {
        if (!DOMAINS.contains(domain)) {
            return Optional.empty();
        }
        return operators.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /**
     * The names of all operators.
     *
     * @return the names in their order
     */
    public List<String> names() {
        return operators.stream().map(Operator::name).toList();
    }
}
