package io.pharos.engine;

import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one step works on: the state as it becomes, and what may be read of the event. Lives for one step only. */
final class Frame {
    final Profile before;
    /** In milliseconds. */
    long now;
    /** The event being processed; null at moments that come by time alone. */
    final @Nullable Event event;
    /** The event whose time and properties can be read: at the end of a visit its last one. */
    Map<String, Value> properties;

    @Nullable
    Instant eventTime;

    Moments moments;

    /** By slot, those of event scope included. */
    final @Nullable Value[] values;
    /** By slot, from {@link Layout#trackStart} on. */
    final @Nullable Track[] tracks;

    /** The values as badges and segments were last brought up to, as far as they were kept. */
    private @Nullable Value[] seen;

    final Bits changed;
    /** Those of the profile, and those that the event brings. */
    final List<Identifier> identifiers;

    Membership badges;
    Membership segments;
    /** Whether a visit is open; without one there is nothing that is derived for a visit. */
    boolean inVisit;

    private List<Problem> problems = List.of();
    private final Layout layout;
    private final Derived derived;
    private @Nullable Frame asFound;

    /** The kinds of moment a step is, as far as {@code when} asks. */
    record Moments(boolean newVisitor, boolean newVisit, boolean visitEnded) {
        static final Moments NONE = new Moments(false, false, false);
    }

    private Frame(
            Layout layout,
            Profile before,
            @Nullable Value[] values,
            @Nullable Track[] tracks,
            Bits changed,
            List<Identifier> identifiers,
            long now,
            @Nullable Event event,
            Map<String, Value> properties,
            @Nullable Instant eventTime,
            Moments moments) {
        this.layout = layout;
        this.before = before;
        this.identifiers = identifiers;
        this.now = now;
        this.event = event;
        this.properties = properties;
        this.eventTime = eventTime;
        this.moments = moments;
        this.values = values;
        this.tracks = tracks;
        this.seen = before.values;
        this.changed = changed;
        this.badges = before.badges;
        this.segments = before.segments;
        this.inVisit = before.visit != null;
        this.derived = new Derived(layout.derived().size());
    }

    Frame(
            Layout layout,
            Profile before,
            List<Identifier> identifiers,
            long now,
            @Nullable Event event,
            Map<String, Value> properties,
            @Nullable Instant eventTime,
            Moments moments) {
        this(
                layout,
                before,
                Arrays.copyOf(before.values, layout.trackStart()),
                before.tracks.clone(),
                new Bits(layout.size()),
                identifiers,
                now,
                event,
                properties,
                eventTime,
                moments);
        this.inVisit |= event != null;
    }

    /** For a look at the profile, as an event found or left it: nothing is written, so nothing is copied. */
    static Frame toLook(Layout layout, Profile profile, long now, @Nullable Event event) {
        return look(layout, profile, profile.values, now, event);
    }

    /** A look at someone of whom nothing is known, at no moment in particular. */
    static Frame ofNobody(Layout layout) {
        return toLook(layout, Profile.stranger(layout), 0, null);
    }

    private static Frame look(
            Layout layout, Profile profile, @Nullable Value[] values, long now, @Nullable Event event) {
        return new Frame(
                layout,
                profile,
                layout.trackStart() == values.length ? values : Arrays.copyOf(values, layout.trackStart()),
                profile.tracks,
                new Bits(0),
                profile.identifiers,
                now,
                event,
                event == null ? Map.of() : event.properties(),
                event == null ? null : event.time(),
                Moments.NONE);
    }

    /** Writes a value, and notes whether that changed anything. */
    void put(int slot, @Nullable Value value) {
        if (!Objects.equals(values[slot], value)) {
            values[slot] = value;
            changed.set(slot);
            derived.forget();
        }
    }

    /** Writes a track. An event that belongs to one always changes it. */
    void keep(int slot, Track track) {
        tracks[slot - layout.trackStart()] = track;
        changed.set(slot);
    }

    @Nullable
    Track track(int slot) {
        return tracks[slot - layout.trackStart()];
    }

    /** Whether there is a value or a track in the slot. */
    boolean has(int slot) {
        return slot < values.length ? values[slot] != null : track(slot) != null;
    }

    /** The value in a slot, of whatever kind it is: a track is none. */
    @Nullable
    Value value(int slot) {
        return slot < values.length ? values[slot] : null;
    }

    /** The value of which badges and segments know, where {@link #value} is what it has become. */
    @Nullable
    Value seen(int slot) {
        return slot < seen.length ? seen[slot] : null;
    }

    /** Whether badges and segments know of a visit's beginning or end. */
    boolean isVisitSeen() {
        return inVisit == (before.visit != null);
    }

    /** A look, at this moment, at the values of which badges and segments know. */
    Frame asSeen() {
        return look(layout, before, seen, now, null);
    }

    /** A look, at this moment, at the profile as the step found it. */
    Frame asFound() {
        if (asFound == null) {
            asFound = look(layout, before, before.values, now, null);
        }
        return asFound;
    }

    /** The value of the attribute derived under that number, computed once for as long as nothing changes. */
    @Nullable
    Value derived(int number, Read expression) {
        return derived.value(number, expression, this);
    }

    /** The first identifier of that kind; null if there is none. */
    @Nullable
    Value identifier(String kind) {
        for (var identifier : identifiers) {
            if (identifier.kind().equals(kind)) {
                return new Value.Text(identifier.value());
            }
        }
        return null;
    }

    /** By which choices are made for the person: the identifier by which their first event was routed. */
    String seed() {
        return identifiers.isEmpty() ? "" : identifiers.getFirst().toString();
    }

    void problem(String path, String found, String expected) {
        report("event.unusable-value", path, found, expected);
    }

    /** Something was cut or refused for its size. */
    void limit(String path, String found, String expected) {
        report("event.limit", path, found, expected);
    }

    private void report(String code, String path, String found, String expected) {
        if (problems.isEmpty()) {
            problems = new ArrayList<>();
        }
        problems.add(new Problem(code, Problem.Place.inEvent(path), found, expected, ""));
    }

    List<Problem> problems() {
        return problems;
    }

    /**
     * Drops the values from one slot to another, the event and all else of the visit: what its end leaves behind. Badges
     * and segments must have been brought up to what was there.
     */
    void drop(int from, int to) {
        seen = values.clone();
        for (var slot = from; slot < to; slot++) {
            put(slot, null);
        }
        inVisit = false;
        derived.forget();
        moments = Moments.NONE;
        properties = Map.of();
        eventTime = null;
    }
}
