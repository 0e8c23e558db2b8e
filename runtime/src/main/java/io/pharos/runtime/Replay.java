package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.model.Snapshot;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Folds a set of events in memory, without a store. Not thread-safe. */
public final class Replay {
    private final Engine engine;
    private final Identification identification;
    private final Map<Identifier, List<Event>> histories = new LinkedHashMap<>();
    private final Set<Key> seen = new HashSet<>();

    /** By what an event is known: a second one of the same key is the same event. */
    private record Key(String source, Identifier sender, String id) {}

    /** A profile's events, named as its export will be. */
    private record History(Identifier id, Identifier routing, List<Event> events) {
        static final Comparator<History> ORDER =
                Comparator.comparing(History::id).thenComparing(History::routing);
    }

    public Replay(Workspace workspace) {
        this.engine = Engine.of(workspace);
        this.identification = new Identification(workspace);
    }

    /**
     * Takes an event, in any order; false if one of the same sender with the same id was there before.
     *
     * @throws IllegalArgumentException if the event carries no identifier
     */
    public boolean add(Event event) {
        var routing = identification
                .routing(event)
                .orElseThrow(() -> new IllegalArgumentException("event " + event.id() + " carries no identifier"));
        if (!seen.add(new Key(event.source(), routing, event.id()))) {
            return false;
        }
        histories.computeIfAbsent(routing, _ -> new ArrayList<>()).add(event);
        return true;
    }

    /**
     * Every profile as it reads at {@code until}, folded from the events up to then; sorted by id.
     *
     * @param unusable is told what an event carried that could not be used
     */
    public void snapshots(Instant until, Consumer<Snapshot> each, BiConsumer<Event, Problem> unusable) {
        histories.entrySet().stream()
                .map(entry -> upTo(until, entry.getKey(), entry.getValue()))
                .filter(history -> !history.events().isEmpty())
                .sorted(History.ORDER)
                .forEach(history -> each.accept(engine.read(fold(history.events(), unusable), until)));
    }

    private History upTo(Instant until, Identifier routing, List<Event> all) {
        var events = all.stream()
                .filter(event -> !event.time().isAfter(until))
                .sorted(Event.ORDER)
                .toList();
        var id = events.stream()
                .flatMap(event -> identification.identifiers(event).stream())
                .min(Comparator.naturalOrder())
                .orElse(routing);
        return new History(id, routing, events);
    }

    private Profile fold(List<Event> events, BiConsumer<Event, Problem> unusable) {
        var profile = engine.stranger();
        for (var event : events) {
            var step = engine.apply(profile, event);
            step.problems().forEach(problem -> unusable.accept(event, problem));
            profile = step.profile();
        }
        return profile;
    }
}
