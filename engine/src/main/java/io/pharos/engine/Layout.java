package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Expression;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which attribute lies where: visitor first, then visit, then event; behind them the tracks, which are no values and lie
 * apart. What is derived takes no room, but has a number of its own, by which its value is remembered within a step.
 */
final class Layout {
    private final List<Attribute> slots = new ArrayList<>();
    private final Map<String, Integer> slotOf = new HashMap<>();
    private final List<String> derived = new ArrayList<>();
    private final Map<String, Integer> derivedOf = new HashMap<>();
    private final Map<String, Attribute> attributes = new HashMap<>();
    private final Map<String, Integer> badgeOf = new HashMap<>();
    private final Map<String, Integer> segmentOf = new HashMap<>();
    private final int visitStart;
    private final int eventStart;
    private final int trackStart;

    /**
     * @param hidden attributes that the engine keeps for itself
     * @param tracks those that are {@link Track}s
     */
    Layout(Workspace workspace, Collection<Attribute> hidden, Collection<Attribute> tracks) {
        var all = new ArrayList<>(workspace.attributes().values());
        all.addAll(hidden);
        all.forEach(attribute -> attributes.put(attribute.name(), attribute));
        place(all, Scope.VISITOR);
        this.visitStart = slots.size();
        place(all, Scope.VISIT);
        this.eventStart = slots.size();
        place(all, Scope.EVENT);
        this.trackStart = slots.size();
        tracks.forEach(track -> attributes.put(track.name(), track));
        place(tracks, Scope.VISITOR);
        for (var attribute : all) {
            if (attribute.definition() instanceof Definition.Derived) {
                derivedOf.put(attribute.name(), derived.size());
                derived.add(attribute.name());
            }
        }
        workspace.badges().keySet().forEach(badge -> badgeOf.put(badge, badgeOf.size()));
        workspace.segments().keySet().forEach(segment -> segmentOf.put(segment, segmentOf.size()));
    }

    private void place(Collection<Attribute> all, Scope scope) {
        for (var attribute : all) {
            if (attribute.scope() == scope && attribute.definition() instanceof Definition.Written) {
                slotOf.put(attribute.name(), slots.size());
                slots.add(attribute);
            }
        }
    }

    /** All slots, those of event scope and of tracks included. */
    int size() {
        return slots.size();
    }

    /** The values that outlive an event. */
    int kept() {
        return eventStart;
    }

    /** The first slot of a visit's attributes; they end at {@link #kept}. */
    int visitStart() {
        return visitStart;
    }

    /** The first slot of a track; values end there. */
    int trackStart() {
        return trackStart;
    }

    int tracks() {
        return slots.size() - trackStart;
    }

    Attribute attribute(int slot) {
        return slots.get(slot);
    }

    Attribute attribute(String name) {
        return known(attributes, name);
    }

    /** Where an attribute that is written lies. */
    int slot(String attribute) {
        return known(slotOf, attribute);
    }

    /** What the attribute is derived from; empty for one that is written. */
    Optional<Expression> expression(String attribute) {
        return attribute(attribute).definition() instanceof Definition.Derived(var expression)
                ? Optional.of(expression)
                : Optional.empty();
    }

    /** The attributes that are derived, by their numbers. */
    List<String> derived() {
        return derived;
    }

    int derived(String attribute) {
        return known(derivedOf, attribute);
    }

    int badge(String badge) {
        return known(badgeOf, badge);
    }

    int segment(String segment) {
        return known(segmentOf, segment);
    }

    private static <T> T known(Map<String, T> known, String name) {
        var found = known.get(name);
        if (found == null) {
            throw new IllegalArgumentException("a checked workspace names only what it defines, found " + name);
        }
        return found;
    }
}
