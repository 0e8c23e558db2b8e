package io.pharos.cli;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fences what ARCHITECTURE.md promises. The module that sees all others is the place for it. */
final class ArchitectureTest {

    /** What each module may use beside itself and the libraries of its pom. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "model", Set.of(),
            "engine", Set.of("model"),
            "runtime", Set.of("engine", "model"),
            "store", Set.of("runtime", "engine", "model"),
            "collect", Set.of("model"),
            "actions", Set.of("model"),
            "server", Set.of("store", "runtime", "engine", "collect", "actions", "model"),
            "bench", Set.of("server", "store", "runtime", "engine", "collect", "actions", "model"),
            "cli", Set.of("bench", "server", "store", "runtime", "engine", "collect", "actions", "model"));

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("test-classes"))
            .importPackages("io.pharos");

    static Stream<String> modules() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleUsesOnlyWhatStandsBelowIt(String module) {
        String[] forbidden = modules()
                .filter(other -> !other.equals(module) && !MAY_USE.get(module).contains(other))
                .map(other -> "io.pharos." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.pharos." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(forbidden.length == 0)
                .check(PRODUCT);
    }

    @Test
    void everyModuleIsFenced() {
        assertThat(PRODUCT.getPackage("io.pharos").getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    /** NullAway passes over packages that are not marked, without a word. */
    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = PRODUCT.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
        assertThat(unmarked).isEmpty();
    }

    @Test
    void theEngineUsesNoLibraries() {
        classes()
                .that()
                .resideInAPackage("io.pharos.engine..")
                .should()
                .onlyDependOnClassesThat()
                // re2j is part of the model's language: patterns that cannot take exponential time.
                .resideInAnyPackage(
                        "java..", "io.pharos.model..", "io.pharos.engine..", "org.jspecify..", "com.google.re2j..")
                .check(PRODUCT);
    }

    @Test
    void theEngineIsPure() {
        pure("io.pharos.engine..").check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("impureClasses")
    void theFenceOfTheEngineSeesWhatIsNotPure(Class<?> impure) {
        JavaClasses planted = new ClassFileImporter().importClasses(impure);
        assertThat(pure(impure.getPackageName()).evaluate(planted).hasViolation())
                .isTrue();
    }

    static Stream<Class<?>> impureClasses() {
        return Stream.of(Impure.class.getDeclaredClasses());
    }

    private static ArchRule pure(String packages) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat(are(ofTheOutsideWorld()))
                .orShould()
                .callCodeUnitWhere(readsTheOutsideWorld())
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("time comes in as a parameter, and the same events must always give the same profile");
    }

    private static DescribedPredicate<JavaClass> ofTheOutsideWorld() {
        List<String> packages =
                List.of("java.net", "java.nio.file", "java.nio.channels", "java.util.logging", "org.slf4j");
        List<String> concurrencyThatStartsNothing = List.of("java.util.concurrent.TimeUnit");
        return DescribedPredicate.describe("clocks, random sources, threads, files, sockets or loggers", type -> {
            String name = type.getName();
            return packages.stream().anyMatch(each -> name.startsWith(each + "."))
                    || (name.startsWith("java.util.concurrent.") && !concurrencyThatStartsNothing.contains(name))
                    || name.startsWith("java.io.File")
                    || name.startsWith("java.io.RandomAccessFile")
                    || name.startsWith("java.lang.Thread")
                    || name.startsWith("java.lang.System$Logger")
                    || name.startsWith("java.lang.Process")
                    || name.equals("java.lang.Runtime")
                    || name.equals("java.time.Clock")
                    || name.equals("java.time.InstantSource")
                    || type.isAssignableTo(RandomGenerator.class);
        });
    }

    private static DescribedPredicate<JavaCall<?>> readsTheOutsideWorld() {
        Set<String> calls = Set.of(
                "java.lang.System.currentTimeMillis",
                "java.lang.System.nanoTime",
                "java.lang.System.getenv",
                "java.lang.System.getProperty",
                "java.lang.System.identityHashCode",
                "java.lang.Math.random",
                "java.util.UUID.randomUUID",
                "java.util.Locale.getDefault",
                "java.time.ZoneId.systemDefault",
                "java.util.TimeZone.getDefault");
        return DescribedPredicate.describe("reads the clock, the machine or chance", call -> {
            CodeUnitCallTarget target = call.getTarget();
            String owner = target.getOwner().getName();
            return calls.contains(owner + "." + target.getName())
                    || (owner.startsWith("java.time.") && target.getName().equals("now"))
                    || (owner.equals("java.util.Date")
                            && target.getName().equals("<init>")
                            && target.getRawParameterTypes().isEmpty());
        });
    }
}
