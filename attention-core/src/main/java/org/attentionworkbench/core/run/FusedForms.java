package org.attentionworkbench.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.DotProductScore;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.fused.FusedBackend;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Mechanism;

/** Which mechanisms have a fused form, and why the others have none. Every reason is read from what the parts say of themselves. */
final class FusedForms {
    private final Function<Kind<?>, String> names;

    /**
     * With names for the parts of a mechanism.
     *
     * @param names from a kind to its part, such as {@code score additive}, or {@code score} if its name is not known
     */
    FusedForms(Function<Kind<?>, String> names) {
        this.names = names;
    }

    /**
     * Why a mechanism cannot run in one pass.
     *
     * @param mechanism what is to run
     * @param backend its backend
     * @param capture what is to be kept
     * @return a line for each reason; none if it can
     */
    List<String> obstacles(Mechanism mechanism, FusedBackend backend, Capture capture) {
        List<String> reasons = new ArrayList<>();
        ofVariant(mechanism.variant(), reasons);
        if (mechanism.variant().stages().contains(Stage.RAW)) {
            if (!(mechanism.score() instanceof DotProductScore)) {
                reasons.add("the " + names.apply(Kind.SCORE) + " is no dot product of prepared rows");
            }
            ofNormalizer(mechanism.normalizer(), mechanism.variant().heads(), reasons);
        }
        backend.leaves(capture).ifPresent(reasons::add);
        return reasons;
    }

    private void ofVariant(AttentionVariant variant, List<String> reasons) {
        if (variant.headByHead()) {
            return;
        }
        String name = "the " + names.apply(Kind.VARIANT);
        if (!variant.stages().contains(Stage.RAW)) {
            reasons.add(name + " computes without scores of queries and keys");
        } else if (!variant.stages().contains(Stage.VALUES)) {
            reasons.add(name + " stops at the weights");
        } else {
            reasons.add(name + " looks between the stages");
        }
    }

    private void ofNormalizer(Normalizer normalizer, int heads, List<String> reasons) {
        String name = "the " + names.apply(Kind.NORMALIZER);
        if (normalizer.axis() == Axis.QUERIES) {
            reasons.add(name + " works over the queries and needs all of them at once");
            return;
        }
        for (int head = 0; head < heads; head++) {
            if (normalizer.streamed(head, heads).isEmpty()) {
                reasons.add(name + " needs all scores of a query at once");
                return;
            }
        }
    }
}
