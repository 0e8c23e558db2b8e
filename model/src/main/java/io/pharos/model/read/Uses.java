package io.pharos.model.read;

import io.pharos.model.Attribute;
import java.util.ArrayList;
import java.util.List;

/** What one definition reads, with the places where it says so. Filled while it is read, checked when all have been. */
final class Uses {
    private final List<Use> attributes = new ArrayList<>();
    private final List<Use> rules = new ArrayList<>();
    private final List<Use> badges = new ArrayList<>();
    private final List<Use> segments = new ArrayList<>();
    private final List<OfEvent> event = new ArrayList<>();
    private final List<Use> changes = new ArrayList<>();
    private final List<Use> limits = new ArrayList<>();
    private final List<OfField> fields = new ArrayList<>();
    private final List<Behaviour> behaviours = new ArrayList<>();

    record Use(String name, Spot spot) {}

    /** @param undeclared a bare name that is a property only because no attribute has it */
    record OfEvent(String what, boolean undeclared, Spot spot) {}

    /**
     * A field that the entries of a timeline should have.
     *
     * @param possible the types it may have
     */
    record OfField(String timeline, String field, List<Attribute.Type> possible, Spot spot) {}

    /**
     * What is asked about past events.
     *
     * @param word {@code did} or {@code sequence}
     * @param uses what is read of each of these events when it is processed
     */
    record Behaviour(String word, Uses uses) {}

    List<Use> attributes() {
        return attributes;
    }

    List<Use> rules() {
        return rules;
    }

    List<Use> badges() {
        return badges;
    }

    List<Use> segments() {
        return segments;
    }

    List<OfEvent> event() {
        return event;
    }

    /** The attributes of which it is asked whether the event changed them. */
    List<Use> changes() {
        return changes;
    }

    /** The attributes that something is compared with. */
    List<Use> limits() {
        return limits;
    }

    List<OfField> fields() {
        return fields;
    }

    List<Behaviour> behaviours() {
        return behaviours;
    }
}
