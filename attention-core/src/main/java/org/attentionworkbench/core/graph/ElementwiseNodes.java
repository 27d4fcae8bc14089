package org.attentionworkbench.core.graph;

import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.attentionworkbench.core.tensor.Broadcast;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Strides;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Nodes that treat every element by itself. Each result is rounded to its type. */
final class ElementwiseNodes {
    private ElementwiseNodes() {}

    static void addTo(Map<String, NodeOperator> operators) {
        addFunctions(operators);
        addArithmetic(operators);
        addLogic(operators);
        operators.put("Identity", call -> call.input(0));
        operators.put("Cast", call -> cast(call.input(0), OnnxTypes.of(call.integer("to", 0))));
        operators.put("CastLike", call -> cast(call.input(0), call.input(1).type()));
        operators.put("Where", ElementwiseNodes::where);
        operators.put("Clip", ElementwiseNodes::clip);
    }

    private static void addFunctions(Map<String, NodeOperator> operators) {
        unary(operators, "Neg", x -> -x);
        unary(operators, "Abs", Math::abs);
        unary(operators, "Exp", Math::exp);
        unary(operators, "Log", Math::log);
        unary(operators, "Sqrt", Math::sqrt);
        unary(operators, "Reciprocal", x -> 1 / x);
        unary(operators, "Sin", Math::sin);
        unary(operators, "Cos", Math::cos);
        unary(operators, "Tanh", Math::tanh);
        unary(operators, "Sigmoid", x -> 1 / (1 + Math.exp(-x)));
        unary(operators, "Softplus", x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
        unary(operators, "Relu", x -> Math.max(x, 0));
        unary(operators, "Floor", Math::floor);
        unary(operators, "Ceil", Math::ceil);
        unary(operators, "Round", Math::rint);
        unary(operators, "Sign", Math::signum);
        operators.put("LeakyRelu", call -> {
            double slope = call.number("alpha", 0.01);
            return map(call, x -> x < 0 ? slope * x : x);
        });
    }

    private static void addArithmetic(Map<String, NodeOperator> operators) {
        binary(operators, "Add", Double::sum);
        binary(operators, "Sub", (x, y) -> x - y);
        binary(operators, "Mul", (x, y) -> x * y);
        operators.put("Div", ElementwiseNodes::quotient);
        operators.put("Mod", ElementwiseNodes::remainder);
        operators.put(
                "Pow",
                call -> combined(call.input(0), call.input(1), call.input(0).type(), Math::pow, call));
        operators.put("Min", call -> folded(call, Math::min));
        operators.put("Max", call -> folded(call, Math::max));
        operators.put("Sum", call -> folded(call, Double::sum));
    }

    private static void addLogic(Map<String, NodeOperator> operators) {
        test(operators, "Equal", (x, y) -> x == y ? 1 : 0);
        test(operators, "Less", (x, y) -> x < y ? 1 : 0);
        test(operators, "LessOrEqual", (x, y) -> x <= y ? 1 : 0);
        test(operators, "Greater", (x, y) -> x > y ? 1 : 0);
        test(operators, "GreaterOrEqual", (x, y) -> x >= y ? 1 : 0);
        test(operators, "And", (x, y) -> x != 0 && y != 0 ? 1 : 0);
        test(operators, "Or", (x, y) -> x != 0 || y != 0 ? 1 : 0);
        test(operators, "Xor", (x, y) -> (x != 0) != (y != 0) ? 1 : 0);
        operators.put("Not", call -> Strides.map(call.input(0), ElementType.BOOL, x -> x == 0 ? 1 : 0));
        operators.put("IsNaN", call -> Strides.map(call.input(0), ElementType.BOOL, x -> Double.isNaN(x) ? 1 : 0));
        operators.put("IsInf", call -> Strides.map(call.input(0), ElementType.BOOL, x -> Double.isInfinite(x) ? 1 : 0));
    }

    private static void unary(Map<String, NodeOperator> operators, String type, DoubleUnaryOperator function) {
        operators.put(type, call -> map(call, function));
    }

    private static Tensor map(NodeCall call, DoubleUnaryOperator function) {
        return Strides.map(call.input(0), call.input(0).type(), function);
    }

    private static void binary(Map<String, NodeOperator> operators, String type, DoubleBinaryOperator function) {
        operators.put(
                type,
                call -> combined(call.input(0), call.input(1), wider(call.input(0), call.input(1)), function, call));
    }

    private static void test(Map<String, NodeOperator> operators, String type, DoubleBinaryOperator function) {
        operators.put(type, call -> combined(call.input(0), call.input(1), ElementType.BOOL, function, call));
    }

    /** The type of both; where they differ, which ONNX does not foresee, the one that holds more numbers. */
    private static ElementType wider(Tensor first, Tensor second) {
        ElementType one = first.type();
        ElementType other = second.type();
        if (one.isFloatingPoint() != other.isFloatingPoint()) {
            return one.isFloatingPoint() ? one : other;
        }
        return one.bytes() >= other.bytes() ? one : other;
    }

    private static Tensor combined(
            Tensor first, Tensor second, ElementType type, DoubleBinaryOperator function, NodeCall call) {
        int[] shape = Broadcast.shape(first.shape(), second.shape());
        if (shape == null) {
            throw call.problem("cannot combine " + first + " and " + second);
        }
        int[] ofFirst = Strides.places(shape, Broadcast.steps(first.shape(), shape), 0);
        int[] ofSecond = Strides.places(shape, Broadcast.steps(second.shape(), shape), 0);
        double[] elements = new double[ofFirst.length];
        for (int index = 0; index < elements.length; index++) {
            double value = function.applyAsDouble(first.elements()[ofFirst[index]], second.elements()[ofSecond[index]]);
            elements[index] = type.round(value);
        }
        return Tensor.wrap(type, elements, shape);
    }

    private static Tensor folded(NodeCall call, DoubleBinaryOperator function) {
        Tensor result = call.input(0);
        for (int index = 1; index < call.inputCount(); index++) {
            Tensor next = call.input(index);
            result = combined(result, next, wider(result, next), function, call);
        }
        return result;
    }

    /** Integers are divided towards zero. */
    private static Tensor quotient(NodeCall call) {
        ElementType type = wider(call.input(0), call.input(1));
        if (type.isFloatingPoint()) {
            return combined(call.input(0), call.input(1), type, (x, y) -> x / y, call);
        }
        checkDivisor(call);
        return combined(call.input(0), call.input(1), type, (x, y) -> cut(x / y), call);
    }

    /** The remainder has the sign of the divisor, or with {@code fmod} that of the dividend, as in C. */
    private static Tensor remainder(NodeCall call) {
        ElementType type = wider(call.input(0), call.input(1));
        boolean likeC = call.integer("fmod", 0) != 0;
        if (!type.isFloatingPoint()) {
            checkDivisor(call);
        }
        return combined(
                call.input(0),
                call.input(1),
                type,
                (x, y) -> {
                    double remainder = x % y;
                    return likeC || remainder == 0 || (remainder < 0) == (y < 0) ? remainder : remainder + y;
                },
                call);
    }

    private static void checkDivisor(NodeCall call) {
        for (double divisor : call.input(1).elements()) {
            if (divisor == 0) {
                throw call.problem("cannot divide integers by 0");
            }
        }
    }

    /** Floating-point numbers become integers by leaving out their fraction. */
    private static Tensor cast(Tensor tensor, ElementType type) {
        boolean whole = !type.isFloatingPoint() && type != ElementType.BOOL;
        return Strides.map(tensor, type, x -> whole ? cut(x) : x);
    }

    /** A number without its fraction. */
    private static double cut(double number) {
        return number < 0 ? Math.ceil(number) : Math.floor(number);
    }

    private static Tensor where(NodeCall call) {
        Tensor condition = call.input(0);
        Tensor yes = call.input(1);
        Tensor no = call.input(2);
        int[] both = Broadcast.shape(yes.shape(), no.shape());
        int @Nullable [] shape = both == null ? null : Broadcast.shape(condition.shape(), both);
        if (shape == null) {
            throw call.problem("cannot combine " + condition + ", " + yes + " and " + no);
        }
        int[] ofCondition = Strides.places(shape, Broadcast.steps(condition.shape(), shape), 0);
        int[] ofYes = Strides.places(shape, Broadcast.steps(yes.shape(), shape), 0);
        int[] ofNo = Strides.places(shape, Broadcast.steps(no.shape(), shape), 0);
        double[] elements = new double[ofCondition.length];
        for (int index = 0; index < elements.length; index++) {
            boolean chosen = condition.elements()[ofCondition[index]] != 0;
            elements[index] = chosen ? yes.elements()[ofYes[index]] : no.elements()[ofNo[index]];
        }
        return Tensor.wrap(wider(yes, no), elements, shape);
    }

    /** The limits are inputs, in older opsets attributes; each may be missing. */
    private static Tensor clip(NodeCall call) {
        Tensor lower = call.optional(1);
        Tensor upper = call.optional(2);
        double least = lower != null ? lower.elements()[0] : call.number("min", Double.NEGATIVE_INFINITY);
        double most = upper != null ? upper.elements()[0] : call.number("max", Double.POSITIVE_INFINITY);
        return map(call, x -> Math.min(Math.max(x, least), most));
    }
}
