package org.attentionworkbench.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.core.embedding.RandomEmbedder.Distribution;
import org.attentionworkbench.core.embedding.RandomEmbedder.Per;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RandomEmbedderTest {

    @ParameterizedTest
    @CsvSource({
        "full-seed42-columns,WORD",
        "full-seed42-columns,OCCURRENCE",
        "top3-seed0-columns,WORD",
        "top3-seed0-columns,OCCURRENCE"
    })
    void reproducesTheNotebookBitForBit(String name, Per per) throws IOException {
        JsonNode notebook = read(name);
        String[] words = JsonMapper.shared().treeToValue(notebook.get("words"), String[].class);
        double[][] expected = JsonMapper.shared().treeToValue(notebook.get("embeddings"), double[][].class);
        RandomEmbedder embedder = new RandomEmbedder(notebook.get("seed").asLong(), 4, Distribution.UNIFORM, per);

        assertThat(embedder.embed(Words.tokens(words))).isEqualTo(Matrix.ofRows(expected));
    }

    private static JsonNode read(String name) throws IOException {
        String path = "/notebook/" + name + ".json";
        try (InputStream stream = Objects.requireNonNull(RandomEmbedderTest.class.getResourceAsStream(path))) {
            return JsonMapper.shared().readTree(stream);
        }
    }

    @Test
    void occurrencesOfAWordShareTheVectorOfTheFirst() {
        Matrix vectors =
                new RandomEmbedder(7, 2, Distribution.UNIFORM, Per.WORD).embed(Words.tokens("a", "b", "a", "c", "b"));

        // np.random.seed(7); [np.random.rand(2) for _ in range(3)]
        double[] a = {0.07630828937395717, 0.7799187922401146};
        double[] b = {0.4384092314408935, 0.7234651778309412};
        double[] c = {0.9779895119966027, 0.5384958704104337};
        assertThat(vectors).isEqualTo(Matrix.ofRows(a, b, a, c, b));
    }

    @Test
    void everyOccurrenceMayHaveAVectorOfItsOwn() {
        Matrix vectors =
                new RandomEmbedder(7, 2, Distribution.UNIFORM, Per.OCCURRENCE).embed(Words.tokens("a", "a", "a"));

        assertThat(vectors)
                .isEqualTo(Matrix.ofRows(
                        new double[] {0.07630828937395717, 0.7799187922401146},
                        new double[] {0.4384092314408935, 0.7234651778309412},
                        new double[] {0.9779895119966027, 0.5384958704104337}));
    }

    @Test
    void normalVectorsCarryTheSecondNumberOfAPairOverToTheNextWord() {
        Matrix vectors = new RandomEmbedder(7, 3, Distribution.NORMAL, Per.WORD).embed(Words.tokens("a", "b", "c"));

        // np.random.seed(7); [np.random.randn(3) for _ in range(3)]
        assertThat(vectors.elements())
                .containsExactly(
                        new double[] {
                            1.690525703800356,
                            -0.4659373705408328,
                            0.0328201636785844,
                            0.40751628299650783,
                            -0.7889230286257386,
                            0.00206557290594813,
                            -0.0008903858579313628,
                            -1.7547243063454208,
                            1.0176580056634932
                        },
                        within(1e-15));
    }

    @Test
    void everyTextStartsAnewFromTheSeed() {
        RandomEmbedder embedder = new RandomEmbedder(3, 5, Distribution.NORMAL, Per.WORD);
        List<Token> tokens = Words.tokens("one", "text");

        assertThat(embedder.embed(tokens)).isEqualTo(embedder.embed(tokens));
        assertThat(embedder.embed(Words.tokens("another")).row(0))
                .isEqualTo(embedder.embed(tokens).row(0));
    }

    @Test
    void noTokensGiveNoRows() {
        assertThat(new RandomEmbedder(0, 4, Distribution.UNIFORM, Per.WORD).embed(List.of()))
                .isEqualTo(Matrix.zeros(0, 4));
    }

    @Test
    void readsItsOptions() {
        List<Token> tokens = Words.tokens("a", "a");

        assertThat(Words.create("random", Map.of()).embed(tokens))
                .isEqualTo(new RandomEmbedder(42, 4, Distribution.UNIFORM, Per.WORD).embed(tokens));
        assertThat(Words.create(
                                "random",
                                Map.of(
                                        "seed",
                                        "4294967295",
                                        "dimension",
                                        "3",
                                        "distribution",
                                        "normal",
                                        "per",
                                        "occurrence"))
                        .embed(tokens))
                .isEqualTo(new RandomEmbedder(4294967295L, 3, Distribution.NORMAL, Per.OCCURRENCE).embed(tokens));
    }

    @Test
    void refusesSeedsAndDimensionsOutsideTheirRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomEmbedder(-1, 4, Distribution.UNIFORM, Per.WORD))
                .withMessage("seed -1 is not from 0 to 4294967295");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomEmbedder(1, 0, Distribution.UNIFORM, Per.WORD))
                .withMessage("dimension 0 is not from 1 to 65536");
    }
}
