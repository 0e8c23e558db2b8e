package io.pharos.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fences what ARCHITECTURE.md promises of the modules. The one that sees all others is the place for it; what the engine may
 * touch is fenced beside the engine.
 */
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
}
