package org.attentionworkbench.testkit;

import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.ScoreTile;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link ScoreModifier} must do: its forms for whole matrices and for tiles must give the scores of its form for one. It is
 * tested as a run would use it, settled by {@link ScoreModifier#over}.
 *
 * <p>A score s that becomes s′ may be off by {@code 8·u·(|s| + |s′|)}, where u is 2⁻⁵³ in a matrix and 2⁻²⁴ in a tile: what is added to s
 * is at most |s| + |s′|, is rounded, and so is the sum; and there is room for a few more roundings, such as those of a function that is
 * approximated.
 */
public interface ScoreModifierContract {

    /**
     * The modifier to test.
     *
     * @return a modifier
     */
    ScoreModifier scoreModifier();

    /**
     * How many queries and how many keys it is tested with.
     *
     * @return 170 unless overridden
     */
    default int positions() {
        return 170;
    }

    /**
     * How many heads it is tested with.
     *
     * @return 2 unless overridden
     */
    default int heads() {
        return 2;
    }

    /**
     * All scores of a tile, and none around it, become what each of them would become by itself.
     *
     * @return a test for each head
     */
    @TestFactory
    default Stream<DynamicTest> tilesAreModifiedScoreByScore() {
        return ofEachHead((modifier, head) -> {
            for (TileShape shape : TileShape.within(positions(), positions())) {
                checkTile(modifier, head, shape);
            }
        });
    }

    /**
     * All scores of a matrix become what each of them would become by itself, in a new matrix.
     *
     * @return a test for each head
     */
    @TestFactory
    default Stream<DynamicTest> matricesAreModifiedScoreByScore() {
        return ofEachHead((modifier, head) -> {
            for (TileShape shape : TileShape.within(positions(), positions())) {
                checkMatrix(modifier, head, shape);
            }
        });
    }

    private Stream<DynamicTest> ofEachHead(ObjIntConsumer<ScoreModifier> check) {
        ScoreModifier settled = scoreModifier().over(heads());
        return IntStream.range(0, heads())
                .mapToObj(head -> DynamicTest.dynamicTest("head " + head, () -> check.accept(settled, head)));
    }

    private static void checkTile(ScoreModifier modifier, int head, TileShape shape) {
        ScoreTile tile = shape.scores(head, 3);
        float[] before = tile.scores().clone();
        modifier.modify(tile);
        TileShape.assertUntouchedAround(tile);
        for (int key = 0; key < tile.keys(); key++) {
            for (int query = 0; query < tile.queries(); query++) {
                int place = tile.place(query, key);
                int atQuery = tile.firstQuery() + query;
                int atKey = tile.firstKey() + key;
                double expected = modifier.modify(before[place], head, atQuery, atKey);
                double allowed = 0x1p-21 * (Math.abs(before[place]) + Math.abs(expected)) + Float.MIN_NORMAL;
                if (!isClose(tile.scores()[place], (float) expected, allowed)) {
                    throw apart("a tile of " + shape, head, atQuery, atKey, tile.scores()[place], expected);
                }
            }
        }
    }

    private void checkMatrix(ScoreModifier modifier, int head, TileShape shape) {
        Matrix scores = Matrices.random(shape.queries(), shape.keys(), 4);
        HeadContext context =
                new HeadContext(new ReferenceProduct(), head, heads(), shape.firstQuery(), shape.firstKey());
        Matrix modified = modifier.modify(scores, context);
        Matrices.assertIdentical(scores, Matrices.random(shape.queries(), shape.keys(), 4));
        for (int query = 0; query < shape.queries(); query++) {
            for (int key = 0; key < shape.keys(); key++) {
                int atQuery = shape.firstQuery() + query;
                int atKey = shape.firstKey() + key;
                double score = scores.get(query, key);
                double expected = modifier.modify(score, head, atQuery, atKey);
                double allowed = 0x1p-50 * (Math.abs(score) + Math.abs(expected));
                if (!isClose(modified.get(query, key), expected, allowed)) {
                    throw apart("a matrix of " + shape, head, atQuery, atKey, modified.get(query, key), expected);
                }
            }
        }
    }

    /** Whether two numbers are close, both the same infinity, or both no number. */
    private static boolean isClose(double actual, double expected, double allowed) {
        return Double.compare(actual, expected) == 0 || Math.abs(actual - expected) <= allowed;
    }

    private static AssertionError apart(String where, int head, int query, int key, double actual, double expected) {
        return new AssertionError(where + ": the score of query " + query + " and key " + key + " in head " + head
                + " becomes " + actual + ", and by itself " + expected);
    }
}
