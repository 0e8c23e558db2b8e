package io.pharos.engine.testkit;

import io.pharos.model.Condition.Matching;
import io.pharos.model.Event;
import io.pharos.model.Name;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An event as it was when it was processed, so that it can be asked about later.
 *
 * @param kinds of all kinds that some condition speaks of, those it was one of
 * @param values of all names that some condition adds up or compares, those it carried
 * @param ofEvent the attributes of the event
 */
record Happening(Event event, Set<Matching> kinds, Map<Name, Value> values, Map<String, Value> ofEvent) {

    Instant time() {
        return event.time();
    }

    boolean is(Matching kind) {
        return kinds.contains(kind);
    }

    Optional<Value> value(Name name) {
        return Optional.ofNullable(values.get(name));
    }
}
