package io.pharos.engine;

import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns the state of the fold into what people read. */
final class Reading {
    private final List<Shown> shown = new ArrayList<>();

    /** An attribute that outlives the event, or is derived. */
    private record Shown(String name, Read read) {}

    Reading(Workspace workspace, Reads reads) {
        for (var attribute : workspace.attributes().values()) {
            if (attribute.scope() != Scope.EVENT || attribute.definition() instanceof Definition.Derived) {
                shown.add(new Shown(attribute.name(), reads.attribute(attribute.name())));
            }
        }
    }

    Snapshot of(Profile profile, Program program, Instant at) {
        var frame = program.look(profile, at.toEpochMilli());
        SortedMap<String, Value> attributes = new TreeMap<>();
        for (var each : shown) {
            var value = each.read().value(frame);
            if (value != null) {
                attributes.put(each.name(), value);
            }
        }
        var name = program.identification.name(profile.identifiers);
        return new Snapshot(
                name.map(Identifier::toString).orElse(""),
                new TreeSet<>(profile.identifiers),
                attributes,
                since(profile.badges, program.badges),
                since(profile.segments, program.segments),
                at);
    }

    /** What reads differently in two looks at one moment. */
    List<Change> changes(Frame before, Frame after) {
        var changes = new ArrayList<Change>();
        for (var each : shown) {
            var was = each.read().value(before);
            var is = each.read().value(after);
            if (!Objects.equals(was, is)) {
                changes.add(new Change(each.name(), Optional.ofNullable(was), Optional.ofNullable(is)));
            }
        }
        return changes;
    }

    private static SortedMap<String, Instant> since(Membership membership, List<String> names) {
        var since = new TreeMap<String, Instant>();
        for (var i = 0; i < membership.numbers().length; i++) {
            since.put(
                    names.get(membership.numbers()[i]),
                    Instant.ofEpochMilli(membership.since()[i]));
        }
        return since;
    }
}
