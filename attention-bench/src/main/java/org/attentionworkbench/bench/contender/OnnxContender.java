package org.attentionworkbench.bench.contender;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.attentionworkbench.bench.contender.OnnxModel.ArrayType;
import org.attentionworkbench.bench.problem.Inputs;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Variation;

/**
 * ONNX Runtime, by a model whose only node is one of its operators of attention. Inputs and outputs are tensors on direct buffers that are
 * bound once, so that a call copies nothing. Threads that wait for work may spin, as by default.
 */
final class OnnxContender implements Contender {
    private static final String MICROSOFT = "com.microsoft";
    private static final int GROUPED_QUERY_SIZES = 8;

    /** Its operators. */
    enum Operator {
        /** That of the standard, opset 23, on arrays with heads as an axis. */
        ATTENTION,
        /** Multi-head attention on arrays with heads side by side. */
        MULTI_HEAD,
        /** Grouped-query attention on a cache; it is always causal, and the last query stands at the last key. */
        GROUPED_QUERY
    }

    private final Operator operator;
    private final int threads;
    private final OrtEnvironment environment;

    OnnxContender(Operator operator, int threads) {
        this.operator = operator;
        this.threads = threads;
        this.environment = OrtEnvironment.getEnvironment();
    }

    @Override
    public String description() {
        return "ONNX Runtime " + environment.getVersion();
    }

    @Override
    public void checkKnown(Problem problem) {
        Contender.super.checkKnown(problem);
        Shape shape = problem.shape();
        if (operator == Operator.MULTI_HEAD && shape.grouped()) {
            throw new UnsupportedOperationException("MultiHeadAttention has as many heads of keys as of queries");
        }
        if (operator == Operator.GROUPED_QUERY) {
            boolean step = shape.queries() == 1 && problem.variation() == Variation.FULL;
            boolean prompt = shape.queries() == shape.keys() && problem.variation() == Variation.CAUSAL;
            if (!step && !prompt) {
                throw new UnsupportedOperationException("GroupQueryAttention is causal");
            }
            if (shape.headSize() % GROUPED_QUERY_SIZES != 0) {
                throw new UnsupportedOperationException("GroupQueryAttention takes head sizes divisible by 8");
            }
        }
    }

    @Override
    public Computation prepare(Problem problem, Inputs inputs) throws OrtException {
        return switch (operator) {
            case ATTENTION -> attention(problem, inputs);
            case MULTI_HEAD -> multiHead(problem, inputs);
            case GROUPED_QUERY -> groupedQuery(problem, inputs);
        };
    }

    private Computation attention(Problem problem, Inputs inputs) throws OrtException {
        Shape shape = problem.shape();
        ArrayType queries = ArrayType.floats(shape.batch(), shape.heads(), shape.queries(), shape.headSize());
        ArrayType keys = ArrayType.floats(shape.batch(), shape.keyHeads(), shape.keys(), shape.headSize());
        Map<String, ArrayType> types = new LinkedHashMap<>();
        types.put("Q", queries);
        types.put("K", keys);
        types.put("V", keys);
        int causal = problem.variation() == Variation.CAUSAL ? 1 : 0;
        byte[] model = OnnxModel.of("", 23, "Attention", Map.of("is_causal", causal), types, Map.of("output", queries));
        Bound bound = new Bound(model, inputs, false);
        bound.input("Q", inputs.queries(), queries);
        bound.input("K", inputs.keys(), keys);
        bound.input("V", inputs.values(), keys);
        bound.output("output", queries);
        return bound;
    }

    private Computation multiHead(Problem problem, Inputs inputs) throws OrtException {
        Shape shape = problem.shape();
        ArrayType queries = ArrayType.floats(shape.batch(), shape.queries(), (long) shape.heads() * shape.headSize());
        ArrayType keys = ArrayType.floats(shape.batch(), shape.keys(), (long) shape.heads() * shape.headSize());
        Map<String, ArrayType> types = new LinkedHashMap<>();
        types.put("query", queries);
        types.put("key", keys);
        types.put("value", keys);
        int causal = problem.variation() == Variation.CAUSAL ? 1 : 0;
        Map<String, Number> attributes = Map.of("num_heads", shape.heads(), "unidirectional", causal);
        byte[] model = OnnxModel.of(MICROSOFT, 1, "MultiHeadAttention", attributes, types, Map.of("output", queries));
        Bound bound = new Bound(model, inputs, true);
        bound.input("query", inputs.exchanged(inputs.queries(), shape.heads(), shape.queries()), queries);
        bound.input("key", inputs.exchanged(inputs.keys(), shape.keyHeads(), shape.keys()), keys);
        bound.input("value", inputs.exchanged(inputs.values(), shape.keyHeads(), shape.keys()), keys);
        bound.output("output", queries);
        return bound;
    }

    /**
     * As its users call it: the cache is as large as all keys and is both input and output, so that nothing is moved. What is new
     * of the keys are the last ones, as many as there are queries; they are written into the cache again by each call.
     */
    private Computation groupedQuery(Problem problem, Inputs inputs) throws OrtException {
        Shape shape = problem.shape();
        ArrayType queries = ArrayType.floats(shape.batch(), shape.queries(), (long) shape.heads() * shape.headSize());
        ArrayType fresh = ArrayType.floats(shape.batch(), shape.queries(), (long) shape.keyHeads() * shape.headSize());
        ArrayType cache = ArrayType.floats(shape.batch(), shape.keyHeads(), shape.keys(), shape.headSize());
        Map<String, ArrayType> types = new LinkedHashMap<>();
        types.put("query", queries);
        types.put("key", fresh);
        types.put("value", fresh);
        types.put("past_key", cache);
        types.put("past_value", cache);
        types.put("seqlens_k", ArrayType.integers(shape.batch()));
        types.put("total_sequence_length", ArrayType.integers());
        Map<String, ArrayType> results = new LinkedHashMap<>();
        results.put("output", queries);
        results.put("present_key", cache);
        results.put("present_value", cache);
        byte[] model = OnnxModel.of(
                MICROSOFT,
                1,
                "GroupQueryAttention",
                Map.of("num_heads", shape.heads(), "kv_num_heads", shape.keyHeads()),
                types,
                results);
        Bound bound = new Bound(model, inputs, true);
        bound.input("query", inputs.exchanged(inputs.queries(), shape.heads(), shape.queries()), queries);
        bound.input("key", last(inputs, inputs.keys()), fresh);
        bound.input("value", last(inputs, inputs.values()), fresh);
        bound.inputAndOutput("past_key", "present_key", inputs.keys(), cache);
        bound.inputAndOutput("past_value", "present_value", inputs.values(), cache);
        bound.integers("seqlens_k", shape.batch(), shape.keys() - 1, shape.batch());
        bound.integers("total_sequence_length", 1, shape.keys());
        bound.output("output", queries);
        return bound;
    }

    /** The last keys or values, as many as there are queries, with heads side by side. */
    private static float[] last(Inputs inputs, float[] elements) {
        Shape shape = inputs.shape();
        int width = shape.headSize();
        float[] last = new float[shape.batch() * shape.keyHeads() * shape.queries() * width];
        for (int head = 0; head < shape.batch() * shape.keyHeads(); head++) {
            int from = (head * shape.keys() + shape.keys() - shape.queries()) * width;
            System.arraycopy(elements, from, last, head * shape.queries() * width, shape.queries() * width);
        }
        return inputs.exchanged(last, shape.keyHeads(), shape.queries());
    }

    /** A model with tensors bound to all its inputs and outputs. */
    private final class Bound implements Computation {
        private final OrtSession session;
        private final Inputs inputs;
        private final boolean sideBySide;
        private final Map<String, OnnxTensor> given = new LinkedHashMap<>();
        private final Map<String, OnnxTensor> results = new LinkedHashMap<>();

        Bound(byte[] model, Inputs inputs, boolean sideBySide) throws OrtException {
            this.inputs = inputs;
            this.sideBySide = sideBySide;
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(threads);
                options.setInterOpNumThreads(1);
                this.session = environment.createSession(model, options);
            }
        }

        private OnnxTensor tensor(float[] elements, ArrayType type) throws OrtException {
            FloatBuffer buffer = direct(elements.length).asFloatBuffer();
            buffer.put(elements).rewind();
            return OnnxTensor.createTensor(environment, buffer, type.shape());
        }

        private ByteBuffer direct(int elements) {
            return ByteBuffer.allocateDirect(elements * Float.BYTES).order(ByteOrder.nativeOrder());
        }

        void input(String name, float[] elements, ArrayType type) throws OrtException {
            given.put(name, tensor(elements, type));
        }

        void inputAndOutput(String name, String result, float[] elements, ArrayType type) throws OrtException {
            OnnxTensor tensor = tensor(elements, type);
            given.put(name, tensor);
            results.put(result, tensor);
        }

        void integers(String name, int count, int value, long... dimensions) throws OrtException {
            ByteBuffer buffer = direct(count);
            for (int index = 0; index < count; index++) {
                buffer.putInt(index * Integer.BYTES, value);
            }
            given.put(name, OnnxTensor.createTensor(environment, buffer.asIntBuffer(), dimensions));
        }

        void output(String name, ArrayType type) throws OrtException {
            results.put(name, tensor(new float[inputs.shape().queryElements()], type));
        }

        @Override
        public void call() throws OrtException {
            session.run(given, results).close(); // what is bound stays open
        }

        @Override
        public float[] output() {
            FloatBuffer buffer = Objects.requireNonNull(results.get("output")).getFloatBuffer();
            float[] elements = new float[buffer.remaining()];
            buffer.get(elements);
            Shape shape = inputs.shape();
            return sideBySide ? inputs.exchanged(elements, shape.queries(), shape.heads()) : elements;
        }

        @Override
        public void close() throws OrtException {
            given.values().forEach(OnnxTensor::close);
            results.values().forEach(OnnxTensor::close);
            session.close();
        }
    }
}
