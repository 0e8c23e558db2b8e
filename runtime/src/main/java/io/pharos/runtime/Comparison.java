package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.model.Event;
import io.pharos.model.Snapshot;
import io.pharos.model.Value;
import io.pharos.runtime.PlanReport.Change;
import io.pharos.runtime.PlanReport.Example;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Profiles under what is published and under a draft, one after the other: counts how they differ and keeps a few examples,
 * so it takes as much memory for a hundred profiles as for a million. Not thread-safe.
 */
final class Comparison {
    private static final Snapshot NOBODY =
            new Snapshot("", new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Instant.EPOCH);

    private final Days days;
    private final Hindsight published;
    private final Hindsight draft;
    private final Map<String, Moves> segments = new HashMap<>();
    private final Map<String, Moves> badges = new HashMap<>();
    private final Map<String, Examples<Change>> attributes = new HashMap<>();
    private long profiles;
    private long changed;

    /** Who enters and leaves a segment, or a badge. */
    record Moves(Examples<Example> entering, Examples<Example> leaving) {
        static final Moves NONE = new Moves();

        Moves() {
            this(new Examples<>(), new Examples<>());
        }

        void add(Moves other) {
            entering.add(other.entering);
            leaving.add(other.leaving);
        }
    }

    Comparison(Engine published, Engine draft, Days days) {
        this.days = days;
        this.published = new Hindsight(published, days);
        this.draft = new Hindsight(draft, days);
    }

    /**
     * @param was the events of the profile, in their order, none after the end of the period
     * @param is those under the draft, likewise
     */
    void profile(long profile, List<Event> was, List<Event> is) {
        var before = read(published, was);
        var after = read(draft, is);
        if (before.isEmpty() && after.isEmpty()) {
            return;
        }
        profiles++;
        compare(profile, before.orElse(NOBODY), after.orElse(NOBODY));
    }

    /** Empty if no event could be applied. */
    private Optional<Snapshot> read(Hindsight hindsight, List<Event> events) {
        var folded = hindsight.fold(events);
        return folded.isStranger()
                ? Optional.empty()
                : Optional.of(hindsight.engine().read(folded, days.end()));
    }

    private void compare(long profile, Snapshot before, Snapshot after) {
        var example = example(before.identifiers().isEmpty() ? after : before);
        var differences = List.of(
                compare(
                        profile,
                        example,
                        before.segments().keySet(),
                        after.segments().keySet(),
                        segments),
                compare(
                        profile,
                        example,
                        before.badges().keySet(),
                        after.badges().keySet(),
                        badges),
                compare(profile, example, before.attributes(), after.attributes()));
        changed += differences.contains(true) ? 1 : 0;
    }

    /** Whether they differ. */
    private static boolean compare(
            long profile, Example example, Set<String> before, Set<String> after, Map<String, Moves> moves) {
        if (before.equals(after)) {
            return false;
        }
        for (var name : after) {
            if (!before.contains(name)) {
                moves.computeIfAbsent(name, _ -> new Moves()).entering().add(profile, () -> example);
            }
        }
        for (var name : before) {
            if (!after.contains(name)) {
                moves.computeIfAbsent(name, _ -> new Moves()).leaving().add(profile, () -> example);
            }
        }
        return true;
    }

    private boolean compare(long profile, Example example, Map<String, Value> before, Map<String, Value> after) {
        var differs = false;
        for (var value : after.entrySet()) {
            var name = value.getKey();
            var was = before.get(name);
            if (!Objects.equals(was, value.getValue())) {
                differs = true;
                changed(name)
                        .add(profile, () -> change(example, Optional.ofNullable(was), Optional.of(value.getValue())));
            }
        }
        for (var value : before.entrySet()) {
            if (!after.containsKey(value.getKey())) {
                differs = true;
                changed(value.getKey())
                        .add(profile, () -> change(example, Optional.of(value.getValue()), Optional.empty()));
            }
        }
        return differs;
    }

    private Examples<Change> changed(String attribute) {
        return attributes.computeIfAbsent(attribute, _ -> new Examples<>());
    }

    private static Change change(Example example, Optional<Value> before, Optional<Value> after) {
        return new Change(example, before.map(Beginning::of), after.map(Beginning::of));
    }

    private static Example example(Snapshot profile) {
        return Example.of(profile.id(), profile.identifiers());
    }

    /** Takes over what another has counted. */
    void add(Comparison other) {
        published.add(other.published);
        draft.add(other.draft);
        other.segments.forEach((name, moves) ->
                segments.computeIfAbsent(name, _ -> new Moves()).add(moves));
        other.badges.forEach(
                (name, moves) -> badges.computeIfAbsent(name, _ -> new Moves()).add(moves));
        other.attributes.forEach((name, changes) -> changed(name).add(changes));
        profiles += other.profiles;
        changed += other.changed;
    }

    Days days() {
        return days;
    }

    Hindsight published() {
        return published;
    }

    Hindsight draft() {
        return draft;
    }

    long profiles() {
        return profiles;
    }

    /** How many have another segment, badge or attribute. */
    long changed() {
        return changed;
    }

    Moves segment(String name) {
        return segments.getOrDefault(name, Moves.NONE);
    }

    Moves badge(String name) {
        return badges.getOrDefault(name, Moves.NONE);
    }

    Examples<Change> attribute(String name) {
        return attributes.getOrDefault(name, new Examples<>());
    }
}
