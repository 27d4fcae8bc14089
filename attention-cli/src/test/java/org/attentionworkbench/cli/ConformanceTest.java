package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.cli.shell.Backends;
import org.attentionworkbench.core.conformance.ConformanceCase;
import org.attentionworkbench.core.conformance.ConformanceFolder;
import org.attentionworkbench.core.conformance.Strictness;
import org.attentionworkbench.core.conformance.Verdict;
import org.attentionworkbench.core.conformance.Verdict.Outcome;
import org.attentionworkbench.core.conformance.Verification;
import org.attentionworkbench.core.operator.Operators;
import org.attentionworkbench.core.wiring.Workbench;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case with known results on every backend, at the tight tolerance. */
class ConformanceTest {
    /** More cases may lie beside the checkout. */
    private static final Path SHARED = Path.of("../../shared/conformance");

    static Path cases() {
        try {
            URL found = ConformanceTest.class.getResource("/conformance");
            return Path.of(Objects.requireNonNull(found).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Verification everyBackend() {
        Map<String, MatrixBackend> backends = Backends.all(Workbench.open());
        assertThat(backends).containsKeys("reference", "ejml", "ojalgo", "simd", "plain");
        return new Verification(Operators.standard(), backends, Strictness.TIGHT);
    }

    private static Stream<DynamicTest> tests(Path directory) {
        Verification verification = everyBackend();
        List<DynamicTest> tests = new ArrayList<>();
        for (ConformanceFolder folder : ConformanceFolder.find(directory)) {
            for (ConformanceCase testCase : folder.cases()) {
                tests.add(dynamicTest(folder.path().getFileName() + ": " + testCase.name(), () -> {
                    List<Verdict> verdicts = verification.verify(testCase);
                    assertThat(verdicts)
                            .hasSizeGreaterThanOrEqualTo(5)
                            .allSatisfy(verdict -> assertThat(verdict.outcome())
                                    .as("%s on %s: %s", verdict.testCase(), verdict.backend(), verdict.reason())
                                    .isEqualTo(Outcome.PASSED));
                }));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyCasePassesOnEveryBackend() {
        return tests(cases());
    }

    @TestFactory
    Stream<DynamicTest> everySharedCasePassesOnEveryBackend() {
        if (!Files.isDirectory(SHARED)) {
            return Stream.of(dynamicTest(
                    "the cases beside the checkout, " + SHARED,
                    () -> assumeTrue(Files.isDirectory(SHARED), SHARED + " is not there")));
        }
        return tests(SHARED);
    }

    @Test
    void allTenFoldersAreThere() {
        List<ConformanceFolder> folders = ConformanceFolder.find(cases());

        assertThat(folders).hasSize(10);
        assertThat(folders.stream().mapToInt(folder -> folder.cases().size()).sum())
                .isEqualTo(176);
    }
}
