package org.attentionworkbench.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.run.GivenInputs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where phrases come from: the command line, standard input, a file. */
public final class PhraseInput {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "PHRASE",
            arity = "0..*",
            description = "a phrase; several are several results; - reads standard input, a phrase a line")
    private List<String> phrases = new ArrayList<>();

    @Option(names = "--file", paramLabel = "FILE", description = "read phrases from a UTF-8 file, a phrase a line")
    private @Nullable Path file;

    @Option(names = "--join-lines", description = "take all lines of a file or of standard input as one phrase")
    private boolean joinLines;

    @Option(
            names = "--keys-from",
            paramLabel = "TEXT",
            description = "attend to the words of this text instead of the phrase's own (cross-attention)")
    private @Nullable String keysFrom;

    @Option(
            names = "--packed",
            description = "pack all phrases into one sequence, in which each attends to its own words only")
    private boolean packed;

    @Option(
            names = "--inputs",
            paramLabel = "FILE",
            description = "take queries, keys and values from the tensors q, k and v of a safetensors or NumPy file")
    private @Nullable Path inputs;

    private @Nullable GivenInputs given;

    /**
     * Phrases not yet read.
     *
     * @param surroundings where standard input and files are
     */
    public PhraseInput(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * What results are wanted of, in their order.
     *
     * @return at least one
     * @throws IOException if standard input cannot be read
     * @throws InvalidInputException if there is none, one is empty, or a file cannot be used
     */
    public List<Phrase> phrases() throws IOException {
        Optional<GivenInputs> inputs = inputs();
        if (inputs.isPresent()) {
            return IntStream.range(0, inputs.get().entries())
                    .<Phrase>mapToObj(entry -> new Phrases.Given(inputs.get(), entry))
                    .toList();
        }
        List<String> texts = texts();
        if (packed) {
            return List.of(texts.size() == 1 ? new Phrases.Plain(texts.get(0)) : new Phrases.Packed(texts));
        }
        return texts.stream()
                .<Phrase>map(text -> keysFrom == null ? new Phrases.Plain(text) : new Phrases.Across(text, keysFrom))
                .toList();
    }

    /**
     * A configuration for what is given: inputs that have heads are computed with as many, unless a variant was chosen.
     *
     * @param configuration what was chosen
     * @return the configuration to compose
     * @throws InvalidInputException if a file of inputs cannot be used
     */
    public Configuration suited(Configuration configuration) {
        Optional<GivenInputs> read = inputs();
        boolean chosen = !configuration
                .choice(Kind.VARIANT)
                .name()
                .equals(Configuration.defaults().choice(Kind.VARIANT).name());
        if (chosen || read.isEmpty() || read.get().heads().isEmpty()) {
            return configuration;
        }
        int heads = read.get().heads().get();
        int keyHeads = read.get().keyHeads().orElse(heads);
        return configuration.with(Kind.VARIANT, "grouped-query:heads=" + heads + ",key-heads=" + keyHeads);
    }

    /** The file of inputs, read once; nothing if there is none. */
    private Optional<GivenInputs> inputs() {
        refuseWhatExcludesEachOther();
        if (inputs != null && given == null) {
            given = GivenInputs.read(surroundings.directory().resolve(inputs));
        }
        return Optional.ofNullable(given);
    }

    private void refuseWhatExcludesEachOther() {
        if (keysFrom != null && keysFrom.isBlank()) {
            throw new InvalidInputException("--keys-from is empty; give a text with at least one word");
        }
        if (packed && keysFrom != null) {
            throw new InvalidInputException(
                    "--packed and --keys-from exclude each other; packed phrases attend to themselves");
        }
        if (inputs != null && (!phrases.isEmpty() || file != null || packed || keysFrom != null)) {
            throw new InvalidInputException(
                    "--inputs takes the place of phrases; leave phrases, --file, --packed and --keys-from out");
        }
    }

    private List<String> texts() throws IOException {
        List<String> all = new ArrayList<>();
        for (String phrase : phrases) {
            if (phrase.equals("-")) {
                all.addAll(lines(surroundings.in(), "standard input"));
            } else if (phrase.isBlank()) {
                throw new InvalidInputException("the phrase is empty; give one with at least one word");
            } else {
                all.add(phrase);
            }
        }
        if (file != null) {
            all.addAll(linesOfFile(file));
        }
        if (all.isEmpty()) {
            throw new InvalidInputException("no phrase; give one, or - for standard input, or --file FILE");
        }
        return all;
    }

    private List<String> linesOfFile(Path path) throws IOException {
        Path resolved = surroundings.directory().resolve(path);
        if (Files.isDirectory(resolved)) {
            throw new InvalidInputException("--file " + path + " is a directory; name a text file");
        }
        try (InputStream stream = Files.newInputStream(resolved)) {
            return lines(stream, path.toString());
        } catch (NoSuchFileException missing) {
            throw new InvalidInputException("--file " + path + " does not exist", missing);
        } catch (IOException unreadable) {
            throw new InvalidInputException("cannot read --file " + path + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private List<String> lines(InputStream stream, String name) throws IOException {
        String text = Utf8.decode(stream.readAllBytes(), name);
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw new InvalidInputException(name + " holds no phrase; write one a line");
        }
        return joinLines ? List.of(String.join(" ", lines)) : lines;
    }
}
