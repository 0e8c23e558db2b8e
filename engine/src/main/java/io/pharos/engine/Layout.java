package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Derivation;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which attribute lies where: visitor first, then visit, then event; what is derived takes no room. */
final class Layout {
    private final List<Attribute> slots = new ArrayList<>();
    private final Map<String, Integer> slotOf = new HashMap<>();
    private final Map<String, String> tallyOf = new HashMap<>();
    private final Map<String, Integer> badgeOf = new HashMap<>();
    private final Map<String, Integer> segmentOf = new HashMap<>();
    private final int visitStart;
    private final int eventStart;

    Layout(Workspace workspace) {
        place(workspace, Scope.VISITOR);
        this.visitStart = slots.size();
        place(workspace, Scope.VISIT);
        this.eventStart = slots.size();
        place(workspace, Scope.EVENT);
        for (var attribute : workspace.attributes().values()) {
            if (attribute.definition() instanceof Definition.Derived(Derivation.TopKey(var tally))) {
                tallyOf.put(attribute.name(), tally);
            }
        }
        workspace.badges().keySet().forEach(badge -> badgeOf.put(badge, badgeOf.size()));
        workspace.segments().keySet().forEach(segment -> segmentOf.put(segment, segmentOf.size()));
    }

    private void place(Workspace workspace, Scope scope) {
        for (var attribute : workspace.attributes().values()) {
            if (attribute.scope() == scope && attribute.definition() instanceof Definition.Written) {
                slotOf.put(attribute.name(), slots.size());
                slots.add(attribute);
            }
        }
    }

    /** All slots, those of event scope included. */
    int size() {
        return slots.size();
    }

    /** The slots that outlive an event. */
    int kept() {
        return eventStart;
    }

    /** The first slot of a visit's attributes; they end at {@link #kept}. */
    int visitStart() {
        return visitStart;
    }

    /** Whether the attribute is missing at the start of every step, and so changes without being written. */
    boolean isOfEvent(String attribute) {
        return slot(attribute) >= eventStart;
    }

    Attribute attribute(int slot) {
        return slots.get(slot);
    }

    /** Where the attribute's value lies, or the value it is derived from. */
    int slot(String attribute) {
        return known(slotOf, tallyOf.getOrDefault(attribute, attribute));
    }

    Optional<String> tallyBehind(String attribute) {
        return Optional.ofNullable(tallyOf.get(attribute));
    }

    int badge(String badge) {
        return known(badgeOf, badge);
    }

    int segment(String segment) {
        return known(segmentOf, segment);
    }

    private static int known(Map<String, Integer> numbers, String name) {
        var number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("a checked workspace names only what it defines, found " + name);
        }
        return number;
    }
}
