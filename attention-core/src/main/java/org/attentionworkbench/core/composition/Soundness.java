package org.attentionworkbench.core.composition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.KeySource;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.mask.NoMask;

/**
 * Which strategies have no meaning together, and why. Every rule reads what strategies say of themselves, so that those of plugins
 * are checked like ours.
 */
final class Soundness {
    /** How many positions a mask is asked about to find out which keys it allows. */
    private static final int PROBED = 48;

    private Soundness() {}

    /** Throws all reasons together, a line each; nothing if there is none. */
    static void refuse(List<String> reasons) {
        if (!reasons.isEmpty()) {
            throw new InvalidInputException(String.join("\n", reasons));
        }
    }

    /** What does not go together whatever the queries and keys are. */
    static List<String> ofMechanism(
            List<ScoreModifier> modifiers, Mask mask, Normalizer normalizer, AttentionVariant variant) {
        List<String> reasons = new ArrayList<>();
        Set<Stage> stages = variant.stages();
        if (normalizer.logarithmic() && stages.contains(Stage.VALUES)) {
            reasons.add("the normalizer makes logarithms of weights, and values cannot be mixed by logarithms; choose "
                    + "softmax, or the variant weights-only, which stops at the weights");
        }
        if (!modifiers.isEmpty() && !stages.contains(Stage.MODIFIED)) {
            reasons.add("the variant has no scores to modify; leave the modifiers out");
        }
        if (!(mask instanceof NoMask) && !stages.contains(Stage.MASKED)) {
            reasons.add("the variant has no scores to mask; leave the mask out");
        }
        return reasons;
    }

    /** Choices that a variant would pass over: those of the defaults are everybody's and do not count. */
    static List<String> ofChoices(Configuration configuration, Predicate<Kind<?>> usual, AttentionVariant variant) {
        List<String> reasons = new ArrayList<>();
        Map<Kind<?>, Stage> stages = Map.of(Kind.SCORE, Stage.RAW, Kind.NORMALIZER, Stage.WEIGHTS);
        for (Kind<?> kind : List.of(Kind.SCORE, Kind.NORMALIZER)) {
            if (!variant.stages().contains(stages.get(kind)) && !usual.test(kind)) {
                reasons.add("the variant " + configuration.choice(Kind.VARIANT).name() + " computes without a " + kind
                        + "; leave the " + kind + " "
                        + configuration.choice(kind).text(kind) + " out");
            }
        }
        return reasons;
    }

    /** What has no meaning in a run step by step. */
    static List<String> ofCache(Mechanism mechanism, CachePolicy cache) {
        List<String> reasons = new ArrayList<>();
        if (!cache.stepByStep()) {
            return reasons;
        }
        if (mechanism.normalizer().axis() == Axis.QUERIES) {
            reasons.add(
                    "a cache computes one query after the other, and a normalizer over the queries needs all of them; "
                            + "choose a normalizer over the keys, or no cache");
        }
        if (!mechanism.variant().inBlocks()) {
            reasons.add("a cache computes one query after the other, and the variant needs all of them at once; "
                    + "choose another variant, or no cache");
        }
        if (mechanism.variant().stages().contains(Stage.MASKED)) {
            ofCachedKeys(mechanism, cache, reasons);
        }
        return reasons;
    }

    private static void ofCachedKeys(Mechanism mechanism, CachePolicy cache, List<String> reasons) {
        int reach = Math.min(cache.reach(), Integer.MAX_VALUE - PROBED);
        reasons.addAll(ofSteps(mechanism, cache, reach > 4 * PROBED ? PROBED : reach + PROBED));
    }

    /** What a cache does not hold at some step over so many positions, although the mask allows it. */
    static List<String> ofSteps(Mechanism mechanism, CachePolicy cache, int positions) {
        int reach = cache.reach();
        boolean later = false;
        boolean forgotten = false;
        for (int head = 0; head < mechanism.variant().heads(); head++) {
            Mask mask = over(mechanism.mask(), positions).ofHead(head);
            for (int query = 0; query < positions; query++) {
                later = later || allowsSome(mask, query, query + 1, positions - 1);
                forgotten = forgotten || allowsSome(mask, query, 0, query - reach);
            }
        }
        List<String> reasons = new ArrayList<>();
        if (later) {
            reasons.add(
                    "a cache holds no key that comes after the query, and the mask allows some; add & causal to the mask, "
                            + "or choose no cache");
        }
        if (forgotten) {
            reasons.add("the cache remembers the last " + reach
                    + " keys, and the mask allows earlier ones; add & window:left=" + (reach - 1)
                    + " to the mask, or choose a cache that forgets nothing");
        }
        return reasons;
    }

    private static boolean allowsSome(Mask mask, int query, int firstKey, int lastKey) {
        if (firstKey > lastKey) {
            return false;
        }
        Mask.Coverage coverage = mask.coverage(query, query, firstKey, lastKey);
        boolean some = coverage == Mask.Coverage.ALL;
        for (int key = firstKey; key <= lastKey && coverage == Mask.Coverage.SOME && !some; key++) {
            some = mask.allows(query, key);
        }
        return some;
    }

    /** The mask over some positions, or as it is if it is only for a certain number. */
    private static Mask over(Mask mask, int positions) {
        try {
            return mask.over(positions, positions);
        } catch (InvalidInputException otherSize) {
            return mask;
        }
    }

    /** What has no meaning where queries and keys come from different texts. */
    static List<String> acrossTexts(Mechanism mechanism, CachePolicy cache) {
        List<String> reasons = new ArrayList<>();
        if (mechanism.variant().keySource() == KeySource.SAME_TEXT) {
            reasons.add(
                    "the variant compares positions of queries and keys, which have nothing to do with each other in "
                            + "different texts; choose another variant");
        }
        if (mechanism.score().comparesPositions()) {
            reasons.add("the score compares positions of queries and keys, which have nothing to do with each other in "
                    + "different texts; choose a score without positions");
        }
        if (mechanism.modifiers().stream().anyMatch(ScoreModifier::comparesPositions)) {
            reasons.add(
                    "a modifier compares positions of queries and keys, which have nothing to do with each other in "
                            + "different texts; leave it out");
        }
        if (mechanism.mask().comparesPositions()) {
            reasons.add("the mask compares positions of queries and keys, which have nothing to do with each other in "
                    + "different texts; choose none, padding or a matrix");
        }
        if (cache.stepByStep()) {
            reasons.add(
                    "the keys of another text are there at once, so there is nothing to cache; choose the cache none");
        }
        return reasons;
    }

    /** What has no meaning where a text attends to itself. */
    static List<String> withinText(AttentionVariant variant) {
        return variant.keySource() == KeySource.OTHER_TEXT
                ? List.of("the variant attends to another text, and there is none; give its text by --keys-from")
                : List.of();
    }
}
