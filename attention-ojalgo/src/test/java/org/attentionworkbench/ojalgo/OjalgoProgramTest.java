package org.attentionworkbench.ojalgo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of its own, in a fresh virtual machine: its end and its output show what a test inside this one would not. */
final class OjalgoProgramTest {

    @Test
    void aProgramEndsByItselfAndWritesNothingElse(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeProduct.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process program = builder.start();
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
            assertThat(Files.readString(output)).isEqualTo("700");
        } finally {
            program.destroyForcibly();
        }
    }

    /** Multiplies matrices large enough for ojAlgo to start its threads. */
    static final class LargeProduct {
        public static void main(String[] arguments) {
            Matrix a = Matrices.random(700, 128, 1);
            Matrix b = Matrices.random(128, 600, 2);
            System.out.print(new OjalgoBackend().multiply(a, b).rows());
        }
    }
}
