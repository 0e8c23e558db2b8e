package io.pharos.engine.testkit;

import io.pharos.model.Event;
import io.pharos.model.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A random workspace and what a few visitors sent; the same seed makes the same world.
 *
 * @param visitors the events of each visitor in the order they came in, duplicates included
 */
public record World(long seed, Workspace workspace, List<List<Event>> visitors) {
    /** Close to clock changes and to the ends of months. */
    private static final List<Instant> STARTS = Stream.of(
                    "2026-01-29T09:59:59.500Z",
                    "2026-03-07T12:00:00Z",
                    "2026-03-28T23:30:00Z",
                    "2026-10-25T00:15:00Z",
                    "2028-02-29T10:00:00Z")
            .map(Instant::parse)
            .toList();

    public World {
        visitors = visitors.stream().map(List::copyOf).toList();
    }

    public static World random(long seed) {
        var chance = new Chance(seed);
        var values = new RandomValues(chance);
        var start = chance.pick(STARTS);
        var workspace = new RandomWorkspace(chance, values, start).workspace();
        var visitors = Stream.of("ada", "bob", null)
                .map(visitor -> new RandomHistory(chance, values, workspace, visitor).events(start))
                .toList();
        return new World(seed, workspace, visitors);
    }

    /** Nothing that an event brings about happens later than this, except what lies years ahead. */
    public static Instant end(List<Event> events) {
        return events.stream()
                .map(Event::time)
                .max(Instant::compareTo)
                .orElseThrow()
                .plus(Duration.ofDays(800));
    }

    /** A few moments worth a look: at, just before and just after events, and between and after them. */
    public List<Instant> moments(List<Event> events) {
        var chance = new Chance(seed);
        var moments = new ArrayList<Instant>();
        for (var i = 0; i < 2; i++) {
            var near = chance.pick(events).time();
            moments.add(near.plusMillis(chance.pick(-1, 0, 0, 1)));
            moments.add(near.plus(Duration.ofMinutes(chance.between(0, 100_000))));
        }
        return moments;
    }

    /** The same visitor's events in another order and some of them more than once, as a network may deliver them. */
    public List<Event> disturbed(List<Event> events) {
        var chance = new Chance(seed);
        var accepted = Reference.withoutDuplicates(workspace, events);
        var more = new ArrayList<>(accepted);
        more.addAll(chance.some(0, 10, () -> chance.pick(accepted)));
        return chance.shuffled(more);
    }
}
