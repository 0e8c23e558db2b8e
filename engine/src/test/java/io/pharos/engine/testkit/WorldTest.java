package io.pharos.engine.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import io.pharos.model.Transition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        histories().forEach((world, history) -> {
            var times = history.stream().map(Event::time).collect(Collectors.toSet());
            for (var transition : Reference.run(world.workspace(), history, World.end(history))
                    .transitions()) {
                (times.contains(transition.at()) ? atEvents : byTime).merge(transition.getClass(), 1L, Long::sum);
            }
        });
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
        var others = histories().entrySet().stream()
                .mapToLong(entry -> {
                    var transitions = Reference.run(
                                    entry.getKey().workspace(), entry.getValue(), World.end(entry.getValue()))
                            .transitions();
                    var known = Stream.concat(
                                    entry.getValue().stream().map(Event::time),
                                    transitions.stream()
                                            .filter(Transition.VisitEnded.class::isInstance)
                                            .map(Transition::at))
                            .collect(Collectors.toSet());
                    return transitions.stream()
                            .filter(transition -> !known.contains(transition.at()))
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
        var troubled = histories().entrySet().stream()
                .mapToInt(entry -> Reference.run(
                                entry.getKey().workspace(), entry.getValue(), Instant.MAX.minusSeconds(1))
                        .troubled()
                        .size())
                .sum();
        assertThat(troubled).isGreaterThan(300);
    }

    private static Map<World, List<Event>> histories() {
        return WORLDS.stream()
                .collect(Collectors.toMap(
                        world -> world, world -> world.visitors().getFirst()));
    }
}
