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
 * @param before the person as the event met them; empty where no event is processed
 */
record Scene(Instant now, Optional<Event> event, Set<When> occasions, Optional<Person> before) {

    static Scene of(Event event, Person before) {
        var occasions = EnumSet.of(When.ANY_EVENT);
        if (before.visit == null) {
            occasions.add(When.NEW_VISIT);
        }
        if (before.standing == null) {
            occasions.add(When.NEW_VISITOR);
        }
        return new Scene(event.time(), Optional.of(event), occasions, Optional.of(before));
    }

    static Scene ofVisitEnd(Instant now, Event last) {
        return new Scene(now, Optional.of(last), EnumSet.of(When.VISIT_ENDED), Optional.empty());
    }

    static Scene ofTimeAlone(Instant now) {
        return new Scene(now, Optional.empty(), EnumSet.noneOf(When.class), Optional.empty());
    }

    /** The event being processed: none at the end of a visit, though its last one can be read. */
    Optional<Event> processed() {
        return occasions.contains(When.ANY_EVENT) ? event : Optional.empty();
    }
}
