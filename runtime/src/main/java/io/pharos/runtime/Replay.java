package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.model.Snapshot;
import io.pharos.model.Workspace;
import io.pharos.runtime.Departure.Meeting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Folds a set of events in memory, without a store. Not thread-safe. */
public final class Replay {
    private final Engine engine;
    private final Identification identification;
    private final Stitching stitching;
    private final List<Event> events = new ArrayList<>();
    private final Set<Key> seen = new HashSet<>();
    private final Set<Meeting> apart = new HashSet<>();

    /** By what an event is known: a second one of the same key is the same event. */
    private record Key(String source, Identifier sender, String id) {}

    /** A person's events, in the order of the fold, named as their export will be. */
    private record History(Identifier id, List<Event> events) {
        static final Comparator<History> ORDER = Comparator.comparing(History::id)
                .thenComparing(history -> history.events().getFirst(), Event.ORDER);
    }

    public Replay(Workspace workspace) {
        this.engine = Engine.of(workspace);
        this.identification = new Identification(workspace);
        this.stitching = new Stitching(workspace);
    }

    /** Takes an event, in any order; false if one of the same sender with the same id was there before. */
    public boolean add(Event event) {
        var sender = identification.identifiers(event).getFirst();
        return seen.add(new Key(event.source(), sender, event.id())) && events.add(event);
    }

    /** Two identifiers are not one person's, whatever events say. */
    void takeApart(Identifier one, Identifier other) {
        apart.add(Meeting.between(one, other, identification));
        Meeting.renamed(one, other, identification).ifPresent(apart::add);
    }

    /**
     * Every profile as it reads at {@code until}, folded from the events up to then; sorted by id.
     *
     * @param unusable is told what an event carried that could not be used
     */
    public void snapshots(Instant until, Consumer<Snapshot> each, BiConsumer<Event, Problem> unusable) {
        var known =
                events.stream().filter(event -> !event.time().isAfter(until)).toList();
        stitching.of(known, apart).all().stream()
                .map(this::history)
                .sorted(History.ORDER)
                .forEach(history -> each.accept(engine.read(fold(history.events(), unusable), until)));
    }

    /** Whom {@code identifier} leads to, folded from the events up to {@code until}; empty if to nobody. */
    Optional<Snapshot> snapshot(Identifier identifier, Instant until) {
        var known =
                events.stream().filter(event -> !event.time().isAfter(until)).toList();
        var own = stitching.of(known, apart).of(identifier);
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(engine.read(fold(history(own).events(), (_, _) -> {}), until));
    }

    private History history(List<Event> events) {
        var identifiers = events.stream()
                .flatMap(event -> identification.known(event).stream())
                .distinct()
                .toList();
        return new History(
                identification.name(identifiers).orElseThrow(),
                events.stream().sorted(Event.ORDER).toList());
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
