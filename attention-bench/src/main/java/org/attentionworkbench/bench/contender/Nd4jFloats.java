package org.attentionworkbench.bench.contender;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Variation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J in 32-bit floating point: its products, its softmax, and a matrix of −∞ above the diagonal for a causal mask. */
final class Nd4jFloats implements HeadByHead.Library<INDArray> {

    Nd4jFloats() {
        Nd4j.create(DataType.FLOAT, 1, 1); // loads the machine code
    }

    @Override
    public String description() {
        return "ND4J " + version() + " by hand, 32 bits";
    }

    /** Its manifest does not tell. */
    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException unreadable) {
            return "of an unknown version";
        }
        return properties.getProperty("version", "of an unknown version");
    }

    @Override
    public INDArray weights(Shape shape) {
        return Nd4j.create(DataType.FLOAT, shape.queries(), shape.keys());
    }

    @Override
    public HeadByHead.Head<INDArray> head(float[] queries, float[] keys, float[] values, Problem problem) {
        Shape shape = problem.shape();
        INDArray q = Nd4j.createFromArray(queries).reshape(shape.queries(), shape.headSize());
        INDArray k = Nd4j.createFromArray(keys).reshape(shape.keys(), shape.headSize());
        INDArray v = Nd4j.createFromArray(values).reshape(shape.keys(), shape.headSize());
        INDArray transposedKeys = k.transpose();
        INDArray output = Nd4j.create(DataType.FLOAT, shape.queries(), shape.headSize());
        boolean causal = problem.variation() == Variation.CAUSAL;
        INDArray mask = causal ? upperTriangle(shape) : output;
        return new ComposedHead<>(
                weights -> {
                    q.mmuli(transposedKeys, weights).muli(shape.scale());
                    if (causal) {
                        weights.addi(mask);
                    }
                },
                weights -> Nd4j.exec(new SoftMax(weights, weights, -1)),
                weights -> weights.mmuli(v, output),
                (to, place) -> System.arraycopy(
                        output.dup('c').data().asFloat(), 0, to, place, shape.queries() * shape.headSize()));
    }

    private static INDArray upperTriangle(Shape shape) {
        float[] mask = new float[shape.queries() * shape.keys()];
        for (int query = 0; query < shape.queries(); query++) {
            for (int key = query + 1; key < shape.keys(); key++) {
                mask[query * shape.keys() + key] = Float.NEGATIVE_INFINITY;
            }
        }
        return Nd4j.createFromArray(mask).reshape(shape.queries(), shape.keys());
    }
}
