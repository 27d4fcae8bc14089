package org.attentionworkbench.bench.contender;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.attentionworkbench.api.InvalidInputException;

/** A name in the list of those who may be measured, and how the contender of this name comes into being. */
@SuppressWarnings("ImmutableEnumChecker") // nothing of it changes, though its types do not say so
public enum Entrant {
    /** The fused kernel on the Vector API. */
    SIMD("simd", true, threads -> new FusedContender("simd", threads), "--add-modules", "jdk.incubator.vector"),
    /** The same pass in plain Java. */
    PLAIN("plain", true, threads -> new FusedContender("plain", threads)),
    /** ONNX Runtime's Attention of the standard. */
    ONNX_ATTENTION("onnx-attention", OnnxContender.Operator.ATTENTION),
    /** ONNX Runtime's own MultiHeadAttention. */
    ONNX_MULTI_HEAD("onnx-multi-head", OnnxContender.Operator.MULTI_HEAD),
    /** ONNX Runtime's own GroupQueryAttention. */
    ONNX_GROUPED_QUERY("onnx-grouped-query", OnnxContender.Operator.GROUPED_QUERY),
    /** PyTorch's scaled_dot_product_attention. */
    PYTORCH("pytorch", false, PyTorchContender::new),
    /** ND4J by hand, in 32 bits. */
    ND4J_FLOAT("nd4j-float", false, threads -> new HeadByHead<>(new Nd4jFloats(), threads)),
    /** EJML by hand, in 32 bits. */
    EJML_FLOAT("ejml-float", false, threads -> new HeadByHead<>(Ejml.floats(), threads)),
    /** EJML by hand, in 64 bits. */
    EJML_DOUBLE("ejml-double", false, threads -> new HeadByHead<>(Ejml.doubles(), threads)),
    /** ojAlgo by hand, in 32 bits. */
    OJALGO_FLOAT("ojalgo-float", false, threads -> new HeadByHead<>(Ojalgo.floats(), threads)),
    /** ojAlgo by hand, in 64 bits. */
    OJALGO_DOUBLE("ojalgo-double", false, threads -> new HeadByHead<>(Ojalgo.doubles(), threads)),
    /** The reference backend of this project. */
    REFERENCE("reference", false, threads -> new HeadByHead<>(new ReferenceLibrary(), threads));

    private final String label;
    private final boolean ours;
    private final IntFunction<Contender> maker;
    private final List<String> javaOptions;

    Entrant(String label, boolean ours, IntFunction<Contender> maker, String... javaOptions) {
        this.label = label;
        this.ours = ours;
        this.maker = maker;
        this.javaOptions = List.of(javaOptions);
    }

    Entrant(String label, OnnxContender.Operator operator) {
        this(label, false, threads -> new OnnxContender(operator, threads));
    }

    /**
     * The entrant of a name.
     *
     * @param name such as {@code pytorch}
     * @return the entrant
     * @throws InvalidInputException if there is none
     */
    public static Entrant named(String name) {
        for (Entrant entrant : values()) {
            if (entrant.label.equals(name)) {
                return entrant;
            }
        }
        throw new InvalidInputException("there is no contender '" + name + "'; there are "
                + String.join(
                        ", ", List.of(values()).stream().map(Entrant::toString).toList()));
    }

    /**
     * Whether it is a fused kernel of this project, measured against the others.
     *
     * @return false for a peer
     */
    public boolean ours() {
        return ours;
    }

    /**
     * What its Java takes besides the class path.
     *
     * @return options of the JVM
     */
    public List<String> javaOptions() {
        return javaOptions;
    }

    /**
     * What its process finds in its environment. PyTorch and ND4J stand on OpenBLAS, whose threads would come on top of those that are
     * asked for: it has one. So has ND4J itself, whose heads are shared among threads as those of other libraries.
     *
     * @return variables and values
     */
    public Map<String, String> environment() {
        return switch (this) {
            case PYTORCH -> Map.of("OPENBLAS_NUM_THREADS", "1");
            case ND4J_FLOAT -> Map.of("OPENBLAS_NUM_THREADS", "1", "OMP_NUM_THREADS", "1");
            default -> Map.of();
        };
    }

    /**
     * The contender, in this process.
     *
     * @param threads how many threads it is to use
     * @return the contender
     * @throws UnsupportedOperationException if it cannot be here; the message says why
     * @throws LinkageError if its machine code does not load
     */
    public Contender enter(int threads) {
        return maker.apply(threads);
    }

    /** The name. */
    @Override
    public String toString() {
        return label;
    }
}
