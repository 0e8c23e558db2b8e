package io.pharos.engine;

import io.pharos.model.Event;
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

    /** The values as badges and segments were last brought up to, as far as they were kept. */
    private @Nullable Value[] seen;

    final Bits changed;
    Membership badges;
    Membership segments;
    private List<Problem> problems = List.of();

    /** The kinds of moment a step is, as far as {@code when} asks. */
    record Moments(boolean newVisitor, boolean newVisit, boolean visitEnded) {
        static final Moments NONE = new Moments(false, false, false);
    }

    private Frame(
            Profile before,
            @Nullable Value[] values,
            Bits changed,
            long now,
            @Nullable Event event,
            Map<String, Value> properties,
            @Nullable Instant eventTime,
            Moments moments) {
        this.before = before;
        this.now = now;
        this.event = event;
        this.properties = properties;
        this.eventTime = eventTime;
        this.moments = moments;
        this.values = values;
        this.seen = before.values;
        this.changed = changed;
        this.badges = before.badges;
        this.segments = before.segments;
    }

    Frame(
            Layout layout,
            Profile before,
            long now,
            @Nullable Event event,
            Map<String, Value> properties,
            @Nullable Instant eventTime,
            Moments moments) {
        this(
                before,
                Arrays.copyOf(before.values, layout.size()),
                new Bits(layout.size()),
                now,
                event,
                properties,
                eventTime,
                moments);
    }

    /** For a look at the profile, as an event found or left it: nothing is written, so nothing is copied. */
    static Frame toLook(Layout layout, Profile profile, long now, @Nullable Event event) {
        return new Frame(
                profile,
                layout.size() == profile.values.length ? profile.values : Arrays.copyOf(profile.values, layout.size()),
                new Bits(0),
                now,
                event,
                event == null ? Map.of() : event.properties(),
                event == null ? null : event.time(),
                Moments.NONE);
    }

    /** A look at someone of whom nothing is known, at no moment in particular. */
    static Frame ofNobody(Layout layout) {
        return toLook(layout, Profile.stranger(layout.kept()), 0, null);
    }

    /** Writes a value, and notes whether that changed anything. */
    void put(int slot, @Nullable Value value) {
        if (!Objects.equals(values[slot], value)) {
            values[slot] = value;
            changed.set(slot);
        }
    }

    /** The value of which badges and segments know, where {@link #values} has what it has become. */
    @Nullable
    Value seen(int slot) {
        return slot < seen.length ? seen[slot] : null;
    }

    void problem(String path, String found, String expected) {
        if (problems.isEmpty()) {
            problems = new ArrayList<>();
        }
        problems.add(new Problem("event.unusable-value", Problem.Place.inEvent(path), found, expected, ""));
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
        moments = Moments.NONE;
        properties = Map.of();
        eventTime = null;
    }
}
