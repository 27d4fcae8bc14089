package org.attentionworkbench.core.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;

/** Maps built by hand or at random. */
final class Maps {
    private Maps() {}

    static double[] row(double... numbers) {
        return numbers;
    }

    /** One head over a text that attends to itself. */
    static AttentionMaps oneHead(String text, double[]... rows) {
        return heads(text, Matrix.ofRows(rows));
    }

    /** The heads of one layer over a text that attends to itself. */
    static AttentionMaps heads(String text, Matrix... heads) {
        return layers(text, List.of(List.of(heads)));
    }

    static AttentionMaps layers(String text, List<List<Matrix>> layers) {
        List<String> words = List.of(text.split(" ", -1));
        return new AttentionMaps(words, words, layers);
    }

    /** Rows that sum to 1, of numbers between 0 and 1, some of them 0. */
    static Matrix random(Random random, int rows, int columns) {
        double[] weights = new double[rows * columns];
        for (int index = 0; index < weights.length; index++) {
            weights[index] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
        }
        for (int row = 0; row < rows; row++) {
            weights[row * columns + random.nextInt(columns)] += 0.1;
            Shares.divide(weights, row * columns, columns);
        }
        return Matrix.wrap(rows, columns, weights);
    }

    /** Several random layers over the words w0, w1, …. */
    static AttentionMaps random(Random random, int words, int heads, int layers) {
        List<List<Matrix>> all = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            List<Matrix> ofLayer = new ArrayList<>();
            for (int head = 0; head < heads; head++) {
                ofLayer.add(random(random, words, words));
            }
            all.add(ofLayer);
        }
        StringBuilder text = new StringBuilder("w0");
        for (int word = 1; word < words; word++) {
            text.append(" w").append(word);
        }
        return layers(text.toString(), all);
    }
}
