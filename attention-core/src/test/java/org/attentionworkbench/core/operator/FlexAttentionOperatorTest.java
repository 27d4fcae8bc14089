package org.attentionworkbench.core.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.graph.Modification;
import org.attentionworkbench.core.graph.UnsupportedCaseException;
import org.attentionworkbench.core.json.JsonReader;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlexAttentionOperatorTest {

    /** JSON with single quotation marks for double ones. */
    private static Map<?, ?> json(String text) {
        return (Map<?, ?>) JsonReader.read(text.replace('\'', '"'), "test");
    }

    private static Tensor numbers(long seed, int... shape) {
        Random random = new Random(seed);
        Tensor tensor = Tensor.zeros(ElementType.F64, shape);
        Arrays.setAll(tensor.elements(), index -> random.nextGaussian());
        return tensor;
    }

    private static Tensor run(Map<String, ?> attributes) {
        Map<String, Tensor> inputs =
                Map.of("Q", numbers(1, 2, 2, 3, 4), "K", numbers(2, 2, 1, 5, 4), "V", numbers(3, 2, 1, 5, 2));
        return new FlexAttentionOperator()
                .run(new OperatorCall(inputs, attributes, Set.of("Y"), new ReferenceBackend()))
                .get("Y");
    }

    /** Causal attention as a graph: positions from the shape, compared, and −∞ where the key comes later. */
    private static final String CAUSAL = "{'inputs':['s'],'outputs':['out'],'initializers':{"
            + "'zero':{'dtype':'I64','shape':[],'data':[0]},'one':{'dtype':'I64','shape':[],'data':[1]},"
            + "'two':{'dtype':'I64','shape':[],'data':[2]},'three':{'dtype':'I64','shape':[],'data':[3]},"
            + "'axis':{'dtype':'I64','shape':[1],'data':[1]},"
            + "'never':{'dtype':'F64','shape':[],'data':['-inf']}},'nodes':["
            + "{'op_type':'Shape','inputs':['s'],'outputs':['shape']},"
            + "{'op_type':'Gather','inputs':['shape','two'],'outputs':['n']},"
            + "{'op_type':'Gather','inputs':['shape','three'],'outputs':['m']},"
            + "{'op_type':'Range','inputs':['zero','n','one'],'outputs':['i']},"
            + "{'op_type':'Range','inputs':['zero','m','one'],'outputs':['j']},"
            + "{'op_type':'Unsqueeze','inputs':['i','axis'],'outputs':['column']},"
            + "{'op_type':'GreaterOrEqual','inputs':['column','j'],'outputs':['allowed']},"
            + "{'op_type':'Where','inputs':['allowed','s','never'],'outputs':['out']}]}";

    @Test
    void aGraphCanMaskAsAttentionDoes() {
        Map<String, Tensor> inputs =
                Map.of("Q", numbers(1, 2, 2, 3, 4), "K", numbers(2, 2, 1, 5, 4), "V", numbers(3, 2, 1, 5, 2));
        Tensor expected = new AttentionOperator()
                .run(new OperatorCall(inputs, Map.of("is_causal", 1L), Set.of("Y"), new ReferenceBackend()))
                .get("Y");

        assertThat(run(Map.of("score_mod", json(CAUSAL))).elements())
                .containsExactly(expected.elements(), within(1e-14));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2 * tanh(scores / 2); softcap; 2.0",
                "c * tanh(scores / c); softcap; 2.0",
                "scores - 0.5 * 1e0 + (0.25 + 0.25); none; 0",
                "-(-scores); none; 0"
            })
    void aFormulaIsEnough(String formula, String attribute, double value) {
        Map<String, Tensor> inputs =
                Map.of("Q", numbers(1, 2, 2, 3, 4), "K", numbers(2, 2, 1, 5, 4), "V", numbers(3, 2, 1, 5, 2));
        Map<String, ?> attributes = attribute.equals("none") ? Map.of() : Map.of(attribute, value);
        Tensor expected = new AttentionOperator()
                .run(new OperatorCall(inputs, attributes, Set.of("Y"), new ReferenceBackend()))
                .get("Y");

        assertThat(run(Map.of("score_mod", Map.of("formula", formula, "c", 2L))).elements())
                .containsExactly(expected.elements(), within(1e-14));
    }

    @Test
    void formulasKnowWhereTheyAre() {
        Tensor tensor = Tensor.zeros(ElementType.F64, 2, 2, 2, 3);

        Tensor result = Modification.of(
                        Map.of("formula", "1000 * b + 100*h + 10 * i + j (b: entry, h: head)"), "score_mod")
                .apply(tensor);

        assertThat(result.elements()).startsWith(0, 1, 2, 10, 11, 12, 100).endsWith(1110, 1111, 1112);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "scores +", "scores ^ 2", "unknown + 1", "(scores", "scores 2", "f(scores)", "scores; 1"})
    void otherFormulasAreNotUnderstood(String formula) {
        assertThatThrownBy(() -> Modification.of(Map.of("formula", formula, "c", 1), "score_mod"))
                .isInstanceOf(UnsupportedCaseException.class)
                .hasMessage("the formula '" + formula + "' is not understood");
    }

    @Test
    void weightsMayBeModifiedToo() {
        double[] plain = run(Map.of()).elements();
        double[] halved = run(Map.of("prob_mod", Map.of("formula", "probs * c", "c", 0.5)))
                .elements();

        for (int index = 0; index < plain.length; index++) {
            assertThat(halved[index]).isEqualTo(plain[index] / 2);
        }
    }

    /** Each node on x = (1 −2 3; 4 5 −6) and other inputs; expected from NumPy, which these nodes follow, or by hand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "Neg; x; {}; F64 [2, 3]; -1 2 -3 -4 -5 6",
                "Abs; x; {}; F64 [2, 3]; 1 2 3 4 5 6",
                "Relu; x; {}; F64 [2, 3]; 1 0 3 4 5 0",
                "LeakyRelu; x; {'alpha':0.5}; F64 [2, 3]; 1 -1 3 4 5 -3",
                "Sign; x; {}; F64 [2, 3]; 1 -1 1 1 1 -1",
                "Sigmoid; zero; {}; F64 []; 0.5",
                "Exp; zero; {}; F64 []; 1",
                "Sqrt; four; {}; F64 [1]; 2",
                "Reciprocal; four; {}; F64 [1]; 0.25",
                "Floor; half; {}; F64 [2]; 1 -2",
                "Ceil; half; {}; F64 [2]; 2 -1",
                "Round; half; {}; F64 [2]; 2 -2",
                "Identity; x; {}; F64 [2, 3]; 1 -2 3 4 5 -6",
                "Add; x row; {}; F64 [2, 3]; 11 18 33 14 25 24",
                "Sub; x column; {}; F64 [2, 3]; 0 -3 2 2 3 -8",
                "Mul; column row; {}; F64 [2, 3]; 10 20 30 20 40 60",
                "Div; x four; {}; F64 [2, 3]; 0.25 -0.5 0.75 1 1.25 -1.5",
                "Div; whole two; {}; I64 [4]; -3 -1 1 3",
                "Mod; whole three; {}; I64 [4]; 2 0 0 1",
                "Mod; whole three; {'fmod':1}; I64 [4]; -1 0 0 1",
                "Pow; x four; {}; F64 [2, 3]; 1 16 81 256 625 1296",
                "Min; x four zero; {}; F64 [2, 3]; 0 -2 0 0 0 -6",
                "Max; x column; {}; F64 [2, 3]; 1 1 3 4 5 2",
                "Clip; x zero four; {}; F64 [2, 3]; 1 0 3 4 4 0",
                "Clip; x - four; {}; F64 [2, 3]; 1 -2 3 4 4 -6",
                "Clip; x; {'min':-1,'max':2}; F64 [2, 3]; 1 -1 2 2 2 -1",
                "Equal; x four; {}; BOOL [2, 3]; 0 0 0 1 0 0",
                "Less; x four; {}; BOOL [2, 3]; 1 1 1 0 0 1",
                "LessOrEqual; x four; {}; BOOL [2, 3]; 1 1 1 1 0 1",
                "Greater; x four; {}; BOOL [2, 3]; 0 0 0 0 1 0",
                "GreaterOrEqual; x four; {}; BOOL [2, 3]; 0 0 0 1 1 0",
                "And; yes mixed; {}; BOOL [2]; 1 0",
                "Or; yes mixed; {}; BOOL [2]; 1 1",
                "Xor; yes mixed; {}; BOOL [2]; 0 1",
                "Not; mixed; {}; BOOL [2]; 0 1",
                "Where; mixed half zero; {}; F64 [2]; 1.5 0",
                "Cast; half; {'to':7}; I64 [2]; 1 -1",
                "Cast; x; {'to':9}; BOOL [2, 3]; 1 1 1 1 1 1",
                "Cast; third; {'to':10}; F16 []; 0.333251953125",
                "CastLike; half whole; {}; I64 [2]; 1 -1",
                "Shape; x; {}; I64 [2]; 2 3",
                "Shape; x; {'start':-1}; I64 [1]; 3",
                "Size; x; {}; I64 []; 6",
                "Gather; x two; {'axis':1}; F64 [2]; 3 -6",
                "Gather; x places; {'axis':1}; F64 [2, 2]; 3 1 -6 4",
                "Gather; x places; {}; F64 [2, 3]; 4 5 -6 1 -2 3",
                "Range; zero four half2; {}; F64 [3]; 0 1.5 3",
                "Reshape; x shape; {}; F64 [3, 2]; 1 -2 3 4 5 -6",
                "Reshape; x copy; {}; F64 [2, 3, 1]; 1 -2 3 4 5 -6",
                "Unsqueeze; x ends; {}; F64 [1, 2, 3, 1]; 1 -2 3 4 5 -6",
                "Squeeze; column; {}; F64 [2]; 1 2",
                "Squeeze; column one; {}; F64 [2]; 1 2",
                "Expand; column threes; {}; F64 [2, 3]; 1 1 1 2 2 2",
                "Concat; x column; {'axis':-1}; F64 [2, 4]; 1 -2 3 1 4 5 -6 2",
                "Concat; row x; {'axis':0}; F64 [3, 3]; 10 20 30 1 -2 3 4 5 -6",
                "Transpose; x; {}; F64 [3, 2]; 1 4 -2 5 3 -6",
                "Transpose; x; {'perm':[0,1]}; F64 [2, 3]; 1 -2 3 4 5 -6",
                "Slice; x one threes one; {}; F64 [2, 2]; -2 3 5 -6",
                "Slice; x last first one back; {}; F64 [2, 3]; 3 -2 1 -6 5 4",
                "Trilu; x; {}; F64 [2, 3]; 1 -2 3 0 5 -6",
                "Trilu; x; {'upper':0}; F64 [2, 3]; 1 0 0 4 5 0",
                "Trilu; x oneth; {}; F64 [2, 3]; 0 -2 3 0 0 -6",
                "ReduceSum; x; {}; F64 [1, 1]; 5",
                "ReduceSum; x one; {}; F64 [2, 1]; 2 3",
                "ReduceSum; x one; {'keepdims':0}; F64 [2]; 2 3",
                "ReduceSum; x; {'noop_with_empty_axes':1}; F64 [2, 3]; 1 -2 3 4 5 -6",
                "ReduceMax; x; {'axes':[0],'keepdims':0}; F64 [3]; 4 5 3",
                "ReduceMin; x; {'axes':[-1]}; F64 [2, 1]; -2 -6",
                "ReduceMean; x; {'axes':[1]}; F64 [2, 1]; 0.6666666666666666 1",
                "ReduceProd; x; {'keepdims':0}; F64 []; 720",
                "Constant; ; {'value_ints':[3,4]}; I64 [2]; 3 4",
                "Constant; ; {'value_float':0.1}; F32 []; 0.10000000149011612",
                "Constant; ; {'value':{'dtype':'F16','shape':[1],'data':[0.1]}}; F16 [1]; 0.0999755859375",
                "ConstantOfShape; shape2; {'value':{'dtype':'I64','shape':[1],'data':[7]}}; I64 [2]; 7 7",
                "Softmax; zeros; {}; F64 [1, 2]; 0.5 0.5",
            })
    void nodesComputeWhatOnnxSays(String type, String inputs, String attributes, String kind, String numbers) {
        String names = inputs == null || inputs.isBlank() ? "" : inputs.strip();
        StringBuilder list = new StringBuilder();
        for (String name : names.split(" ", -1)) {
            list.append(list.isEmpty() ? "'" : ",'")
                    .append(name.equals("-") ? "" : name)
                    .append("'");
        }
        Modification graph = Modification.of(
                json("{'inputs':['x'],'outputs':['out'],'initializers':{" + constants() + "},'nodes':[{'op_type':'"
                        + type
                        + "','inputs':[" + (names.isEmpty() ? "" : list) + "],'outputs':['out'],'attributes':"
                        + attributes
                        + "}]}"),
                "score_mod");

        Tensor result = graph.apply(Tensor.wrap(ElementType.F64, new double[] {1, -2, 3, 4, 5, -6}, 2, 3));

        assertThat(result).hasToString(kind);
        double[] expected = Arrays.stream(numbers.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(result.elements()).usingComparatorWithPrecision(1e-15).containsExactly(expected);
    }

    private static String constants() {
        Map<String, String> constants = new HashMap<>();
        constants.put("zero", "'F64','shape':[],'data':[0]");
        constants.put("four", "'F64','shape':[1],'data':[4]");
        constants.put("third", "'F64','shape':[],'data':[0.3333333333333333]");
        constants.put("half", "'F64','shape':[2],'data':[1.5,-1.5]");
        constants.put("half2", "'F64','shape':[],'data':[1.5]");
        constants.put("row", "'F64','shape':[1,3],'data':[10,20,30]");
        constants.put("column", "'F64','shape':[2,1],'data':[1,2]");
        constants.put("zeros", "'F64','shape':[1,2],'data':[0,0]");
        constants.put("whole", "'I64','shape':[4],'data':[-7,-3,3,7]");
        constants.put("two", "'I64','shape':[],'data':[2]");
        constants.put("three", "'I64','shape':[],'data':[3]");
        constants.put("oneth", "'I64','shape':[],'data':[1]");
        constants.put("one", "'I64','shape':[1],'data':[1]");
        constants.put("places", "'I64','shape':[2],'data':[-1,0]");
        constants.put("shape", "'I64','shape':[2],'data':[-1,2]");
        constants.put("shape2", "'I64','shape':[1],'data':[2]");
        constants.put("copy", "'I64','shape':[3],'data':[0,-1,1]");
        constants.put("ends", "'I64','shape':[2],'data':[0,-1]");
        constants.put("threes", "'I64','shape':[1],'data':[3]");
        constants.put("last", "'I64','shape':[1],'data':[-1]");
        constants.put("first", "'I64','shape':[1],'data':[-9223372036854775808]");
        constants.put("back", "'I64','shape':[1],'data':[-1]");
        constants.put("yes", "'BOOL','shape':[2],'data':[true,true]");
        constants.put("mixed", "'BOOL','shape':[2],'data':[1,0]");
        StringBuilder json = new StringBuilder();
        constants.forEach((name, value) -> json.append(json.isEmpty() ? "'" : ",'")
                .append(name)
                .append("':{'dtype':")
                .append(value)
                .append('}'));
        return json.toString();
    }

    @Test
    void nodesThatAreNotKnownAreNamed() {
        Map<?, ?> graph =
                json("{'inputs':['s'],'outputs':['t'],'nodes':[{'op_type':'Loop','inputs':['s'],'outputs':['t']}]}");

        assertThatThrownBy(() -> run(Map.of("score_mod", graph)))
                .isInstanceOf(UnsupportedCaseException.class)
                .hasMessage("score_mod has a node of the type Loop, which is not known");
        assertThatThrownBy(() -> run(Map.of("prob_mod", Map.of("nodes", List.of()))))
                .isInstanceOf(UnsupportedCaseException.class)
                .hasMessage("prob_mod has neither nodes nor a formula");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "{'nodes':[{}]}; inputs are missing",
                "{'inputs':['a','b'],'outputs':['t'],'nodes':[{}]}; one input is needed, not [a, b]",
                "{'inputs':['s'],'outputs':['t'],'nodes':[{}]}; a node needs an op_type",
                "{'inputs':['s'],'outputs':['t'],'nodes':[{'op_type':'Neg','inputs':['u'],'outputs':['t']}]}; Neg needs 'u'",
                "{'inputs':['s'],'outputs':['t'],'nodes':[{'op_type':'Neg','inputs':['s'],'outputs':['u']}]}; output needs 't'",
                "{'inputs':['s'],'outputs':['t'],'nodes':[{'op_type':'Add','inputs':['s'],'outputs':['t']}]}; needs an input 2",
                "{'inputs':['s'],'outputs':['t'],'initializers':{'c':{'dtype':'F32','shape':[3],'data':[1]}},'nodes':[{}]}; "
                        + "the initializer c has the shape [3], but 1 numbers in its data",
                "{'inputs':['s'],'outputs':['t'],'initializers':{'c':{'dtype':'F32','shape':[-1],'data':[]}},'nodes':[{}]}; "
                        + "the initializer c has the shape [-1], which is not one of whole numbers",
                "{'inputs':['s'],'outputs':['t'],'initializers':{'c':{'dtype':'F32','shape':[1.5,2],'data':[1,2,3]}},"
                        + "'nodes':[{}]}; the initializer c has the shape [1.5, 2], which is not one of whole numbers",
            })
    void malformedGraphsAreRefused(String graph, String message) {
        assertThatThrownBy(() -> run(Map.of("score_mod", json(graph))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void halfPrecisionScoresAreRounded() {
        // 1/3 in F16 is 0.333251953125; the softmax of it and of 0 is 1 / (1 + exp(−0.333251953125)) = 0.5825502…
        Tensor queries = Tensor.wrap(ElementType.F16, new double[] {1}, 1, 1, 1, 1);
        Tensor keys = Tensor.wrap(ElementType.F16, new double[] {1, 0}, 1, 1, 2, 1);
        Tensor values = Tensor.wrap(ElementType.F16, new double[] {1, 0}, 1, 1, 2, 1);

        Tensor result = new FlexAttentionOperator()
                .run(new OperatorCall(
                        Map.of("Q", queries, "K", keys, "V", values),
                        Map.of("scale", 1 / 3.0),
                        Set.of("Y"),
                        new ReferenceBackend()))
                .get("Y");

        assertThat(result.type()).isEqualTo(ElementType.F16);
        assertThat(result.elements()[0]).isCloseTo(1 / (1 + Math.exp(-0.333251953125)), within(1e-15));
    }
}
