package org.attentionworkbench.cli;

import org.attentionworkbench.cli.shell.Surroundings;

/** Where the process begins and ends. */
public final class Main {
    private Main() {}

    /**
     * Runs the command and exits with its code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(new Program(Surroundings.ofProcess()).execute(arguments));
    }
}
