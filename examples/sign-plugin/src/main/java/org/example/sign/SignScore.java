package org.example.sign;

import java.util.Arrays;
import org.attentionworkbench.api.attention.DotProductScore;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * The dot product of the signs of the channels: {@code raw[i,j] = Σ_c sgn(q[i,c]) · sgn(k[j,c])}, in how many channels query and
 * key point the same way, less in how many they point apart. A channel that is 0 counts for neither.
 */
public final class SignScore implements DotProductScore {

    @Override
    public Matrix prepareQueries(Matrix queries, HeadContext context) {
        return signs(queries);
    }

    @Override
    public Matrix prepareKeys(Matrix keys, HeadContext context) {
        return signs(keys);
    }

    private static Matrix signs(Matrix matrix) {
        double[] signs = Arrays.stream(matrix.elements()).map(Math::signum).toArray();
        return Matrix.wrap(matrix.rows(), matrix.columns(), signs);
    }
}
