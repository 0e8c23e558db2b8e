package io.pharos.engine.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Figure;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Event;
import io.pharos.model.Expression;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Transition;
import io.pharos.model.Workspace;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of the engine are worth what the worlds show that they are tried in. */
final class WorldTest {
    private static final List<World> WORLDS =
            LongStream.range(0, 200).mapToObj(World::random).toList();

    @Test
    void aSeedMakesTheSameWorldAgain() {
        // Patterns are equal if they are written the same.
        assertThat(World.random(42)).isEqualTo(World.random(42));
    }

    @Test
    void everyTransitionHappensAtEventsAndWithoutThem() {
        var atEvents = new HashMap<Class<?>, Long>();
        var byTime = new HashMap<Class<?>, Long>();
        courses()
                .forEach(course -> course.folded()
                        .transitions()
                        .forEach(transition -> (course.isAtEvent(transition) ? atEvents : byTime)
                                .merge(transition.getClass(), 1L, Long::sum)));
        for (var kind : Transition.class.getPermittedSubclasses()) {
            if (kind != Transition.VisitStarted.class) {
                assertThat(byTime.getOrDefault(kind, 0L)).as("%s by time", kind).isGreaterThan(10);
            }
            if (kind != Transition.VisitEnded.class) {
                assertThat(atEvents.getOrDefault(kind, 0L))
                        .as("%s at events", kind)
                        .isGreaterThan(10);
            }
        }
    }

    @Test
    void timeAloneMovesMoreThanTheEndsOfVisits() {
        var others = courses()
                .mapToLong(course -> {
                    var transitions = course.folded().transitions();
                    var ends = transitions.stream()
                            .filter(Transition.VisitEnded.class::isInstance)
                            .map(Transition::at)
                            .collect(Collectors.toSet());
                    return transitions.stream()
                            .filter(transition -> !course.isAtEvent(transition) && !ends.contains(transition.at()))
                            .count();
                })
                .sum();
        assertThat(others).isGreaterThan(100);
    }

    @Test
    void eventsMeetInOneMomentAndRepeatIds() {
        var meetings = WORLDS.stream()
                .flatMap(world -> world.visitors().stream())
                .filter(history -> history.stream().collect(groupingBy(Event::time, counting())).values().stream()
                        .anyMatch(count -> count > 1))
                .count();
        var repeats = WORLDS.stream()
                .flatMap(world -> world.visitors().stream()
                        .filter(history -> Reference.withoutDuplicates(world.workspace(), history)
                                        .size()
                                < history.size()))
                .count();
        assertThat(meetings).isGreaterThan(200);
        assertThat(repeats).isGreaterThan(100);
    }

    @Test
    void manyEventsCarryWhatCannotBeUsed() {
        var troubled =
                courses().mapToInt(course -> course.folded().troubled().size()).sum();
        assertThat(troubled).isGreaterThan(300);
    }

    @Test
    void everyFormIsTried() {
        var met = new HashMap<Class<?>, Integer>();
        WORLDS.forEach(world -> meet(world.workspace(), met));
        forms().forEach(form ->
                assertThat(met.getOrDefault(form, 0)).as("%s", form).isPositive());
    }

    /** The records that definitions are made of, with those in them. */
    private static void meet(Object part, Map<Class<?>, Integer> met) {
        switch (part) {
            case Record made -> {
                met.merge(made.getClass(), 1, Integer::sum);
                Stream.of(made.getClass().getRecordComponents())
                        .forEach(component -> meet(value(component, made), met));
            }
            case Collection<?> parts -> parts.forEach(each -> meet(each, met));
            case Map<?, ?> parts -> parts.values().forEach(each -> meet(each, met));
            case Optional<?> some -> some.ifPresent(each -> meet(each, met));
            default -> {}
        }
    }

    private static Object value(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot read " + component, e);
        }
    }

    private static Stream<Class<?>> forms() {
        return Stream.of(
                        Operation.class,
                        Expression.class,
                        Condition.class,
                        Operator.class,
                        Comparand.class,
                        Operand.class,
                        Name.class,
                        Shape.class,
                        Span.class)
                .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()));
    }

    /** Of each kind of question that a segment asks, its answer changes at events and by time alone. */
    @Test
    void answersChangeAtEventsAndWithoutThem() {
        var atEvents = new HashMap<String, Long>();
        var byTime = new HashMap<String, Long>();
        courses().forEach(course -> {
            var leaves = new Leaves(course.workspace())
                    .ofSegments()
                    .filter(leaf -> !(leaf instanceof Condition.Wears || leaf instanceof Condition.InSegment))
                    .distinct()
                    .toList();
            var asked = new Course(Shrink.withSegments(course.workspace(), leaves), course.events());
            for (var transition : asked.folded().transitions()) {
                segment(transition)
                        .map(number -> kind(leaves.get(number), course.workspace()))
                        .ifPresent(
                                kind -> (course.isAtEvent(transition) ? atEvents : byTime).merge(kind, 1L, Long::sum));
            }
        });
        var types = Stream.of(Type.values()).map(type -> "written " + type);
        var figures = Stream.of(Figure.values()).map(figure -> "did " + figure);
        assertThat(atEvents.keySet()).containsAll(Stream.concat(types, figures).toList());
        assertThat(byTime.keySet())
                .contains(
                        "did TIMES",
                        "did TOTAL",
                        "did FIRST",
                        "did LAST",
                        "Sequence",
                        "written DATE",
                        "written TIMELINE",
                        "written FUNNEL",
                        "derived Elapsed",
                        "derived Arithmetic",
                        "derived Rolling",
                        "derived LongestGap");
    }

    private static Optional<Integer> segment(Transition transition) {
        return switch (transition) {
            case Transition.Joined(var segment, var _) -> Optional.of(Integer.valueOf(segment));
            case Transition.Left(var segment, var _) -> Optional.of(Integer.valueOf(segment));
            default -> Optional.empty();
        };
    }

    private static String kind(Condition leaf, Workspace workspace) {
        return switch (leaf) {
            case Condition.Did(var _, var _, var measures) ->
                "did " + measures.getFirst().figure();
            case Condition.Compare(Name.OfAttribute(var name), var _) -> {
                var attribute = workspace.attributes().get(name);
                yield attribute.definition() instanceof Definition.Derived(var expression)
                        ? "derived " + expression.getClass().getSimpleName()
                        : "written " + attribute.type();
            }
            default -> leaf.getClass().getSimpleName();
        };
    }

    private record Course(Workspace workspace, List<Event> events) {
        Folded folded() {
            return Reference.run(workspace, events, World.end(events));
        }

        boolean isAtEvent(Transition transition) {
            return events.stream().anyMatch(event -> event.time().equals(transition.at()));
        }
    }

    private static Stream<Course> courses() {
        return WORLDS.stream()
                .flatMap(world -> world.visitors().stream().map(events -> new Course(world.workspace(), events)));
    }
}
