package org.attentionworkbench.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import org.attentionworkbench.cli.shell.Surroundings;

/**
 * Runs the usual commands once, writing nowhere, so that the classes they need can be archived (the launcher starts this with
 * {@code -XX:ArchiveClassesAtExit}).
 */
final class ArchiveTraining {
    private static final String PHRASE = "The quick brown fox";

    private ArchiveTraining() {}

    /**
     * Runs the usual commands.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Surroundings process = Surroundings.ofProcess();
        Surroundings nowhere = new Surroundings(
                InputStream.nullInputStream(),
                Writer.nullWriter(),
                new PrintWriter(Writer.nullWriter()),
                process.home().orElse(process.directory()),
                Optional.empty());
        Program program = new Program(nowhere);
        program.execute(PHRASE);
        program.execute("run", "--preset", "notebook", "--report", "top-k:k=3", "--backend", "ejml", PHRASE);
        program.execute("run", "--backend", "ojalgo", "--variant", "multi-head", "--json", PHRASE);
        program.execute("run", "--backend", "auto", "--report", "top-k:k=3", PHRASE);
        program.execute("run", "--backend", "simd", PHRASE);
        program.execute("run", "--report", "csv", "--mask", "causal", PHRASE);
        program.execute("explain", "--word", "fox", PHRASE);
        program.execute("compare", PHRASE, PHRASE);
        program.execute("analyze", "--variant", "multi-head", PHRASE);
        program.execute("mask", "causal & window:left=2");
        program.execute("list");
        program.execute("config");
        program.execute("--help");
        program.execute("--scor", "dot", PHRASE);
    }
}
