package org.attentionworkbench.bench.result;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.attentionworkbench.bench.turn.Pace;

/**
 * All that was measured.
 *
 * @param machine where
 * @param date when
 * @param pace how long
 * @param comparisons the contenders side by side, for each number of threads
 * @param libraries plain Java beside matrix libraries by hand, unless that was left out
 * @param kernel the kernel against itself, unless that was left out
 */
public record BenchResult(
        Machine machine,
        LocalDate date,
        Pace pace,
        List<Comparison> comparisons,
        Optional<Comparison> libraries,
        Optional<KernelFigures> kernel) {
    /** Copies the list. */
    public BenchResult {
        comparisons = List.copyOf(comparisons);
    }
}
