package org.attentionworkbench.simd;

import java.util.List;
import java.util.Optional;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.fused.FusedBackend;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;

/**
 * Attention in one fused pass, in 32-bit floating point, and matrix products in 64-bit floating point. It serves any number of
 * callers at once. Its threads end by themselves a second after the last work; {@link #close} ends them at once.
 */
public final class StreamingBackend implements FusedBackend, AutoCloseable {
    /** Whoever asks for more has mistyped: each costs a stack and its scratch memory. */
    static final int MOST_THREADS = 1024;

    private final TileMath math;
    private final FusedKernel kernel;
    private final boolean fusedOnly;
    private final boolean leavesWholeStages;

    private StreamingBackend(TileMath math, int threads, boolean fusedOnly, boolean leavesWholeStages) {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("from 1 to " + MOST_THREADS + " threads can work, not " + threads);
        }
        this.math = math;
        kernel = new FusedKernel(math, threads);
        this.fusedOnly = fusedOnly;
        this.leavesWholeStages = leavesWholeStages;
    }

    /**
     * The fused pass on the Vector API of the JDK.
     *
     * @param threads how many threads work, that of the caller included, 1 to 1024
     * @param fusedOnly whether a run that has no fused form is an error
     * @return the backend
     * @throws IllegalArgumentException if the number of threads is another
     * @throws IllegalStateException if Java was started without the module {@code jdk.incubator.vector}
     */
    public static StreamingBackend ofVectors(int threads, boolean fusedOnly) {
        return new StreamingBackend(VectorModule.tileMath(), threads, fusedOnly, false);
    }

    /**
     * The same pass in plain Java.
     *
     * @param threads how many threads work, that of the caller included, 1 to 1024
     * @param fusedOnly whether a run that has no fused form is an error
     * @return the backend
     * @throws IllegalArgumentException if the number of threads is another
     */
    public static StreamingBackend ofPlainJava(int threads, boolean fusedOnly) {
        return new StreamingBackend(new PlainTileMath(), threads, fusedOnly, false);
    }

    /**
     * The fused pass on the Vector API where it is there, else in plain Java; runs of which a whole matrix is wanted are left to the
     * other way, stage by stage in 64-bit floating point.
     *
     * @param threads how many threads work, that of the caller included, 1 to 1024
     * @return the backend
     * @throws IllegalArgumentException if the number of threads is another
     */
    public static StreamingBackend ofWhatIsThere(int threads) {
        TileMath math = VectorModule.isThere() ? VectorModule.tileMath() : new PlainTileMath();
        return new StreamingBackend(math, threads, false, true);
    }

    @Override
    public List<HeadCapture> attend(
            FusedForm form, HeadArray queries, HeadArray keys, HeadArray values, HeadArray output, Capture capture) {
        return kernel.attend(form, queries, keys, values, output, capture);
    }

    @Override
    public Optional<String> leaves(Capture capture) {
        return capture.stages().stream()
                .filter(stage -> leavesWholeStages && stage != Stage.VALUES)
                .findFirst()
                .map(stage -> "a whole matrix of queries × keys is asked for");
    }

    @Override
    public boolean fusedOnly() {
        return fusedOnly;
    }

    @Override
    public String description() {
        return math.description() + (kernel.threads() == 1 ? ", 1 thread" : ", up to " + kernel.threads() + " threads");
    }

    @Override
    public void multiplyInto(Matrix a, Matrix b, Matrix product) {
        math.multiply(a.elements(), b.elements(), product.elements(), a.rows(), a.columns(), b.columns());
    }

    @Override
    public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
        double[] turned = new double[b.elements().length];
        for (int row = 0; row < b.rows(); row++) {
            for (int column = 0; column < b.columns(); column++) {
                turned[column * b.rows() + row] = b.elements()[row * b.columns() + column];
            }
        }
        math.multiply(a.elements(), turned, product.elements(), a.rows(), a.columns(), b.rows());
    }

    @Override
    public void close() {
        kernel.close();
    }
}
