package org.attentionworkbench.core.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Embedder;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.core.catalog.Catalogs;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.catalog.Plugins;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.configuration.Presets;
import org.attentionworkbench.core.embedding.RandomEmbedder;
import org.attentionworkbench.core.mask.NoMask;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.modifier.SoftcapModifier;
import org.attentionworkbench.core.modifier.TemperatureModifier;
import org.attentionworkbench.core.normalizer.Softmax;
import org.attentionworkbench.core.projection.IdentityProjection;
import org.attentionworkbench.core.report.FullReporter;
import org.attentionworkbench.core.score.ScaledDotScore;
import org.attentionworkbench.core.text.WordTokenizer;
import org.attentionworkbench.core.variant.SingleHead;
import org.attentionworkbench.core.wiring.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposerTest {
    private static final List<Token> WORDS = List.of(new Token("a", 0, 1), new Token("b", 2, 3));
    private static final Catalogs STANDARD = Workbench.open().catalogs();

    /** A plugin with one mask, named {@code sample}, of a test's own making. */
    private record MaskPlugin(Strategy<Mask> mask) implements AttentionPlugin {
        @Override
        public List<Strategy<Mask>> masks() {
            return List.of(mask);
        }
    }

    private static Catalogs with(Function<Options, Mask> factory, Option<?>... options) {
        AttentionPlugin plugin = new MaskPlugin(Strategy.of("sample", "a mask", factory, options));
        Plugins plugins = Plugins.onClassPath().and(Plugins.of(plugin));
        return Workbench.open(plugins, Configuration.defaults()).catalogs();
    }

    /** The names of all scores, in the order of the list. */
    private static final String SCORES =
            String.join(", ", STANDARD.of(Kind.SCORE).names());

    private static Composition compose(Configuration configuration) {
        return new Composer(STANDARD).compose(configuration);
    }

    private static Configuration choose(Kind<?> kind, String... choices) {
        return choose(Configuration.defaults(), kind, choices);
    }

    /** Chosen by options of a command line. */
    private static Configuration choose(Configuration configuration, Kind<?> kind, String... choices) {
        List<Choice> chosen = new ArrayList<>();
        for (String choice : choices) {
            chosen.add(Choice.parse(choice, new Origin("--" + kind)));
        }
        return configuration.with(kind, chosen);
    }

    private static void assertRefused(Catalogs catalogs, Configuration configuration, String... lines) {
        Composer composer = new Composer(catalogs);
        assertThatThrownBy(() -> composer.compose(configuration))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(String.join("\n", lines));
    }

    private static Matrix vectors(Configuration configuration) {
        return compose(configuration).embedder().embed(WORDS);
    }

    private static Matrix random(long seed, int dimension) {
        return new RandomEmbedder(seed, dimension, RandomEmbedder.Distribution.UNIFORM, RandomEmbedder.Per.OCCURRENCE)
                .embed(WORDS);
    }

    @Test
    void everyStrategyIsMade() {
        Composition composition = compose(Configuration.defaults());

        assertThat(composition.tokenizer()).isInstanceOf(WordTokenizer.class);
        assertThat(composition.embedder()).isInstanceOf(RandomEmbedder.class);
        assertThat(composition.projection()).isInstanceOf(IdentityProjection.class);
        assertThat(composition.score()).isInstanceOf(ScaledDotScore.class);
        assertThat(composition.modifiers()).isEmpty();
        assertThat(composition.mask()).isInstanceOf(NoMask.class);
        assertThat(composition.normalizer()).isInstanceOf(Softmax.class);
        assertThat(composition.variant()).isInstanceOf(SingleHead.class);
        assertThat(composition.backend()).isInstanceOf(ReferenceBackend.class);
        assertThat(composition.reporter()).isInstanceOf(FullReporter.class);
    }

    @Test
    void modifiersAreMadeInTheirOrder() {
        List<ScoreModifier> modifiers = compose(
                        choose(Kind.MODIFIER, "softcap:cap=2", "temperature:t=4", "softcap:cap=1"))
                .modifiers();

        assertThat(modifiers)
                .hasExactlyElementsOfTypes(SoftcapModifier.class, TemperatureModifier.class, SoftcapModifier.class);
        assertThat(modifiers.get(0).modify(1e9, 0, 0, 0)).isEqualTo(2);
        assertThat(modifiers.get(1).modify(1, 0, 0, 0)).isEqualTo(0.25);
        assertThat(modifiers.get(2).modify(1e9, 0, 0, 0)).isEqualTo(1);
    }

    @Test
    void allProblemsAreToldTogether() {
        Configuration configuration = choose(Kind.SCORE, "scaled-dto");
        configuration = choose(configuration, Kind.NORMALIZER, "softmax:axes=queries");
        configuration = choose(configuration, Kind.VARIANT, "multi-head:heads=two");
        configuration = choose(configuration, Kind.BACKEND, "ejml");
        configuration = choose(configuration, Kind.REPORT, "top-k:k=0,x=1");
        configuration = choose(configuration, Kind.MODIFIER, "softcap", "temperature:t=-1");

        assertRefused(
                STANDARD,
                configuration,
                "--score: unknown score 'scaled-dto'; did you mean 'scaled-dot'? There are " + SCORES,
                "--modifier: modifier 'softcap' needs its option 'cap': what no score exceeds in magnitude "
                        + "(a number greater than 0)",
                "--modifier: the option 't' of modifier 'temperature' takes a number greater than 0, not '-1'",
                "--normalizer: normalizer 'softmax' has no option 'axes'; did you mean 'axis'? There are axis",
                "--variant: the option 'heads' of variant 'multi-head' takes an integer from 1 to 65536, not 'two'",
                "--backend: the backend 'ejml' is not on the class path; "
                        + "add the artifact org.attentionworkbench:attention-ejml",
                "--report: the option 'k' of report 'top-k' takes an integer of at least 1, not '0'",
                "--report: report 'top-k' has no option 'x'; did you mean 'k'? There are k");
    }

    @Test
    void theSameProblemTwiceIsToldOnce() {
        assertRefused(
                STANDARD,
                choose(Kind.MODIFIER, "softcap:cap=x", "softcap:cap=x"),
                "--modifier: the option 'cap' of modifier 'softcap' takes a number greater than 0, not 'x'");
    }

    @ParameterizedTest
    @CsvSource({"ejml", "ojalgo"})
    void absentBackendIsToldWithItsArtifact(String name) {
        assertRefused(
                STANDARD,
                choose(Kind.BACKEND, name),
                "--backend: the backend '" + name + "' is not on the class path; "
                        + "add the artifact org.attentionworkbench:attention-" + name);
        assertRefused(STANDARD, choose(Kind.SCORE, name), "--score: unknown score '" + name + "'; There are " + SCORES);
    }

    @Test
    void problemOfADefaultHasNoPlace() {
        Configuration configuration =
                Configuration.defaults().with(Kind.SCORE, List.of(Choice.parse("luong", Origin.DEFAULT)));

        assertRefused(STANDARD, configuration, "unknown score 'luong'; There are " + SCORES);
    }

    @Test
    void strategyWithoutOptionsTakesNone() {
        assertRefused(
                STANDARD,
                choose(Kind.SCORE, "dot:scale=2"),
                "--score: score 'dot' has no option 'scale'; There are none");
    }

    @Test
    void seedOfTheRunReachesTheEmbedder() {
        Configuration configuration = choose(Kind.EMBEDDER, "random:per=occurrence");

        assertThat(vectors(configuration)).isEqualTo(random(42, 4));
        assertThat(vectors(configuration.withSeed(7))).isEqualTo(random(7, 4));
    }

    @Test
    void seedOfItsOwnComesFirst() {
        Configuration configuration = choose(Kind.EMBEDDER, "random:seed=3,per=occurrence");

        assertThat(vectors(configuration.withSeed(7))).isEqualTo(random(3, 4));
    }

    @Test
    void nestedStrategiesAreMade() {
        Matrix plain = vectors(choose(Kind.EMBEDDER, "positional:of=(random:seed=3,dimension=2),base=100"));

        Matrix expected = random(3, 2); // plus sin 0, cos 0 and sin 1, cos 1
        expected.elements()[1] += 1;
        expected.elements()[2] += StrictMath.sin(1);
        expected.elements()[3] += StrictMath.cos(1);
        assertThat(plain).isEqualTo(expected);
    }

    @Test
    void seedOfTheRunReachesNestedStrategies() {
        Configuration implicit = Configuration.defaults().withSeed(9).with(Kind.EMBEDDER, "positional");
        Configuration nested = implicit.with(Kind.EMBEDDER, "positional:of=random");
        Configuration explicit = implicit.withSeed(1).with(Kind.EMBEDDER, "positional:of=(random:seed=9)");
        Configuration other = explicit.with(Kind.EMBEDDER, "positional:of=(random:seed=8)");

        assertThat(vectors(implicit)).isEqualTo(vectors(nested)).isEqualTo(vectors(explicit));
        assertThat(vectors(other)).isNotEqualTo(vectors(explicit));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "positional:of=randon!unknown embedder 'randon'; did you mean 'random'? "
                        + "There are random, one-hot, hashed, vectors, positional",
                "positional:of=(random:dimension=0)"
                        + "!the option 'dimension' of embedder 'random' takes an integer from 1 to 65536, not '0'",
                "positional:of=(random:dimension)!cannot read 'random:dimension': 'dimension' has no '='; "
                        + "write name or name:option=value,option=value",
                "positional:of=!cannot read '': a name is missing; write name or name:option=value,option=value",
                "positional:of=(positional:of=(random:sed=3))"
                        + "!embedder 'random' has no option 'sed'; did you mean 'seed'? "
                        + "There are seed, dimension, distribution, per"
            })
    void nestedProblemsAreToldAlike(String choice, String problem) {
        assertRefused(STANDARD, choose(Kind.EMBEDDER, choice), "--embedder: " + problem);
    }

    @Test
    void seedIsChecked() {
        assertRefused(
                STANDARD,
                choose(Kind.EMBEDDER, "random:seed=-1"),
                "--embedder: the option 'seed' of embedder 'random' takes an integer from 0 to 4294967295, not '-1'");
    }

    @Test
    void strategyMayRefuseItsOptions() {
        Catalogs catalogs = with(options -> {
            throw new InvalidInputException("a and b exclude each other");
        });

        assertRefused(catalogs, choose(Kind.MASK, "sample"), "--mask: a and b exclude each other");
    }

    @Test
    void strategyThatFailsIsToldWithItsPlugin() {
        String start = "--mask: mask 'sample' from test-classes (" + MaskPlugin.class.getName() + ") fails: ";

        assertRefused(
                with(options -> {
                    throw new IllegalStateException("no licence");
                }),
                choose(Kind.MASK, "sample"),
                start + "java.lang.IllegalStateException: no licence");
        assertRefused(
                with(options -> {
                    throw new NoClassDefFoundError("org/elsewhere/Gone");
                }),
                choose(Kind.MASK, "sample"),
                start + "java.lang.NoClassDefFoundError: org/elsewhere/Gone");
        assertRefused(
                with(options -> {
                    throw new IllegalStateException("two\nlines");
                }),
                choose(Kind.MASK, "sample"),
                start + "java.lang.IllegalStateException: two");
    }

    @Test
    @SuppressWarnings("NullAway") // what a plugin may do that is not checked for null
    void strategyThatMakesNothingIsTold() {
        assertRefused(
                with(options -> null),
                choose(Kind.MASK, "sample"),
                "--mask: mask 'sample' from test-classes (" + MaskPlugin.class.getName() + ") fails: it makes nothing");
    }

    @Test
    void strategyThatReadsAnOptionItDoesNotDeclareIsTold() {
        Option<Integer> undeclared = Option.integer("n", "a number");

        assertRefused(
                with(options -> {
                    int count = options.get(undeclared);
                    return (query, key) -> key < count;
                }),
                choose(Kind.MASK, "sample"),
                "--mask: mask 'sample' from test-classes (" + MaskPlugin.class.getName()
                        + ") fails: java.lang.IllegalArgumentException: the option 'n' has no value: "
                        + "declare it with its strategy, and give it a default");
    }

    @Test
    void optionsSayWhetherTheyWereGiven() {
        Option<Integer> width = Option.integer("width", "a number").withDefault("3");
        Option<Integer> height = Option.integer("height", "a number").orElse("the width");
        Option<Long> seed = Option.seed("what is drawn");
        List<Object> seen = new ArrayList<>();
        Catalogs catalogs = with(
                options -> {
                    seen.add(options.given(width));
                    seen.add(options.get(width));
                    seen.add(options.given(height));
                    seen.add(options.given(seed));
                    seen.add(options.get(seed));
                    return new NoMask();
                },
                width,
                height,
                seed);

        new Composer(catalogs).compose(choose(Kind.MASK, "sample"));
        new Composer(catalogs).compose(choose(Kind.MASK, "sample:width=3,height=5,seed=6"));

        assertThat(seen.toString())
                .isEqualTo("[Optional.empty, 3, Optional.empty, Optional.empty, 42, "
                        + "Optional[3], 3, Optional[5], Optional[6], 6]");
    }

    @Test
    void seedWithADefaultIsTakenFromTheRunToo() {
        Option<Integer> seed = Option.integer("seed", "what is drawn").withDefault("1");
        List<Integer> seen = new ArrayList<>();
        Catalogs catalogs = with(
                options -> {
                    seen.add(options.get(seed));
                    return new NoMask();
                },
                seed);

        Composition composition =
                new Composer(catalogs).compose(choose(Kind.MASK, "sample").withSeed(5));

        assertThat(seen).containsExactly(5);
        assertThat(composition.configuration().choice(Kind.MASK)).hasToString("sample");
    }

    @Test
    void completeConfigurationHoldsAllDefaults() {
        Configuration configuration = choose(Kind.MODIFIER, "softcap:cap=2");
        configuration = choose(configuration, Kind.EMBEDDER, "random:per=occurrence,seed=3");
        configuration = choose(configuration, Kind.REPORT, "top-k");

        Configuration complete = compose(configuration).configuration();

        assertThat(complete.seed()).isEqualTo(42);
        assertThat(complete.choice(Kind.EMBEDDER))
                .hasToString("random:seed=3,dimension=4,distribution=uniform,per=occurrence");
        assertThat(complete.choice(Kind.SCORE)).hasToString("scaled-dot");
        assertThat(complete.choice(Kind.NORMALIZER)).hasToString("softmax:axis=keys");
        assertThat(complete.choices(Kind.MODIFIER)).extracting(Choice::toString).containsExactly("softcap:cap=2");
        assertThat(complete.choice(Kind.REPORT)).hasToString("top-k:k=3");
        assertThat(complete.choice(Kind.EMBEDDER).origin()).isEqualTo(new Origin("--embedder"));
        assertThat(complete.choice(Kind.EMBEDDER).settings().get(0).origin()).isEqualTo(new Origin("--embedder"));
        assertThat(complete.choice(Kind.EMBEDDER).settings().get(1).origin()).isEqualTo(Origin.DEFAULT);
    }

    @Test
    void completeConfigurationHoldsTheDefaultsOfNestedStrategies() {
        assertThat(compose(choose(Kind.EMBEDDER, "positional")).configuration().choice(Kind.EMBEDDER))
                .hasToString("positional:of=(random:dimension=4,distribution=uniform,per=word),base=10000");
        assertThat(compose(choose(Kind.EMBEDDER, "positional:of=(positional:of=one-hot)"))
                        .configuration()
                        .choice(Kind.EMBEDDER))
                .hasToString("positional:of=(positional:of=one-hot,base=10000),base=10000");
    }

    @Test
    void completeConfigurationCanBeFedBack() {
        List<Configuration> configurations = List.of(
                Configuration.defaults(),
                Presets.named("notebook", Origin.DEFAULT),
                choose(Kind.EMBEDDER, "positional:of=(random:seed=3)").withSeed(9),
                choose(Kind.MODIFIER, "softcap:cap=2", "scale:factor=3"));
        for (Configuration configuration : configurations) {
            Composition first = compose(configuration);
            Composition second = compose(first.configuration());

            assertThat(second.configuration()).isEqualTo(first.configuration());
            Embedder embedder = second.embedder();
            assertThat(embedder.embed(WORDS)).isEqualTo(first.embedder().embed(WORDS));
        }
    }

    @Test
    void mechanismCopiesItsModifiers() {
        Mechanism made = Mechanism.scaledDot();
        List<ScoreModifier> modifiers = new ArrayList<>();
        Mechanism copied =
                new Mechanism(made.score(), modifiers, made.mask(), made.normalizer(), made.variant(), made.backend());
        modifiers.add(new SoftcapModifier(1));

        assertThat(copied.modifiers()).isEmpty();
    }
}
