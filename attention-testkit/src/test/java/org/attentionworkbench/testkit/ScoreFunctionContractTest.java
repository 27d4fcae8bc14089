package org.attentionworkbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.attentionworkbench.api.attention.DotProductScore;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.junit.jupiter.api.Test;

/** The contract passes right score functions and catches wrong ones. */
final class ScoreFunctionContractTest {
    private static final ScoreFunction DOT = new DotProductScore() {};

    @Test
    void rightScoreFunctionsPass() {
        assertThat(ContractFailures.of(Dot.class)).isEmpty();
        assertThat(ContractFailures.of(PositionsThatMayMatter.class)).isEmpty();
    }

    @Test
    void dividingByTheLengthOfARowOfZerosIsCaught() {
        assertThat(ContractFailures.of(CosineWithoutCare.class)).containsExactly("rowsOfZerosHaveFiniteScores");
    }

    @Test
    void scoresInTheWrongShapeAreCaught() {
        assertThat(ContractFailures.of(Transposed.class)).contains("everyQueryHasAFiniteScoreForEveryKey");
    }

    @Test
    void writingIntoTheKeysIsCaught() {
        assertThat(ContractFailures.of(WritesIntoKeys.class)).contains("queriesAndKeysAreLeftUntouched");
    }

    @Test
    void keepingTheScoresForTheNextCallIsCaught() {
        assertThat(ContractFailures.of(KeepsScores.class)).contains("queriesAndKeysAreLeftUntouched");
    }

    @Test
    void forgettingWhereABlockBeginsIsCaught() {
        assertThat(ContractFailures.of(ForgetsFirstQuery.class))
                .containsExactly("blocksOfQueriesHaveTheScoresOfAllAtOnce");
    }

    @Test
    void unannouncedPositionsAreCaught() {
        assertThat(ContractFailures.of(Positions.class)).containsExactly("theOrderOfQueriesAndKeysDoesNotMatter");
    }

    @Test
    void dependingOnTheBackendIsCaught() {
        assertThat(ContractFailures.of(OtherBackend.class)).containsExactly("everyBackendGivesTheSameScores");
    }

    static final class Dot implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return DOT;
        }
    }

    static class Positions implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return (queries, keys, context) -> minusDistances(DOT.score(queries, keys, context), context.firstQuery());
        }
    }

    static final class PositionsThatMayMatter extends Positions {
        @Override
        public boolean dependsOnPositions() {
            return true;
        }
    }

    static final class ForgetsFirstQuery implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return (queries, keys, context) -> minusDistances(DOT.score(queries, keys, context), 0);
        }

        @Override
        public boolean dependsOnPositions() {
            return true;
        }
    }

    static final class CosineWithoutCare implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return new DotProductScore() {
                @Override
                public Matrix prepareKeys(Matrix keys, HeadContext context) {
                    Matrix units = Matrices.copy(keys);
                    for (int row = 0; row < keys.rows(); row++) {
                        double length = Math.sqrt(
                                Arrays.stream(keys.row(row)).map(x -> x * x).sum());
                        for (int column = 0; column < keys.columns(); column++) {
                            units.elements()[row * keys.columns() + column] /= length;
                        }
                    }
                    return units;
                }
            };
        }
    }

    static final class Transposed implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return (queries, keys, context) -> DOT.score(keys, queries, context);
        }
    }

    static final class WritesIntoKeys implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return (queries, keys, context) -> {
                Matrix scores = DOT.score(queries, keys, context);
                Arrays.fill(keys.elements(), 0);
                return scores;
            };
        }
    }

    static final class KeepsScores implements ScoreFunctionContract {
        private double[] last = new double[0];

        @Override
        public ScoreFunction scoreFunction() {
            return (queries, keys, context) -> {
                Matrix scores = DOT.score(queries, keys, context);
                if (last.length != scores.elements().length) {
                    last = new double[scores.elements().length];
                }
                System.arraycopy(scores.elements(), 0, last, 0, last.length);
                return Matrix.wrap(scores.rows(), scores.columns(), last);
            };
        }
    }

    static final class OtherBackend implements ScoreFunctionContract {
        @Override
        public ScoreFunction scoreFunction() {
            return DOT;
        }

        @Override
        public List<MatrixBackend> backends() {
            return List.of(new ReferenceProduct(), new MatrixBackend() {
                @Override
                public void multiplyInto(Matrix a, Matrix b, Matrix product) {}

                @Override
                public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {}
            });
        }
    }

    private static Matrix minusDistances(Matrix scores, int firstQuery) {
        for (int query = 0; query < scores.rows(); query++) {
            for (int key = 0; key < scores.columns(); key++) {
                scores.elements()[query * scores.columns() + key] -= Math.abs(firstQuery + query - key);
            }
        }
        return scores;
    }
}
