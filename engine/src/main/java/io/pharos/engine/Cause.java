package io.pharos.engine;

import io.pharos.model.Event;
import java.time.Instant;

/** What made a profile take a step. */
public sealed interface Cause {
    /** The moment of the step. */
    Instant at();

    record OfEvent(Event event) implements Cause {
        @Override
        public Instant at() {
            return event.time();
        }
    }

    record OfVisitEnd(Instant at) implements Cause {}

    /** Time alone: something that a badge or a segment asks for has turned. */
    record OfTime(Instant at) implements Cause {}
}
