package io.pharos.engine;

import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Snapshot;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns the state of the fold into what people read. */
final class Reading {
    private Reading() {}

    static Snapshot of(Profile profile, Workspace workspace, Program program, Instant at) {
        var frame = program.moment(profile, at.toEpochMilli());
        var reads = new Reads(program.layout);
        SortedMap<String, Value> attributes = new TreeMap<>();
        for (var attribute : workspace.attributes().values()) {
            var isRead = attribute.scope() != Scope.EVENT || attribute.definition() instanceof Definition.Derived;
            var value = isRead ? reads.attribute(attribute.name()).value(frame) : null;
            if (value != null) {
                attributes.put(attribute.name(), value);
            }
        }
        return new Snapshot(
                new TreeSet<>(profile.identifiers),
                attributes,
                since(profile.badges, program.badges),
                since(profile.segments, program.segments),
                at);
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
