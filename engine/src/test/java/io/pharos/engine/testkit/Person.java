package io.pharos.engine.testkit;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition.Derived;
import io.pharos.model.Attribute.Derivation.TopKey;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the reference fold knows of one visitor: plain maps by name. Mutable; lives as long as one fold. */
final class Person {
    private final Workspace workspace;
    private final Map<String, Value> written = new HashMap<>();
    final Set<Identifier> identifiers = new HashSet<>();
    final Set<String> worn = new HashSet<>();
    final Set<String> joined = new HashSet<>();
    Map<String, Instant> wornSince = Map.of();
    Map<String, Instant> joinedSince = Map.of();

    /** The time of the last step; null for a stranger. */
    @Nullable
    Instant standing;

    @Nullable
    OpenVisit visit;

    /** @param end fixed by the events so far; later ones move it */
    record OpenVisit(Event first, Event last, Instant end) {}

    Person(Workspace workspace) {
        this.workspace = workspace;
    }

    Optional<Value> value(String attribute) {
        return switch (workspace.attributes().get(attribute).definition()) {
            case Derived(TopKey(var tally)) ->
                value(tally).flatMap(found -> ((Value.Tally) found).favourite()).map(Value.Text::new);
            case Attribute.Definition.Written _ -> Optional.ofNullable(written.get(attribute));
        };
    }

    void write(String attribute, Optional<Value> value) {
        value.ifPresentOrElse(present -> written.put(attribute, present), () -> written.remove(attribute));
    }

    void forget(Scope scope) {
        written.keySet()
                .removeIf(attribute -> workspace.attributes().get(attribute).scope() == scope);
    }

    Snapshot snapshot(Instant at) {
        var attributes = new TreeMap<String, Value>();
        for (var attribute : workspace.attributes().keySet()) {
            value(attribute).ifPresent(value -> attributes.put(attribute, value));
        }
        return new Snapshot(
                new TreeSet<>(identifiers), attributes, new TreeMap<>(wornSince), new TreeMap<>(joinedSince), at);
    }
}
