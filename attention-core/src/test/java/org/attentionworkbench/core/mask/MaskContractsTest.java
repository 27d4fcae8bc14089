package org.attentionworkbench.core.mask;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.core.catalog.Examples;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.testkit.MaskContract;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;

class MaskContractsTest {

    /** What a user may choose; two masks together do not know of every block what each of them knows. */
    private record Chosen(String text, Mask mask) implements MaskContract {
        @Override
        public boolean exactCoverage() {
            return !text.startsWith("and:") && !text.startsWith("or:");
        }
    }

    @TestFactory
    Stream<DynamicContainer> everyMaskOfTheCatalog() {
        return Examples.of(Kind.MASK, Mechanism::mask).entrySet().stream()
                .map(entry -> contract(entry.getKey(), new Chosen(entry.getKey(), entry.getValue())));
    }

    @TestFactory
    Stream<DynamicContainer> masksThatLookLikeNoExample() {
        Mask sparse = new BlockSparseMask(new BlockSparseMask.Pattern(16, 3, 1, 2), BlockSparseMask.Drawn.PER_HEAD, 5);
        return Stream.of(
                        new CausalMask(Alignment.BOTTOM_RIGHT),
                        new CausalMask(Alignment.OFFSET, -40),
                        new CausalMask(Alignment.OFFSET, 250),
                        new WindowMask(0, 0, Alignment.TOP_LEFT),
                        new WindowMask(40, 3, Alignment.BOTTOM_RIGHT),
                        new WindowMask(-1, 7, Alignment.OFFSET, -20),
                        new PrefixMask(0),
                        new PrefixMask(69),
                        new PaddingMask(0),
                        new PaddingMask(101),
                        new DocumentMask(List.of(1, 40, 1, 30, 29)),
                        new DocumentMask(List.of(300)),
                        new BlockDiagonalMask(1),
                        new BlockDiagonalMask(48),
                        new DilatedMask(7, 60, 20),
                        new DilatedMask(1, 9, 9),
                        new GlobalMask(List.of(0, 1, 2, 31, 64, 101, 168)),
                        new GlobalMask(List.of()),
                        sparse,
                        sparse.not(),
                        new BlockSparseMask(new BlockSparseMask.Pattern(1, 5, 2, 9), BlockSparseMask.Drawn.SHARED, 6),
                        new HeadMask(List.of(new PaddingMask(9), new CausalMask(Alignment.TOP_LEFT))))
                .map(mask -> contract(mask.getClass().getSimpleName(), new Chosen("", mask)));
    }

    @TestFactory
    Stream<DynamicContainer> masksTogether() {
        Mask causal = new CausalMask(Alignment.TOP_LEFT);
        Mask window = new WindowMask(20, 20, Alignment.TOP_LEFT);
        Mask thirds = (query, key) -> (query + key) % 3 == 0;
        return Stream.of(
                        causal.and(window),
                        causal.and(window).and(new PaddingMask(90)),
                        causal.and(thirds),
                        thirds.or(window),
                        window.or(new GlobalMask(List.of(0, 7, 40))),
                        new DocumentMask(List.of(50, 50, 50)).and(causal).or(window.not()),
                        thirds.not().and(thirds.or(causal)).not(),
                        causal.or(causal.not()),
                        thirds.and(thirds.not()))
                .map(mask -> contract(mask.getClass().getSimpleName(), () -> mask));
    }

    private static DynamicContainer contract(String name, MaskContract contract) {
        return DynamicContainer.dynamicContainer(
                name, Stream.concat(contract.tilesAreForbiddenPairByPair(), contract.coverageIsThatOfThePairs()));
    }

    private static MatrixMask random(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(7);
        boolean[][] allowed = new boolean[rows][columns];
        for (int row = 0; row < rows; row++) {
            int from = random.nextInt(columns);
            for (int column = 0; column < columns; column++) {
                allowed[row][column] = column > from ? row % 4 != 0 : random.nextInt(4) == 0;
            }
        }
        return new MatrixMask(allowed);
    }

    @Nested
    class MatrixOfEveryPair implements MaskContract {
        @Override
        public Mask mask() {
            return random(133, 170);
        }

        @Override
        public boolean exactCoverage() {
            return true;
        }
    }

    @Nested
    class MatrixOfOneShortRow implements MaskContract {
        @Override
        public Mask mask() {
            return random(1, 128);
        }

        @Override
        public boolean exactCoverage() {
            return true;
        }
    }

    @Nested
    class SmallMatrix implements MaskContract {
        @Override
        public Mask mask() {
            return random(9, 65);
        }

        @Override
        public int queries() {
            return 9;
        }

        @Override
        public int keys() {
            return 65;
        }

        @Override
        public boolean exactCoverage() {
            return true;
        }
    }
}
