package org.attentionworkbench.bench.turn;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.attentionworkbench.bench.contender.Entrant;
import org.jspecify.annotations.Nullable;

/** The process of a contender, as whoever measures it sees it. */
public final class ChildProcess implements AutoCloseable {
    /** So long a single answer may take. */
    private static final int LONGEST_ANSWER_MINUTES = 10;

    private static final long PATIENCE_AT_THE_END_SECONDS = 5;
    private static final String END = "end of the process";

    private final Entrant entrant;
    private final Process process;
    private final Writer requests;
    private final Path complaints;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private @Nullable Answer first;
    private boolean lost;

    /**
     * What a child said.
     *
     * @param word what kind of answer it is
     * @param text what follows it
     */
    record Answer(String word, String text) {

        static Answer parse(String line) {
            int end = line.indexOf(' ');
            return end < 0 ? new Answer(line, "") : new Answer(line.substring(0, end), line.substring(end + 1));
        }

        /** The numbers of an answer of numbers. */
        double number(int index) {
            return Double.parseDouble(text.split(" ", -1)[index]);
        }
    }

    private ChildProcess(Entrant entrant, Process process, Path complaints) {
        this.entrant = entrant;
        this.process = process;
        this.complaints = complaints;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "answers of " + entrant);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the process of a contender, on the Java and the class path of this one.
     *
     * @param entrant the contender
     * @param threads how many threads it is to use
     * @param javaOptions further options of its JVM
     * @return the process, which may have said that its contender cannot be here
     * @throws IOException if no process can be started
     */
    public static ChildProcess start(Entrant entrant, int threads, String... javaOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:-UsePerfData");
        command.addAll(entrant.javaOptions());
        command.addAll(List.of(javaOptions));
        command.addAll(List.of("-cp", classPath(entrant), ChildMain.class.getName()));
        command.addAll(List.of(entrant.toString(), Integer.toString(threads)));
        Path complaints = Files.createTempFile("attention-bench-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaints.toFile());
        builder.environment().putAll(entrant.environment());
        return new ChildProcess(entrant, builder.start(), complaints);
    }

    /** That of this process; with the jars of ND4J on it ONNX Runtime ends in a segmentation fault, so that only ND4J has them. */
    private static String classPath(Entrant entrant) {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entrant == Entrant.ND4J_FLOAT || !entry.contains("nd4j")) {
                entries.add(entry);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(Child.MARK)) {
                    answers.add(line.substring(Child.MARK.length()));
                }
            }
        } catch (IOException | UncheckedIOException broken) {
            // a process that was ended in the middle of a line
        } finally {
            answers.add(END);
        }
    }

    /**
     * Which contender it is.
     *
     * @return the entrant
     */
    public Entrant entrant() {
        return entrant;
    }

    /**
     * Why the contender cannot be here.
     *
     * @return the reason, or nothing if it is here
     */
    public Optional<String> absence() {
        return first().word().equals("ready") ? Optional.empty() : Optional.of(first().text());
    }

    /** Waited for when it is needed, so that processes start side by side. */
    private Answer first() {
        Answer answer = first;
        if (answer == null) {
            answer = next();
            first = answer;
        }
        return answer;
    }

    /**
     * What the contender says of itself.
     *
     * @return its name and version, or the reason of its absence
     */
    public String description() {
        return first().text();
    }

    /** Asks, and waits for the answer. A process that ended meanwhile answers {@code failed}, now and from now on. */
    Answer ask(String request) {
        if (absence().isPresent()) {
            return lost("it is not here: " + description());
        }
        try {
            requests.write(request + '\n');
            requests.flush();
        } catch (IOException ended) {
            return lost("its process has ended" + lastComplaint());
        }
        return next();
    }

    private Answer next() {
        if (lost) {
            return lost("its process has ended" + lastComplaint());
        }
        try {
            String line = answers.poll(LONGEST_ANSWER_MINUTES, TimeUnit.MINUTES);
            if (line == null) {
                process.destroyForcibly();
                return lost("it did not answer within " + LONGEST_ANSWER_MINUTES + " minutes");
            }
            if (line.equals(END)) {
                return lost("its process ended with code " + process.waitFor() + lastComplaint());
            }
            return Answer.parse(line);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return lost("the measurement was interrupted");
        }
    }

    private Answer lost(String reason) {
        lost = true;
        return new Answer("failed", reason);
    }

    private String lastComplaint() {
        try {
            List<String> lines = Files.readAllLines(complaints, StandardCharsets.ISO_8859_1);
            return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1).strip();
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Ends the process: it ends by itself when there are no more requests. */
    @Override
    public void close() throws IOException {
        try {
            requests.close();
        } catch (IOException ended) {
            // it has ended already
        }
        try {
            if (!process.waitFor(PATIENCE_AT_THE_END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(complaints);
    }
}
