package io.pharos.actions;

import io.pharos.model.Delivery;
import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import io.pharos.model.Value;
import io.pharos.model.ValueJson;
import io.pharos.model.ValueText;
import io.pharos.model.Workspace;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the templates of one workspace read of a delivery. */
final class Values {
    private final String workspace;
    private final String zone;
    private final Set<String> restricted;

    Values(Workspace workspace) {
        this.workspace = workspace.name();
        this.zone = workspace.zone().getId();
        this.restricted = workspace.attributes().values().stream()
                .filter(attribute -> attribute.restricted())
                .map(attribute -> attribute.name())
                .collect(Collectors.toUnmodifiableSet());
    }

    String workspace() {
        return workspace;
    }

    boolean isRestricted(String attribute) {
        return restricted.contains(attribute);
    }

    Map<String, Object> of(Delivery delivery) {
        var values = new HashMap<String, Object>();
        values.put(Vocabulary.PROFILE, profile(delivery.profile()));
        values.put(Vocabulary.EVENT, event(delivery.event()));
        values.put("trigger", trigger(delivery.transition()));
        values.put("delivery", Map.of("id", delivery.id()));
        values.put("action", Map.of("name", delivery.action()));
        values.put("workspace", Map.of("name", workspace));
        values.put(Sandbox.ZONE, zone);
        return values;
    }

    static Map<String, Object> trigger(Transition transition) {
        var trigger = new LinkedHashMap<String, Object>();
        trigger.put("kind", kind(transition));
        trigger.put("name", name(transition));
        trigger.put("at", ValueText.time(transition.at()));
        return trigger;
    }

    private Map<String, Object> profile(Snapshot profile) {
        var values = plain(profile.attributes());
        var open = new LinkedHashMap<>(values);
        open.keySet().removeAll(restricted);
        values.put("id", profile.id());
        values.put("identifiers", identifiers(profile));
        values.put("attributes", open);
        values.put("badges", List.copyOf(profile.badges().keySet()));
        values.put("segments", List.copyOf(profile.segments().keySet()));
        return values;
    }

    private static Map<String, Object> identifiers(Snapshot profile) {
        var first = new LinkedHashMap<String, Object>();
        for (Identifier identifier : profile.identifiers()) {
            first.putIfAbsent(identifier.kind(), identifier.value());
        }
        return first;
    }

    private static Map<String, Object> event(@Nullable Event event) {
        if (event == null) {
            return Map.of();
        }
        var properties = plain(event.properties());
        var values = new LinkedHashMap<>(properties);
        values.put("properties", properties);
        values.put("id", event.id());
        values.put("name", event.name());
        values.put("source", event.source());
        values.put("time", ValueText.time(event.time()));
        if (event.visitor() != null) {
            values.put("visitor", event.visitor());
        }
        return values;
    }

    private static Map<String, Object> plain(Map<String, Value> values) {
        var plain = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> plain.put(name, ValueJson.plain(value)));
        return plain;
    }

    private static String kind(Transition transition) {
        return switch (transition) {
            case Transition.Joined _ -> "joined";
            case Transition.Left _ -> "left";
            case Transition.BadgeAssigned _ -> "badge_assigned";
            case Transition.BadgeRemoved _ -> "badge_removed";
            case Transition.VisitStarted _ -> "visit_started";
            case Transition.VisitEnded _ -> "visit_ended";
        };
    }

    /** Of the segment or badge; nothing for a visit. */
    private static String name(Transition transition) {
        return switch (transition) {
            case Transition.Joined joined -> joined.segment();
            case Transition.Left left -> left.segment();
            case Transition.BadgeAssigned badgeAssigned -> badgeAssigned.badge();
            case Transition.BadgeRemoved badgeRemoved -> badgeRemoved.badge();
            case Transition.VisitStarted _, Transition.VisitEnded _ -> "";
        };
    }
}
