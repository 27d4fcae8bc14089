package org.attentionworkbench.bench;

import org.attentionworkbench.cli.shell.Surroundings;

/** Where the process of the command {@code bench} begins and ends. */
public final class Main {
    private Main() {}

    /**
     * Measures, and exits with the code of the command.
     *
     * @param arguments the words after {@code attention bench}
     */
    public static void main(String[] arguments) {
        System.exit(BenchCommand.execute(Surroundings.ofProcess(), arguments));
    }
}
