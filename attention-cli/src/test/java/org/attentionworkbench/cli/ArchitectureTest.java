package org.attentionworkbench.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.attentionworkbench.core.catalog.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The rules of the house: which module may see what. */
class ArchitectureTest {
    private static final String HOUSE = "org.attentionworkbench..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.attentionworkbench");

    @Test
    void allModulesAreLookedAt() {
        assertThat(CLASSES.stream().map(each -> each.getPackageName().split("\\.", -1)[2]))
                .contains("api", "core", "ejml", "ojalgo", "simd", "testkit", "cli");
    }

    @Test
    void theApiSeesJavaAndJSpecifyOnly() {
        classes()
                .that()
                .resideInAPackage("org.attentionworkbench.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.attentionworkbench.api..")
                .check(CLASSES);
    }

    @Test
    void theFusedPassSeesTheApiAndTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("org.attentionworkbench.simd..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "jdk.incubator.vector..",
                        "org.jspecify..",
                        "org.attentionworkbench.api..",
                        "org.attentionworkbench.simd..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "org.ejml.., org.attentionworkbench.ejml..",
        "org.ojalgo.., org.attentionworkbench.ojalgo..",
        "picocli.., org.attentionworkbench.cli..",
        "com.google.common.., 'org.attentionworkbench.core.json..,org.attentionworkbench.core.report..'",
        "tools.jackson.., 'org.attentionworkbench.core.json..,org.attentionworkbench.core.configuration..'",
        "de.siegmar.., org.attentionworkbench.core.report..",
        "com.google.inject.., 'org.attentionworkbench.core.wiring..,org.attentionworkbench.core.composition..,"
                + "org.attentionworkbench.core.run..'",
        "org.junit.., org.attentionworkbench.testkit..",
        "jdk.incubator.vector.., org.attentionworkbench.simd..",
    })
    void aLibraryIsSeenOnlyWhereItIsWrapped(String library, String wrappers) {
        noClasses()
                .that(resideInAPackage(HOUSE).and(not(wrappers.split(",", -1))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> not(String... packages) {
        return DescribedPredicate.not(resideInAnyPackage(packages));
    }

    @ParameterizedTest
    @CsvSource({
        "org.attentionworkbench.core.., org.attentionworkbench.cli..",
        "org.attentionworkbench.core.., org.attentionworkbench.ejml..",
        "org.attentionworkbench.core.., org.attentionworkbench.ojalgo..",
        "org.attentionworkbench.core.., org.attentionworkbench.simd..",
        "org.attentionworkbench.core.., org.attentionworkbench.testkit..",
        "org.attentionworkbench.ejml.., org.attentionworkbench.core..",
        "org.attentionworkbench.ojalgo.., org.attentionworkbench.core..",
        "org.attentionworkbench.simd.., org.attentionworkbench.core..",
        "org.attentionworkbench.testkit.., org.attentionworkbench.core..",
        "org.attentionworkbench.cli.., org.attentionworkbench.ejml..",
        "org.attentionworkbench.cli.., org.attentionworkbench.ojalgo..",
        "org.attentionworkbench.cli.., org.attentionworkbench.simd..",
    })
    void aModuleDoesNotSee(String module, String other) {
        noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(other)
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "core", "cli"})
    void packagesHaveNoCycles(String module) {
        slices().matching("org.attentionworkbench." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void theCommandLinesRoomsDoNotSeeItsHall() {
        noClasses()
                .that()
                .resideInAPackage("org.attentionworkbench.cli.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.attentionworkbench.cli")
                .check(CLASSES);
    }

    @Test
    void noNameSaysNothing() {
        noClasses()
                .should()
                .haveNameMatching("(?i).*(util|common|helper)s?\\b.*")
                .check(CLASSES);
        noClasses().should().haveSimpleNameStartingWith("Abstract").check(CLASSES);
        noClasses().should().haveSimpleNameEndingWith("Impl").check(CLASSES);
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void nothingWritesToTheStreamsOfTheProcessByItself() {
        noClasses().should().accessField(System.class, "out").check(CLASSES);
        noClasses().should().accessField(System.class, "err").check(CLASSES);
    }

    @Test
    void everyKindHasItsOption() {
        CommandLine run = new CommandLine(RunCommand.class, new Commands(CommandRun.nowhere()));
        assertThat(Kind.all())
                .allSatisfy(kind -> assertThat(run.getCommandSpec().findOption("--" + kind.word()))
                        .isNotNull());
    }
}
