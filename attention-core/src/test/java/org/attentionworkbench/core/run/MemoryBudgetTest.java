package org.attentionworkbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.attentionworkbench.api.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryBudgetTest {
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void thisMachineHasRoomForBlocks() {
        MemoryBudget budget = MemoryBudget.ofThisMachine();

        assertThat(budget.block()).isEqualTo(32L << 20);
        assertThat(budget.available())
                .isPositive()
                .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 5 * 3);
    }

    @Test
    void sizesBelowOneGibibyteAreToldInMebibytes() {
        MemoryBudget budget = new MemoryBudget(295L << 20, 1);

        assertThatThrownBy(() -> budget.check(1, 6300, 6300))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("needs 303 MiB for its full weights")
                .hasMessageContaining("there is room for 295 MiB");
    }

    /** Five stages of 8 bytes per key and head. */
    @ParameterizedTest
    @CsvSource({
        "400, 1, 10, 1",
        "799, 1, 10, 1",
        "800, 1, 10, 2",
        "800, 2, 10, 1",
        "0, 1, 10, 1",
        "4000, 1, 0, 100",
        "4000, 1, 1, 100",
        "9223372036854775807, 1, 1, 2147483647"
    })
    void blocksHoldAsManyQueriesAsFit(long block, int heads, int keys, int queries) {
        assertThat(new MemoryBudget(0, block).queriesPerBlock(heads, keys)).isEqualTo(queries);
    }

    @Test
    void whatFitsIsFine() {
        MemoryBudget budget = new MemoryBudget(800, 1);

        assertThatCode(() -> budget.check(1, 10, 10)).doesNotThrowAnyException();
        assertThatCode(() -> budget.check(0, 1_000_000, 1_000_000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> budget.check(2, 10, 10)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> budget.check(1, 10, 11)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void messageNamesWhatIsNeededAndWhatThereIs() {
        MemoryBudget budget = new MemoryBudget(3 * GIBIBYTE / 2, 1);

        assertThatThrownBy(() -> budget.check(2, 16384, 16384))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "a text of 16,384 words needs 4.0 GiB for its full weights (2 × 16,384 × 16,384 numbers) and "
                                + "there is room for 1.5 GiB; use the report top-k, which keeps only the largest weights of each "
                                + "word, with a normalizer over the keys, or give Java more memory");
    }

    @Test
    void oneMatrixIsNoLargerThanAnArray() {
        MemoryBudget budget = new MemoryBudget(1000 * GIBIBYTE, 1);

        assertThatCode(() -> budget.check(4, 46340, 46340)).doesNotThrowAnyException();
        assertThatThrownBy(() -> budget.check(4, 46341, 46341))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("needs 64.0 GiB for its full weights (4 × 46,341 × 46,341 numbers)")
                .hasMessageContaining("there is room for 64.0 GiB");
    }

    @Test
    void hugeTextsDoNotOverflow() {
        MemoryBudget budget = new MemoryBudget(GIBIBYTE, 1);

        assertThatThrownBy(() -> budget.check(4, 1_000_000_000, 1_000_000_000))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("needs 29802322387.7 GiB for its full weights")
                .hasMessageContaining("there is room for 1.0 GiB");
    }

    @Test
    void topKeysAreNoLargerThanAnArray() {
        MemoryBudget budget = new MemoryBudget(1000 * GIBIBYTE, 1);

        assertThatCode(() -> budget.checkTopKeys(2, 46340, 46340)).doesNotThrowAnyException();
        assertThatThrownBy(() -> budget.checkTopKeys(2, 46341, 46341))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "a text of 46,341 words needs 48.0 GiB for the 46,341 largest weights of each word in 2 heads"
                                + " and there is room for 48.0 GiB; ask for fewer, or give Java more memory");
        assertThatCode(() -> budget.checkTopKeys(2, 1_000_000_000, 0)).doesNotThrowAnyException();
    }
}
