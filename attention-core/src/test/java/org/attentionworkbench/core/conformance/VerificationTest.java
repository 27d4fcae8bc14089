package org.attentionworkbench.core.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.core.conformance.ConformanceCase.Argument;
import org.attentionworkbench.core.conformance.Verdict.Outcome;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.operator.Operators;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.SafetensorsWriter;
import org.attentionworkbench.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {
    private static final Comparison EXACT = new Comparison(0, 0);

    @TempDir
    private Path directory;

    /** Attention of one query over two equal keys: the mean of the values 1 and 2. */
    private ConformanceCase meanOfTwo(Map<String, ?> attributes, String... outputs) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("Q", Tensor.wrap(ElementType.F32, new double[] {1}, 1, 1, 1, 1));
        tensors.put("K", Tensor.wrap(ElementType.F32, new double[] {1, 1}, 1, 1, 2, 1));
        tensors.put("V", Tensor.wrap(ElementType.F32, new double[] {1, 2}, 1, 1, 2, 1));
        tensors.put("Y", Tensor.wrap(ElementType.F32, new double[] {1.5}, 1, 1, 1, 1));
        Path file = directory.resolve("case.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        return new ConformanceCase(
                "mean",
                file,
                "",
                "Attention",
                "",
                attributes,
                arguments("Q", "K", "V"),
                Arrays.stream(outputs)
                        .map(name -> new Argument(name, "Y", "F32", null))
                        .toList(),
                EXACT,
                EXACT);
    }

    private static List<Argument> arguments(String... names) {
        return Arrays.stream(names)
                .map(name -> new Argument(name, name, "", null))
                .toList();
    }

    /** A backend whose products are off by a number, or that fails. */
    private static MatrixBackend off(double by) {
        return new MatrixBackend() {
            @Override
            public void multiplyInto(Matrix a, Matrix b, Matrix product) {
                new ReferenceBackend().multiplyInto(a, b, product);
                product.elements()[0] += by;
            }

            @Override
            public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
                if (Double.isNaN(by)) {
                    throw new IllegalStateException("no memory on the device");
                }
                new ReferenceBackend().multiplyTransposedInto(a, b, product);
            }
        };
    }

    @Test
    void everyBackendHasAVerdictOfItsOwn() throws IOException {
        Map<String, MatrixBackend> backends = new LinkedHashMap<>();
        backends.put("failing", off(Double.NaN));
        backends.put("wrong", off(0.25));
        backends.put("right", new ReferenceBackend());

        List<Verdict> verdicts =
                new Verification(Operators.standard(), backends, Strictness.TIGHT).verify(meanOfTwo(Map.of(), "Y"));

        assertThat(verdicts)
                .extracting(Verdict::backend, Verdict::outcome, Verdict::reason)
                .containsExactly(
                        tuple(
                                "failing",
                                Outcome.FAILED,
                                "it cannot be computed: java.lang.IllegalStateException: no memory on the device"),
                        tuple(
                                "wrong",
                                Outcome.FAILED,
                                "output Y at [0, 0, 0, 0]: got 1.75, expected 1.5, tolerance 0.0 (1 of 1 elements differ)"),
                        tuple("right", Outcome.PASSED, ""));
    }

    @Test
    void operatorsThatRefuseTheirInputsFail() throws IOException {
        Verdict verdict = verify(meanOfTwo(Map.of("is_causal", 1.5), "Y"));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).isEqualTo("the attribute is_causal is a whole number, not 1.5");
    }

    @Test
    void aCaseThatRunsOutOfMemoryOrOfStackFailsAndStopsNoOther() throws IOException {
        Map<String, MatrixBackend> backends = new LinkedHashMap<>();
        backends.put("memory", raising(new OutOfMemoryError("Java heap space")));
        backends.put("stack", raising(new StackOverflowError()));
        backends.put("right", new ReferenceBackend());

        List<Verdict> verdicts =
                new Verification(Operators.standard(), backends, Strictness.TIGHT).verify(meanOfTwo(Map.of(), "Y"));

        assertThat(verdicts)
                .extracting(Verdict::outcome, Verdict::reason)
                .containsExactly(
                        tuple(Outcome.FAILED, "there is not enough memory for it (Java heap space)"),
                        tuple(Outcome.FAILED, "it is nested too deeply"),
                        tuple(Outcome.PASSED, ""));
    }

    private static MatrixBackend raising(Error error) {
        return new MatrixBackend() {
            @Override
            public void multiplyInto(Matrix a, Matrix b, Matrix product) {
                throw error;
            }

            @Override
            public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
                throw error;
            }
        };
    }

    @Test
    void aCaseWithoutOutputsIsSkippedRatherThanPassed() throws IOException {
        Verdict verdict = verify(meanOfTwo(Map.of()));

        assertThat(verdict.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(verdict.reason()).isEqualTo("it has no outputs to compare with");
    }

    @ParameterizedTest
    @CsvSource({
        "softmax_precision, 99, SKIPPED, the element type 99 is not known",
        "qk_matmul_output_mode, 9, FAILED, 'qk_matmul_output_mode is 0, 1, 2 or 3, not 9'",
        "left_window_size, 9223372036854775807, PASSED, ''",
        "right_window_size, 9223372036854775807, PASSED, ''",
        "right_window_size, -9223372036854775808, PASSED, ''"
    })
    void attributesThatAreWholeNumbersAreChecked(String name, long value, Outcome outcome, String reason)
            throws IOException {
        Verdict verdict = verify(meanOfTwo(Map.of(name, value), "Y"));

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"scale, Infinity", "scale, NaN", "softcap, Infinity", "softcap, -Infinity"})
    void attributesThatAreNumbersAreFinite(String name, double value) throws IOException {
        Verdict verdict = verify(meanOfTwo(Map.of(name, value), "Y"));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).isEqualTo("the attribute " + name + " is a finite number, not " + value);
    }

    @Test
    void outputsThatAreNotKnownAreSkipped() throws IOException {
        Verdict verdict = verify(meanOfTwo(Map.of(), "Y", "entropy"));

        assertThat(verdict.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(verdict.reason()).isEqualTo("Attention is not known with the output entropy");
    }

    @Test
    void tensorsThatAreNotThoseOfTheManifestFail() throws IOException {
        ConformanceCase given = meanOfTwo(Map.of(), "Y");
        ConformanceCase other = new ConformanceCase(
                given.name(),
                given.file(),
                "",
                given.opType(),
                "",
                Map.of(),
                given.inputs(),
                List.of(new Argument("Y", "Y", "F16", List.of(1, 1, 1, 1))),
                EXACT,
                EXACT);

        assertThat(verify(other).reason())
                .endsWith("tensor 'Y' is F32 [1, 1, 1, 1], but the manifest says F16 [1, 1, 1, 1]");
    }

    private static Verdict verify(ConformanceCase testCase) {
        return new Verification(Operators.standard(), Map.of("reference", new ReferenceBackend()), Strictness.TIGHT)
                .verify(testCase)
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0, 0, 0, true",
        "1.1, 1.0, 0, 0.1001, true",
        "1.1, 1.0, 0, 0.0999, false",
        "-10.5, -10.0, 0.0501, 0, true",
        "-10.5, -10.0, 0.0499, 0, false",
        "-Infinity, -Infinity, 0, 0, true",
        "Infinity, -Infinity, 1, 1, false",
        "1e308, Infinity, 1, 1, false",
        "-Infinity, -1e308, 1, 1, false",
        "NaN, 1, 1, 1, false",
        "NaN, NaN, 1, 1, false",
        "NaN, Infinity, 1, 1, false",
        "1, NaN, 1, 1, false",
        "-0.0, 0.0, 0, 0, true"
    })
    void numbersAgreeWithinAbsoluteAndRelativeTolerance(
            double got, double expected, double relative, double absolute, boolean agree) {
        assertThat(new Comparison(relative, absolute)
                        .compare("Y", number(ElementType.F64, got), number(ElementType.F64, expected))
                        .isEmpty())
                .isEqualTo(agree);
    }

    @Test
    void whatWasGotIsRoundedToItsTypeOnce() {
        Tensor expected = number(ElementType.F16, 0.333251953125);

        assertThat(EXACT.compare("Y", number(ElementType.F16, 1 / 3.0), expected))
                .isEmpty();
        assertThat(EXACT.compare("Y", number(ElementType.F32, 1 / 3.0), expected))
                .hasValueSatisfying(
                        difference -> assertThat(difference).hasToString("output Y: got F32 [1], expected F16 [1]"));
    }

    private static Tensor number(ElementType type, double number) {
        return Tensor.wrap(type, new double[] {number}, 1);
    }
}
