package org.attentionworkbench.bench.turn;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.attentionworkbench.bench.contender.Entrant;

/** Where the process of a contender begins. It ends when its requests end. */
final class ChildMain {
    private ChildMain() {}

    /**
     * Answers requests on standard input.
     *
     * @param arguments the name of the contender, and how many threads it is to use
     */
    public static void main(String[] arguments) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                PrintStream out =
                        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            new Child(Entrant.named(arguments[0]), Integer.parseInt(arguments[1]), in, out).run();
        }
        Runtime.getRuntime().halt(0); // threads of native libraries are not waited for
    }
}
