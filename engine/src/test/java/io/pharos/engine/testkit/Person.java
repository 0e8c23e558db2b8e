package io.pharos.engine.testkit;

import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the reference fold knows of one visitor: plain maps by name. Mutable; lives as long as one fold. */
final class Person {
    /** As they were written last, what time has taken from them since included. */
    final Map<String, Value> written = new HashMap<>();

    /** All events processed so far. */
    final List<Happening> history = new ArrayList<>();

    final Set<Identifier> identifiers = new HashSet<>();

    /** The first identifier of each kind. */
    final Map<String, String> firstOfKind = new HashMap<>();

    final Set<String> worn = new HashSet<>();
    final Set<String> joined = new HashSet<>();
    Map<String, Instant> wornSince = Map.of();
    Map<String, Instant> joinedSince = Map.of();

    /** The identifier by which the first event came, as text: what decides draws by lot. */
    @Nullable
    String seed;

    /** The time of the last step; null for a stranger. */
    @Nullable
    Instant standing;

    @Nullable
    OpenVisit visit;

    /** @param end fixed by the events so far; later ones move it */
    record OpenVisit(Event first, Event last, int events, Instant end) {}

    void isKnownBy(Collection<Identifier> more) {
        for (var identifier : more) {
            identifiers.add(identifier);
            firstOfKind.putIfAbsent(identifier.kind(), identifier.value());
        }
    }

    Person copy() {
        var copy = new Person();
        copy.written.putAll(written);
        copy.history.addAll(history);
        copy.identifiers.addAll(identifiers);
        copy.firstOfKind.putAll(firstOfKind);
        copy.worn.addAll(worn);
        copy.joined.addAll(joined);
        copy.wornSince = wornSince;
        copy.joinedSince = joinedSince;
        copy.seed = seed;
        copy.standing = standing;
        copy.visit = visit;
        return copy;
    }
}
