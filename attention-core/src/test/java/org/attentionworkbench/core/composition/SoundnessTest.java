package org.attentionworkbench.core.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.KeySource;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.cache.AppendCache;
import org.attentionworkbench.core.cache.NoCache;
import org.attentionworkbench.core.cache.SlidingCache;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.mask.Alignment;
import org.attentionworkbench.core.mask.CausalMask;
import org.attentionworkbench.core.mask.MatrixMask;
import org.attentionworkbench.core.modifier.SoftcapModifier;
import org.attentionworkbench.core.normalizer.Softmax;
import org.attentionworkbench.core.variant.MultiHead;
import org.junit.jupiter.api.Test;

class SoundnessTest {
    private static final Mechanism PLAIN = Mechanism.scaledDot();
    private static final Mask CAUSAL = new CausalMask(Alignment.TOP_LEFT);

    /** A variant that does as it says. */
    private record Saying(Set<Stage> stages, KeySource keySource, boolean inBlocks) implements AttentionVariant {
        @Override
        public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages unused) {
            return values;
        }
    }

    private static Saying going(Stage... stages) {
        return new Saying(Set.of(stages), KeySource.EITHER, true);
    }

    private static Saying from(KeySource source) {
        return new Saying(EnumSet.allOf(Stage.class), source, true);
    }

    /** A normalizer whose weights are logarithms. */
    private static final class Logarithms implements Normalizer {
        @Override
        public void normalize(double[] scores) {}

        @Override
        public boolean logarithmic() {
            return true;
        }
    }

    private static void assertRefused(List<String> reasons, String... beginnings) {
        assertThat(reasons).hasSize(beginnings.length);
        for (int index = 0; index < beginnings.length; index++) {
            assertThat(reasons.get(index)).startsWith(beginnings[index]);
        }
    }

    @Test
    void valuesCannotBeMixedByLogarithms() {
        assertThatThrownBy(() -> PLAIN.withNormalizer(new Logarithms()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "the normalizer makes logarithms of weights, and values cannot be mixed by logarithms; choose "
                                + "softmax, or the variant weights-only, which stops at the weights");
        assertThat(PLAIN.withVariant(going(Stage.RAW, Stage.MODIFIED, Stage.MASKED, Stage.WEIGHTS))
                        .withNormalizer(new Logarithms()))
                .isNotNull();
    }

    @Test
    void aVariantWithoutScoresHasNothingToModifyOrMask() {
        Mechanism without = PLAIN.withVariant(going(Stage.VALUES));

        assertThatThrownBy(() -> without.withModifiers(new SoftcapModifier(3)).withMask(CAUSAL))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the variant has no scores to modify; leave the modifiers out");
        assertThatThrownBy(() -> without.withMask(CAUSAL))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the variant has no scores to mask; leave the mask out");
    }

    @Test
    void allReasonsAreGivenTogether() {
        assertThatThrownBy(() -> PLAIN.withModifiers(new SoftcapModifier(3))
                        .withMask(CAUSAL)
                        .withVariant(going(Stage.VALUES)))
                .hasMessage("the variant has no scores to modify; leave the modifiers out\n"
                        + "the variant has no scores to mask; leave the mask out");
    }

    @Test
    void choicesThatAVariantWouldPassOverAreRefused() {
        Configuration chosen =
                Configuration.defaults().with(Kind.SCORE, "dot").with(Kind.NORMALIZER, "softmax:axis=queries");

        assertRefused(
                Soundness.ofChoices(chosen, kind -> false, going(Stage.VALUES)),
                "the variant single-head computes without a score; leave the score dot out",
                "the variant single-head computes without a normalizer; leave the normalizer softmax:axis=queries out");
        assertThat(Soundness.ofChoices(chosen, kind -> true, going(Stage.VALUES)))
                .isEmpty();
        assertThat(Soundness.ofChoices(chosen, kind -> false, from(KeySource.EITHER)))
                .isEmpty();
    }

    @Test
    void aCacheNeedsAMaskThatLooksBackOnly() {
        assertRefused(
                Soundness.ofCache(PLAIN, new AppendCache()),
                "a cache holds no key that comes after the query, and the mask allows some; add & causal");
        assertThat(Soundness.ofCache(PLAIN.withMask(CAUSAL), new AppendCache())).isEmpty();
        assertThat(Soundness.ofCache(PLAIN, new NoCache())).isEmpty();
    }

    @Test
    void aSlidingCacheNeedsAMaskThatLooksBackNoFurther() {
        Mechanism window = PLAIN.withMask(CAUSAL.and((query, key) -> query - key <= 3));

        assertRefused(
                Soundness.ofCache(PLAIN.withMask(CAUSAL), new SlidingCache(4)),
                "the cache remembers the last 4 keys, and the mask allows earlier ones; add & window:left=3");
        assertRefused(
                Soundness.ofCache(window, new SlidingCache(3)),
                "the cache remembers the last 3 keys, and the mask allows earlier ones; add & window:left=2");
        assertThat(Soundness.ofCache(window, new SlidingCache(4))).isEmpty();
        assertThat(Soundness.ofCache(window, new SlidingCache(100_000))).isEmpty();
    }

    @Test
    void aMaskIsAskedAboutEveryPositionOfAText() {
        Mechanism causal = PLAIN.withMask(CAUSAL);
        Mechanism farAhead = PLAIN.withMask(CAUSAL.or((query, key) -> query == 0 && key == 290));

        assertThat(Soundness.ofSteps(causal, new SlidingCache(200), 200)).isEmpty();
        assertRefused(
                Soundness.ofSteps(causal, new SlidingCache(200), 201),
                "the cache remembers the last 200 keys, and the mask allows earlier ones; add & window:left=199");
        assertThat(Soundness.ofSteps(farAhead, new AppendCache(), 290)).isEmpty();
        assertRefused(
                Soundness.ofSteps(farAhead, new AppendCache(), 291), "a cache holds no key that comes after the query");
    }

    @Test
    void aMaskForACertainNumberOfPositionsIsAskedAboutThose() {
        Mask back = new MatrixMask(new boolean[][] {{true, false}, {true, true}});
        Mask ahead = new MatrixMask(new boolean[][] {{true, true}, {true, true}});

        assertThat(Soundness.ofCache(PLAIN.withMask(back), new AppendCache())).isEmpty();
        assertRefused(
                Soundness.ofCache(PLAIN.withMask(ahead), new AppendCache()),
                "a cache holds no key that comes after the query");
    }

    @Test
    void masksOfEveryHeadAreAsked() {
        Mask secondLooksAhead = new Mask() {
            @Override
            public boolean allows(int query, int key) {
                return key <= query;
            }

            @Override
            public Mask ofHead(int head) {
                return head == 1 ? (query, key) -> true : this;
            }
        };
        AttentionVariant two = new MultiHead(2);

        assertThat(Soundness.ofCache(PLAIN.withMask(secondLooksAhead), new AppendCache()))
                .isEmpty();
        assertRefused(
                Soundness.ofCache(PLAIN.withMask(secondLooksAhead).withVariant(two), new AppendCache()),
                "a cache holds no key that comes after the query");
    }

    @Test
    void aCacheComputesOneQueryAfterTheOther() {
        Mechanism causal = PLAIN.withMask(CAUSAL);

        assertRefused(
                Soundness.ofCache(causal.withNormalizer(new Softmax(Axis.QUERIES)), new AppendCache()),
                "a cache computes one query after the other, and a normalizer over the queries needs all of them");
        assertRefused(
                Soundness.ofCache(
                        causal.withVariant(new Saying(EnumSet.allOf(Stage.class), KeySource.EITHER, false)),
                        new AppendCache()),
                "a cache computes one query after the other, and the variant needs all of them at once");
    }

    @Test
    void positionsOfDifferentTextsAreNotCompared() {
        ScoreModifier relative = new ScoreModifier() {
            @Override
            public double modify(double score, int head, int query, int key) {
                return score + query - key;
            }

            @Override
            public boolean comparesPositions() {
                return true;
            }
        };
        assertThat(Soundness.acrossTexts(PLAIN, new NoCache())).isEmpty();
        assertRefused(
                Soundness.acrossTexts(PLAIN.withMask(CAUSAL).withModifiers(relative), new AppendCache()),
                "a modifier compares positions",
                "the mask compares positions",
                "the keys of another text are there at once");
        assertRefused(
                Soundness.acrossTexts(PLAIN.withVariant(from(KeySource.SAME_TEXT)), new NoCache()),
                "the variant compares positions");
        assertThat(Soundness.acrossTexts(PLAIN.withVariant(from(KeySource.OTHER_TEXT)), new NoCache()))
                .isEmpty();
    }

    @Test
    void aVariantForAnotherTextNeedsOne() {
        assertRefused(Soundness.withinText(from(KeySource.OTHER_TEXT)), "the variant attends to another text");
        assertThat(Soundness.withinText(from(KeySource.SAME_TEXT))).isEmpty();
        assertThat(Soundness.withinText(from(KeySource.EITHER))).isEmpty();
    }

    @Test
    void modifiersAreSetToTheHeadsOfTheVariant() {
        ScoreModifier counting = new ScoreModifier() {
            @Override
            public double modify(double score, int head, int query, int key) {
                return score;
            }

            @Override
            public ScoreModifier over(int heads) {
                return (score, head, query, key) -> heads;
            }
        };
        Mechanism mechanism = PLAIN.withVariant(new MultiHead(5)).withModifiers(counting);

        assertThat(mechanism.modifiers().get(0).modify(0, 0, 0, 0)).isEqualTo(5);
    }
}
