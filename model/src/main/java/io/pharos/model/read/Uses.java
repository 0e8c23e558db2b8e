package io.pharos.model.read;

import java.util.ArrayList;
import java.util.List;

/** What one definition reads, with the places where it says so. Filled while it is read, checked when all have been. */
final class Uses {
    private final List<Use> attributes = new ArrayList<>();
    private final List<Use> rules = new ArrayList<>();
    private final List<Use> badges = new ArrayList<>();
    private final List<Use> segments = new ArrayList<>();
    private final List<OfEvent> event = new ArrayList<>();

    record Use(String name, Spot spot) {}

    /** @param undeclared a bare name that is a property only because no attribute has it */
    record OfEvent(String what, boolean undeclared, Spot spot) {}

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
}
