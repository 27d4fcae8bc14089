package org.attentionworkbench.core.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.fused.FusedBackend;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.core.conformance.Verdict.Outcome;
import org.attentionworkbench.core.graph.UnsupportedCaseException;
import org.attentionworkbench.core.operator.Operator;
import org.attentionworkbench.core.operator.OperatorCall;
import org.attentionworkbench.core.operator.Operators;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Runs cases on backends and compares what comes out. Whatever is wrong with one case, the others are not stopped. */
public final class Verification {
    private final Operators operators;
    private final Map<String, MatrixBackend> backends;
    private final Strictness strictness;

    /**
     * A verification.
     *
     * @param operators what cases can be run on
     * @param backends the backends to run each case on, by name
     * @param strictness which tolerance to compare with
     */
    public Verification(Operators operators, Map<String, MatrixBackend> backends, Strictness strictness) {
        this.operators = operators;
        this.backends = backends;
        this.strictness = strictness;
    }

    /**
     * Runs a case.
     *
     * @param testCase the case
     * @return a verdict for each backend, in their order
     */
    public List<Verdict> verify(ConformanceCase testCase) {
        Optional<Operator> operator = operators.find(testCase.opType(), testCase.domain());
        String unknown = operator.isEmpty()
                ? "the operator " + testCase.opType() + ofDomain(testCase) + " is not known"
                : unknown(operator.get(), testCase);
        if (!unknown.isEmpty()) {
            return all(testCase, Outcome.SKIPPED, unknown);
        }
        if (testCase.outputs().isEmpty()) {
            return all(testCase, Outcome.SKIPPED, "it has no outputs to compare with");
        }
        Map<String, Tensor> inputs;
        Map<String, Tensor> expected;
        try {
            testCase.checkDigest();
            inputs = testCase.read(testCase.inputs());
            expected = testCase.read(testCase.outputs());
        } catch (InvalidInputException broken) {
            return all(testCase, Outcome.FAILED, broken.getMessage());
        } catch (OutOfMemoryError memory) {
            return all(testCase, Outcome.FAILED, tooLarge(memory));
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (Map.Entry<String, MatrixBackend> backend : backends.entrySet()) {
            MatrixBackend watched =
                    backend.getValue() instanceof FusedBackend fused ? new WatchedBackend(fused) : backend.getValue();
            OperatorCall call = new OperatorCall(inputs, testCase.attributes(), expected.keySet(), watched);
            Verdict verdict = verify(testCase, operator.get(), call, expected, backend.getKey());
            verdicts.add(watched instanceof WatchedBackend seen && seen.fused() ? verdict.inOneFusedPass() : verdict);
        }
        return verdicts;
    }

    private static String ofDomain(ConformanceCase testCase) {
        return testCase.domain().isEmpty() || testCase.domain().equals("ai.onnx") ? "" : " of " + testCase.domain();
    }

    /** What the operator does not know of a case; empty if it knows everything. */
    private static String unknown(Operator operator, ConformanceCase testCase) {
        Set<String> inputs = new TreeSet<>();
        testCase.inputs().forEach(each -> inputs.add(each.name()));
        inputs.removeAll(operator.inputs());
        Set<String> attributes = new TreeSet<>(testCase.attributes().keySet());
        attributes.removeAll(operator.attributes());
        if (!inputs.isEmpty()) {
            return operator.name() + " is not known with the input " + String.join(", ", inputs);
        }
        return attributes.isEmpty()
                ? ""
                : operator.name() + " is not known with the attribute " + String.join(", ", attributes);
    }

    private List<Verdict> all(ConformanceCase testCase, Outcome outcome, String reason) {
        return backends.keySet().stream()
                .map(backend -> new Verdict(testCase.name(), backend, outcome, reason, null, false))
                .toList();
    }

    /** What could not be had has not been taken, so the cases that follow have as much memory as before. */
    private static String tooLarge(OutOfMemoryError memory) {
        return "there is not enough memory for it (" + memory.getMessage() + ")";
    }

    private Verdict verify(
            ConformanceCase testCase,
            Operator operator,
            OperatorCall call,
            Map<String, Tensor> expected,
            String backend) {
        Map<String, Tensor> outputs;
        try {
            outputs = operator.run(call);
        } catch (UnsupportedCaseException unsupported) {
            return new Verdict(
                    testCase.name(), backend, Outcome.SKIPPED, String.valueOf(unsupported.getMessage()), null, false);
        } catch (InvalidInputException unusable) {
            return new Verdict(testCase.name(), backend, Outcome.FAILED, unusable.getMessage(), null, false);
        } catch (RuntimeException | LinkageError broken) {
            // a backend of a plugin may raise anything; it fails this case and not the others
            return new Verdict(
                    testCase.name(), backend, Outcome.FAILED, "it cannot be computed: " + broken, null, false);
        } catch (OutOfMemoryError memory) {
            return new Verdict(testCase.name(), backend, Outcome.FAILED, tooLarge(memory), null, false);
        } catch (StackOverflowError deep) {
            return new Verdict(testCase.name(), backend, Outcome.FAILED, "it is nested too deeply", null, false);
        }
        for (Map.Entry<String, Tensor> each : expected.entrySet()) {
            @Nullable Tensor got = outputs.get(each.getKey());
            if (got == null) {
                String reason = operator.name() + " is not known with the output " + each.getKey();
                return new Verdict(testCase.name(), backend, Outcome.SKIPPED, reason, null, false);
            }
            Optional<Difference> difference =
                    testCase.comparison(strictness).compare(each.getKey(), got, each.getValue());
            if (difference.isPresent()) {
                return new Verdict(
                        testCase.name(),
                        backend,
                        Outcome.FAILED,
                        difference.get().toString(),
                        difference.get(),
                        false);
            }
        }
        return new Verdict(testCase.name(), backend, Outcome.PASSED, "", null, false);
    }
}
