package org.attentionworkbench.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the house, as far as they concern this module: all others are on its class path. */
class ArchitectureTest {
    private static final String BENCH = "org.attentionworkbench.bench..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.attentionworkbench");

    @Test
    void nothingDependsOnTheBench() {
        noClasses()
                .that(DescribedPredicate.not(resideInAPackage(BENCH)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BENCH)
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "ai.onnxruntime.., OnnxContender",
        "org.bytedeco.., PyTorchContender",
        "org.nd4j.., Nd4j",
        "org.ejml.., Ejml",
        "org.ojalgo.., Ojalgo",
        "jdk.incubator.., MultiplyAddPeak",
        "org.openjdk.jmh.., KernelBenchmark",
        "picocli.., BenchCommand",
    })
    void aLibraryIsSeenOnlyWhereItIsMeasuredOrWrapped(String library, String name) {
        noClasses()
                .that(resideInAPackage(BENCH)
                        .and(DescribedPredicate.describe(
                                "are not " + name,
                                type -> !type.getFullName().contains("." + name)
                                        && !type.getPackageName().endsWith("jmh_generated"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void theRoomsDoNotSeeTheHallNorEachOtherInCircles() {
        noClasses()
                .that(resideInAnyPackage("org.attentionworkbench.bench.*..")
                        .and(DescribedPredicate.not(resideInAPackage("..jmh_generated.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.attentionworkbench.bench")
                .check(CLASSES);
        slices().matching("org.attentionworkbench.bench.(problem|contender|turn|result)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .and()
                .doNotHaveFullyQualifiedName("org.attentionworkbench.cli.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }
}
