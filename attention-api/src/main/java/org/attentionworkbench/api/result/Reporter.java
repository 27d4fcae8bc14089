package org.attentionworkbench.api.result;

import java.io.IOException;
import java.util.Optional;

/** Writes results down as text. One report is {@link #begin}, then each result in turn, then {@link #end}. */
public interface Reporter {

    /**
     * What this reporter reads of a result besides its output.
     *
     * @return what the run must capture
     */
    Capture captures();

    /**
     * Writes one result.
     *
     * @param result a result with everything that {@link #captures} asks for
     * @param out where to write
     * @throws IOException if it cannot be written
     */
    void report(AttentionResult result, Appendable out) throws IOException;

    /**
     * Writes what comes before the first result.
     *
     * @param out where to write
     * @throws IOException if it cannot be written
     */
    default void begin(Appendable out) throws IOException {}

    /**
     * Writes what comes between two results.
     *
     * @param out where to write
     * @throws IOException if it cannot be written
     */
    default void between(Appendable out) throws IOException {}

    /**
     * Writes what comes after the last result.
     *
     * @param out where to write
     * @throws IOException if it cannot be written
     */
    default void end(Appendable out) throws IOException {}

    /**
     * What this reporter says, as JSON with every number in full, for whoever asks for JSON whatever the report.
     *
     * @return a reporter that writes JSON, this one if it does so itself; nothing unless overridden, and the whole result is written
     *     instead
     */
    default Optional<Reporter> inJson() {
        return Optional.empty();
    }
}
