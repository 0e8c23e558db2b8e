package io.pharos.model;

import java.time.Instant;
import java.util.List;

/** Something that happened in the server, for the people who watch it. */
public sealed interface Fact {
    Instant at();

    /** @param profile the smallest identifier of the profile it went to */
    record Received(Instant at, String profile, Event event, boolean late, List<Problem> problems) implements Fact {
        public Received {
            problems = List.copyOf(problems);
        }
    }

    /** @param silent nothing was triggered by it, because it belongs to the past */
    record Moved(Instant at, String profile, Transition transition, boolean silent) implements Fact {}

    record Triggered(Instant at, String profile, String delivery, String action) implements Fact {}

    record Settled(Instant at, String delivery, String action, Delivery.Outcome outcome) implements Fact {}
}
