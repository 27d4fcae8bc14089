package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attentionworkbench.cli.shell.Surroundings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets one helpful line, exit code 2, no stack trace, and leaves nothing behind. */
class BadInputTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("ragged.txt"), "the 1 2 3\nfox 1 2\n");
        Files.writeString(directory.resolve("words.txt"), "the 1 2 3\nfox 1 two 3\n");
        Files.write(directory.resolve("latin.txt"), "one\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(directory.resolve("blank.txt"), "\n  \n");
        Files.createDirectory(directory.resolve("folder"));
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                arguments("no phrase", List.of()),
                arguments("no phrase", List.of("run")),
                arguments("the phrase is empty", List.of("")),
                arguments("the phrase is empty", List.of("  \t ")),
                arguments("the phrase is empty", List.of("run", "--tokenizer", "words", "\u200b")),
                arguments("unknown tokenizer 'wordz'; did you mean 'words'?", List.of("--tokenizer", "wordz", "a")),
                arguments("unknown embedder 'randon'; did you mean 'random'?", List.of("--embedder", "randon", "a")),
                arguments(
                        "unknown projection 'learned'; There are identity, random, file",
                        List.of("--projection", "learned", "a")),
                arguments(
                        "unknown score 'dott'; did you mean 'dot'? There are dot, scaled-dot",
                        List.of("--score", "dott", "a")),
                arguments("unknown modifier 'cap'", List.of("--modifier", "cap", "a")),
                arguments("unknown mask 'casual'; did you mean 'causal'?", List.of("--mask", "casual", "a")),
                arguments(
                        "unknown normalizer 'softmacs'; did you mean 'softmax'?",
                        List.of("--normalizer", "softmacs", "a")),
                arguments(
                        "unknown variant 'multihead'; did you mean 'multi-head'?",
                        List.of("--variant", "multihead", "a")),
                arguments("unknown backend 'ejmll'; did you mean 'ejml'?", List.of("--backend", "ejmll", "a")),
                arguments("unknown report 'fulll'; did you mean 'full'?", List.of("--report", "fulll", "a")),
                arguments("has no option 'kk'; did you mean 'k'?", List.of("--report", "top-k:kk=3", "a")),
                arguments("takes an integer of at least 1, not '0'", List.of("--report", "top-k:k=0", "a")),
                arguments("takes an integer of at least 1, not 'x'", List.of("--report", "top-k:k=x", "a")),
                arguments("takes keys or queries, not 'rows'", List.of("--normalizer", "softmax:axis=rows", "a")),
                arguments("takes a number greater than 0, not '0'", List.of("--modifier", "softcap:cap=0", "a")),
                arguments("needs its option 'cap'", List.of("--modifier", "softcap", "a")),
                arguments("heads=3 does not divide the width 4", List.of("--variant", "multi-head:heads=3", "a")),
                arguments("'k' has no '='", List.of("--report", "top-k:k", "a")),
                arguments("a parenthesis is not closed", List.of("--embedder", "positional:of=(random", "a")),
                arguments(
                        "unknown embedder 'randm'; did you mean 'random'?",
                        List.of("--embedder", "positional:of=randm", "a")),
                arguments("a seed is an integer from 0 to 4294967295, not -1", List.of("--seed=-1", "a")),
                arguments("'--seed': 'many' is not an integer (see", List.of("--seed", "many", "a")),
                arguments(
                        "the option 'threads' of backend 'plain' takes an integer from 0 to 1024, not '2147483647'",
                        List.of("--backend", "plain:threads=2147483647", "a")),
                arguments("'--digits': '1.5' is not an integer", List.of("explain", "--digits", "1.5", "a")),
                arguments("did you mean --score?", List.of("--scoer", "dot", "a")),
                arguments("--score", List.of("a", "--score")),
                arguments("unknown preset 'notebok'; did you mean 'notebook'?", List.of("--preset", "notebok", "a")),
                arguments("exclude each other", List.of("--preset", "notebook", "--config", "x.yaml", "a")),
                arguments("there is no configuration file", List.of("--config", "x.yaml", "a")),
                arguments("--file missing.txt does not exist", List.of("--file", "missing.txt")),
                arguments("--file folder is a directory", List.of("--file", "folder")),
                arguments("latin.txt line 2 is not UTF-8", List.of("--file", "latin.txt")),
                arguments("blank.txt holds no phrase", List.of("--file", "blank.txt")),
                arguments("standard input holds no phrase", List.of("-")),
                arguments("ragged.txt line 2", List.of("--embedder", "vectors:file={}/ragged.txt", "the fox")),
                arguments("words.txt line 2", List.of("--embedder", "vectors:file={}/words.txt", "the fox")),
                arguments("there is no such file", List.of("--embedder", "vectors:file={}/none.txt", "the fox")),
                arguments("needs its option 'file'", List.of("--embedder", "vectors", "the fox")),
                arguments("terms", List.of("--tokenizer", "phrases", "the fox")),
                arguments("there is no directory", List.of("--output", "nowhere/out.txt", "a")),
                arguments("is a directory", List.of("--output", "folder", "a")),
                arguments("cannot be written: File name too long", List.of("--output", "x".repeat(300), "a")),
                arguments("nowhere is no directory", List.of("--plugins", "nowhere", "a")),
                arguments("--with takes changes such as score=dot", List.of("compare", "--with", "score", "a")),
                arguments(
                        "unknown kind 'scores'; did you mean 'score'?",
                        List.of("compare", "--with", "scores=dot", "a")),
                arguments("--with score: unknown score 'dott'", List.of("compare", "--with", "score=dott", "a")),
                arguments("needs two backends", List.of("compare", "--backends", "ejml", "a")),
                arguments("--backends: unknown backend 'none'", List.of("compare", "--backends", "ejml,none", "a")),
                arguments("needs two backends", List.of("compare", "--backends", "ejml, ejml", "a")),
                arguments(
                        "--with score=dot is given twice",
                        List.of("compare", "--with", "score=dot", "--with", "score=dot", "a")),
                arguments("cannot read '': a name is missing", List.of("compare", "--with", "score=", "a")),
                arguments("a name is missing", List.of("--score", ":k=1", "a")),
                arguments("exclude each other", List.of("compare", "--backends", "all", "--with", "score=dot", "a")),
                arguments(
                        "--word 'foxx' is not in the phrase; did you mean 'fox'?",
                        List.of("explain", "--word", "foxx", "the fox")),
                arguments(
                        "--occurrence takes an integer from 1 to 1",
                        List.of("explain", "--word", "fox", "--occurrence", "2", "the fox")),
                arguments(
                        "--occurrence counts the occurrences of --word",
                        List.of("explain", "--occurrence", "2", "the fox")),
                arguments("--head takes an integer from 1 to 1", List.of("explain", "--head", "2", "the fox")),
                arguments("--digits takes an integer from 1 to 10", List.of("explain", "--digits", "0", "the fox")),
                arguments(
                        "takes an integer from 1 to 65536, not '2147483647'",
                        List.of("--projection", "random:width=2147483647", "a")),
                arguments(
                        "takes an integer from 1 to 65536, not '2147483647'",
                        List.of("--score", "concat:hidden=2147483647", "a")),
                arguments(
                        "takes an integer from 1 to 65536, not '2147483647'",
                        List.of("--variant", "multi-head:heads=2147483647", "a")),
                arguments(
                        "takes an integer from 1 to 65536, not '2147483647'",
                        List.of("--variant", "latent:rank=2147483647", "a")),
                arguments(
                        "takes an integer from 1 to 1024, not '65536'",
                        List.of("--variant", "talking-heads:heads=65536", "a")),
                arguments(
                        "the parameter W_q of 65,536 × 65,536 numbers",
                        List.of("--embedder", "random:dimension=65536", "--projection", "random", "a")),
                arguments(
                        "the parameter b of 1 × 2,147,483,647 numbers",
                        List.of("--modifier", "relative-bias:distance=1073741823", "a")),
                arguments(
                        "heads=3 does not divide the width 4",
                        List.of("--report", "csv", "--variant", "multi-head:heads=3", "a")),
                arguments(
                        "no word occurred before",
                        List.of("--report", "csv", "--analysis", "duplicate-token", "a a", "a b")),
                arguments("no word occurred before", List.of("--analysis", "duplicate-token", "a ".repeat(200), "a b")),
                arguments(
                        "more than 250 strategies stand one inside the other",
                        List.of("--embedder", "positional:of=(".repeat(3000) + "random" + ")".repeat(3000), "a")),
                arguments("Unknown option: '--score=dot'", List.of("list", "--score=dot")),
                arguments("stages=row is no stage", List.of("--report", "json:stages=row", "a")));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("lines")
    void getsOneHelpfulLine(String expected, List<String> line) throws IOException {
        String[] words = line.stream()
                .map(word -> word.replace("{}", directory.toString()))
                .toArray(String[]::new);
        assertThat(CommandRun.in(directory, words).refusal()).contains(expected);
        assertThat(leftBehind())
                .containsExactlyInAnyOrder("ragged.txt", "words.txt", "latin.txt", "blank.txt", "folder");
    }

    private List<String> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void everyProblemOfAConfigurationIsReportedWithItsLine() throws IOException {
        Files.writeString(directory.resolve("attention.yaml"), """
                seed: many
                score: dot
                normaliser: softmax
                report:
                  top-k:
                    k: 3
                colour: red
                """);
        CommandRun run = CommandRun.in(directory, "a phrase");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.complaints())
                .anySatisfy(line -> assertThat(line).contains("line 1", "a seed is an integer", "'many'"))
                .anySatisfy(line -> assertThat(line).contains("line 3", "'normaliser'", "did you mean 'normalizer'?"))
                .anySatisfy(line -> assertThat(line).contains("line 7", "unknown key 'colour'"));
    }

    @Test
    void everyProblemOfACompositionIsReportedTogether() {
        assertThat(CommandRun.in(directory, "--score", "dott", "--mask", "casual", "--report", "top-k:k=0", "a")
                        .refusals())
                .hasSize(3);
    }

    @Test
    void anOutputFileIsLeftAloneWhenTheRunFails() throws IOException {
        Path file = Files.writeString(directory.resolve("out.txt"), "before");
        Files.writeString(directory.resolve("phrases.txt"), "the\nunheard of\n");
        Files.writeString(directory.resolve("vectors.txt"), "the 1 2 3\n");
        CommandRun run = CommandRun.in(
                directory,
                "--embedder",
                "vectors:file=" + directory.resolve("vectors.txt"),
                "--output",
                "out.txt",
                "--file",
                "phrases.txt");
        assertThat(run.refusal()).contains("unheard");
        assertThat(file).hasContent("before");
        assertThat(leftBehind()).noneMatch(name -> name.contains("partial"));
    }

    @Test
    void aWordMissingFromALongTextIsNotAnsweredWithTheText() throws IOException {
        StringBuilder text = new StringBuilder("fox");
        for (int word = 0; word < 1000; word++) {
            text.append(" w").append(word);
        }
        Files.writeString(directory.resolve("long.txt"), text);
        assertThat(CommandRun.in(directory, "explain", "--word", "foxx", "--file", "long.txt")
                        .refusal())
                .isEqualTo("--word 'foxx' is not in the phrase; did you mean 'fox'?");
        assertThat(CommandRun.in(directory, "explain", "--word", "elephant", "--file", "long.txt")
                        .refusal())
                .isEqualTo("--word 'elephant' is not in the phrase");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void aClosedStandardOutputIsOneLine(int lettersTaken) {
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                InputStream.nullInputStream(),
                closingAfter(lettersTaken),
                new PrintWriter(err, true),
                directory,
                Optional.empty());
        int exitCode = new Program(surroundings).execute("The quick brown fox jumps over the lazy dog");
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("standard output was closed before everything was written");
    }

    @Test
    void ofAVeryLongResultTheBeginningIsNotHeldBack() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                InputStream.nullInputStream(), out, new PrintWriter(err, true), directory, Optional.empty());
        int exitCode = new Program(surroundings)
                .execute("--report", "csv", "--analysis", "duplicate-token", "a ".repeat(1000), "a b");
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("no word occurred before");
        assertThat(out.toString()).startsWith("phrase,head,query").hasSizeGreaterThan(8_000_000);
    }

    @Test
    void aFullDeviceIsNamed() {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "/dev/full is of Linux");
        assertThat(CommandRun.in(directory, "--output", "/dev/full", "a").refusal())
                .isEqualTo("--output /dev/full cannot be written: No space left on device");
    }

    @Test
    void aDirectoryThatTakesNoFilesIsSaidToTakeNone() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "/proc is of Linux");
        assertThat(CommandRun.in(directory, "--output", "/proc/out.txt", "a").refusal())
                .isEqualTo("--output /proc/out.txt cannot be written: no file can be made there");
    }

    @Test
    void aStandardOutputOnAFullDeviceIsNotSaidToBeClosed() throws IOException {
        Writer out = mock(Writer.class);
        doThrow(new IOException("No space left on device")).when(out).write(any(char[].class), anyInt(), anyInt());
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                InputStream.nullInputStream(), out, new PrintWriter(err, true), directory, Optional.empty());
        assertThat(new Program(surroundings).execute("a phrase")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("attention: standard output cannot be written: No space left on device");
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                arguments(new OutOfMemoryError("Java heap space"), "there is not enough memory (Java heap space); "),
                arguments(new NoSuchMethodError("'int heads()'"), "NoSuchMethodError: 'int heads()'"),
                arguments(new StackOverflowError(), "StackOverflowError"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorOfTheMachineIsOneLineAndAFailure(Error error, String line) throws IOException {
        Writer out = mock(Writer.class);
        doThrow(error).when(out).write(any(char[].class), anyInt(), anyInt());
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                InputStream.nullInputStream(), out, new PrintWriter(err, true), directory, Optional.empty());
        assertThat(new Program(surroundings).execute("a phrase")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("attention: " + line);
        assertThat(new Program(surroundings).execute("--stacktrace", "a phrase"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("\tat ");
    }

    private static Writer closingAfter(int letters) {
        return new Writer() {
            private int taken;

            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                taken += length;
                if (taken > letters) {
                    throw new IOException("Broken pipe");
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void aTextTooLargeForFullWeightsSaysWhatToUse() throws IOException {
        Files.writeString(directory.resolve("long.txt"), "word ".repeat(60_000));
        assertThat(CommandRun.in(directory, "--file", "long.txt").refusal()).contains("60,000 words", "GiB", "top-k");
    }

    @Test
    void theStackTraceIsShownOnRequestOnly() {
        CommandRun run = CommandRun.in(directory, "run", "--stacktrace", "--score", "dott", "a");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("InvalidInputException", "\tat ", "attention: --score: unknown score");
    }
}
