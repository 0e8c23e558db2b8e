package io.pharos.engine.testkit;

import io.pharos.model.Enrichment.When;
import io.pharos.model.Event;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a step of the reference fold is about.
 *
 * @param event whose properties can be read; at the end of a visit that is the visit's last one
 * @param occasions what is happening; nothing at a moment that only time has made special
 */
record Scene(Instant now, Optional<Event> event, Set<When> occasions) {

    static Scene of(Event event, boolean newVisitor, boolean newVisit) {
        var occasions = EnumSet.of(When.ANY_EVENT);
        if (newVisit) {
            occasions.add(When.NEW_VISIT);
        }
        if (newVisitor) {
            occasions.add(When.NEW_VISITOR);
        }
        return new Scene(event.time(), Optional.of(event), occasions);
    }

    static Scene ofVisitEnd(Instant now, Event last) {
        return new Scene(now, Optional.of(last), EnumSet.of(When.VISIT_ENDED));
    }

    static Scene ofTimeAlone(Instant now) {
        return new Scene(now, Optional.empty(), EnumSet.noneOf(When.class));
    }

    boolean isNamed(Iterable<String> names) {
        if (!occasions.contains(When.ANY_EVENT)) {
            return false;
        }
        for (var name : names) {
            if (name.equals(event.orElseThrow().name())) {
                return true;
            }
        }
        return false;
    }
}
