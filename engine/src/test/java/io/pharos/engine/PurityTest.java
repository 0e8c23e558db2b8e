package io.pharos.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fence around what could make a profile anything else than a function of its events. */
final class PurityTest {

    private static final Set<String> PACKAGES = Set.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.math",
            "java.nio.charset",
            "java.time",
            "java.time.chrono",
            "java.time.temporal",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "io.pharos.model",
            "io.pharos.engine",
            // Part of the language of the model: patterns that cannot take exponential time.
            "com.google.re2j",
            "org.jspecify.annotations");

    private static final Set<String> OUTSIDE_WORLD = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Runtime",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.Timer");

    private static final Set<String> GLANCES_AT_IT = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.getLogger",
            "java.lang.System.identityHashCode",
            "java.lang.System.out",
            "java.lang.System.err",
            "java.lang.System.in",
            "java.lang.Math.random",
            "java.lang.Object.hashCode",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle",
            "java.util.Locale.getDefault",
            "java.util.TimeZone.getDefault",
            "java.time.ZoneId.systemDefault");

    private static final ArchRule PURE = CompositeArchRule.of(
                    classes().should().onlyDependOnClassesThat(describe("belong to " + PACKAGES, PurityTest::isKnown)))
            .and(noClasses()
                    .should()
                    .dependOnClassesThat(
                            describe("clocks, chance and threads", type -> OUTSIDE_WORLD.contains(type.getName()))))
            .and(noClasses().should().accessTargetWhere(describe("the outside world", PurityTest::glances)))
            .and(fields().that()
                    .areStatic()
                    .and()
                    .doNotHaveModifier(SYNTHETIC)
                    .should()
                    .beFinal()
                    .andShould(neverChange())
                    .allowEmptyShould(true));

    private static boolean isKnown(JavaClass type) {
        var component = type.getBaseComponentType();
        return component.isPrimitive() || PACKAGES.contains(component.getPackageName());
    }

    private static boolean glances(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getTarget().getName();
        return GLANCES_AT_IT.contains(owner.getName() + "." + name)
                || (owner.getPackageName().equals("java.time") && name.equals("now"));
    }

    private static ArchCondition<JavaField> neverChange() {
        return new ArchCondition<>("hold what never changes") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        field, holdsWhatNeverChanges(field), field.getFullName() + " may change between two calls"));
            }
        };
    }

    private static boolean holdsWhatNeverChanges(JavaField field) {
        var type = field.getRawType();
        return type.isPrimitive()
                || type.isEquivalentTo(String.class)
                || type.isEnum()
                || type.isRecord()
                || type.isEquivalentTo(Comparator.class)
                || type.isEquivalentTo(BigDecimal.class)
                || isLambdaOfNothing(value(field).getClass())
                || value(field).getClass().getName().startsWith("java.util.ImmutableCollections");
    }

    private static boolean isLambdaOfNothing(Class<?> type) {
        return type.isHidden() && type.getDeclaredFields().length == 0;
    }

    private static Object value(JavaField field) {
        try {
            var reflected = field.reflect();
            reflected.setAccessible(true);
            return reflected.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError("cannot read " + field.getFullName(), e);
        }
    }

    @Test
    void theEngineIsPure() {
        PURE.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.pharos.engine"));
    }

    static Stream<Class<?>> impureClasses() {
        return Stream.of(Impure.class.getDeclaredClasses());
    }

    @ParameterizedTest
    @MethodSource("impureClasses")
    void theFenceSeesWhatIsNotPure(Class<?> impure) {
        JavaClasses planted = new ClassFileImporter().importClasses(impure);
        assertThat(PURE.evaluate(planted).hasViolation()).isTrue();
    }

    @Test
    void theFenceLetsThroughWhatIsPure() {
        PURE.check(new ClassFileImporter().importClasses(Pure.class));
    }
}
