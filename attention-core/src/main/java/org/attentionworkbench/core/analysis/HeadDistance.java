package org.attentionworkbench.core.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;
import org.attentionworkbench.core.comparison.JensenShannon;

/**
 * How differently every two heads of all layers look at the text: {@code D[a,b] = Σᵢ JS(p_a[i], p_b[i])}, the Jensen–Shannon divergence
 * {@code H((p+q)/2) − (H(p)+H(q))/2} of their rows summed over the queries, with p the row of weights divided by its sum. Symmetric, 0 on the
 * diagonal, and at most n ln 2 in nats or n in bits.
 *
 * <p>Two rows of zeros are 0 apart, and a row of zeros is ln 2 / 2 from any other. Weights below 0 are refused, and so is a single head. Works
 * across texts, too. Clark et al. 2019, section 6; Lin 1991.
 */
public final class HeadDistance implements Analysis {
    private final LogarithmBase base;

    /**
     * An analysis of heads.
     *
     * @param base the unit of the divergences
     */
    public HeadDistance(LogarithmBase base) {
        this.base = base;
    }

    @Override
    public List<Finding> analyse(AttentionMaps maps) {
        Shares shares = Shares.of("head-distance", maps);
        List<Matrix> heads = shares.layers().stream().flatMap(List::stream).toList();
        if (heads.size() < 2) {
            throw new InvalidInputException(
                    "head-distance: there is one head, and no other to compare it with; choose a "
                            + "variant with several, such as multi-head");
        }
        Matrix distances = Matrix.zeros(heads.size(), heads.size());
        for (int first = 0; first < heads.size(); first++) {
            for (int second = 0; second < first; second++) {
                double distance = base.ofNats(distance(heads.get(first), heads.get(second)));
                distances.elements()[first * heads.size() + second] = distance;
                distances.elements()[second * heads.size() + first] = distance;
            }
        }
        List<String> labels = labels(shares);
        return List.of(new Finding("distance between heads", base.unit(), labels, labels, distances)
                .of("heads", "heads")
                .withNote(String.format(
                        Locale.ROOT,
                        "Jensen–Shannon divergences summed over %d queries; heads with nothing in common are %.4f apart",
                        shares.words(),
                        base.ofNats(shares.words() * Math.log(2)))));
    }

    private static double distance(Matrix first, Matrix second) {
        double distance = 0;
        for (int query = 0; query < first.rows(); query++) {
            distance += JensenShannon.divergence(first.row(query), second.row(query));
        }
        return distance;
    }

    private static List<String> labels(Shares shares) {
        List<String> labels = new ArrayList<>();
        for (int layer = 0; layer < shares.layers().size(); layer++) {
            String prefix = shares.layers().size() == 1 ? "" : "layer " + (layer + 1) + " ";
            for (String head : Shares.headLabels(shares.layers().get(layer))) {
                labels.add(prefix + head);
            }
        }
        return labels;
    }
}
