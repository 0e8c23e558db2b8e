package io.pharos.collect;

import io.pharos.model.Problem;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event while it is read: what has been found so far, and what is wrong with it. Owned by the thread that reads. */
final class Draft {
    /** How the event is named in problems, such as {@code events[3]}. */
    final String where;

    @Nullable
    String id;

    @Nullable
    String source;

    @Nullable
    String writeKey;

    @Nullable
    String visitor;

    @Nullable
    String name;

    /** When it happened, by the sender's clock. */
    @Nullable
    Instant time;

    /** When it was sent, by the sender's clock. */
    @Nullable
    Instant sentAt;

    @Nullable
    Long order;

    final Map<String, Value> properties = new LinkedHashMap<>();
    final List<String> marks = new ArrayList<>(2);
    final List<Problem> problems = new ArrayList<>(0);
    private boolean rejected;

    Draft(String where) {
        this.where = where;
    }

    boolean isRejected() {
        return rejected;
    }

    /** Something is not as it should be, yet the event can be kept. Said up to a number of times. */
    void note(String code, String path, String found, String expected, String hint) {
        if (problems.size() < Limits.PROBLEMS) {
            problems.add(problem(code, path, found, expected, hint));
        }
    }

    /** The first reason is always said. */
    void reject(String code, String path, String found, String expected, String hint) {
        if (rejected) {
            note(code, path, found, expected, hint);
            return;
        }
        problems.add(problem(code, path, found, expected, hint));
        rejected = true;
    }

    private Problem problem(String code, String path, String found, String expected, String hint) {
        var place = Problem.Place.inEvent(where + Json.shortened(path, Limits.PLACE_LENGTH));
        return new Problem(code, place, found, expected, hint);
    }

    /** Leaves a property out, which is said in the answer and marked on the event. */
    void drop(String code, String path, String found, String expected) {
        note(code, path, found, expected, "The property was left out; the rest of the event is kept.");
        mark(Marks.PROPERTY_DROPPED);
    }

    void unreadableTime(String path, String found) {
        note("event.time", path, found, Times.EXPECTED, "It was not used.");
        mark(Marks.TIME_UNREADABLE);
    }

    void mark(String mark) {
        if (!marks.contains(mark)) {
            marks.add(mark);
        }
    }

    /** @param section where the property stands in the event, such as {@code .attributes.} */
    void put(String property, Value value, String section) {
        if (property.length() > Limits.NAME_LENGTH) {
            var found = "a name of " + property.length() + " characters";
            drop("event.name-too-long", section + property, found, "at most " + Limits.NAME_LENGTH);
            return;
        }
        if (properties.put(property, value) != null) {
            var hint = "The last value was taken.";
            note("event.duplicate-key", section + property, "the same name twice", "each name once", hint);
        }
        requireFew();
    }

    /** Takes over what {@code other} holds unless this draft says it itself, and everything that is wrong with it. */
    void addMissing(Draft other) {
        other.properties.forEach(properties::putIfAbsent);
        requireFew();
        problems.addAll(other.problems);
        other.marks.forEach(this::mark);
        rejected |= other.rejected;
    }

    /** Takes over what is shared by several events, before what this draft says itself. */
    void putUnder(Draft shared) {
        var own = new LinkedHashMap<>(properties);
        properties.clear();
        addMissing(shared);
        properties.putAll(own);
        requireFew();
    }

    private void requireFew() {
        if (properties.size() > Limits.PROPERTIES && !rejected) {
            reject(
                    "event.too-many-properties",
                    "",
                    "more than " + Limits.PROPERTIES + " properties",
                    "at most " + Limits.PROPERTIES,
                    "Send what will be used, or split the event.");
        }
    }
}
