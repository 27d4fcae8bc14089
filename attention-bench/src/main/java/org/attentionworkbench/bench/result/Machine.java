package org.attentionworkbench.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where is measured.
 *
 * @param processor the name of the processor, as far as the operating system tells it
 * @param processors how many of them Java sees
 * @param system the operating system and its version
 * @param java the Java that measures, and is measured
 */
public record Machine(String processor, int processors, String system, String java) {
    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    /**
     * This machine.
     *
     * @return what is known of it
     */
    public static Machine here() {
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    private static String processorName() {
        try {
            List<String> lines = Files.readAllLines(LINUX_PROCESSORS);
            for (String line : lines) {
                if (line.startsWith(MODEL)) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        } catch (IOException unknown) {
            // another system than Linux
        }
        return System.getProperty("os.arch");
    }
}
