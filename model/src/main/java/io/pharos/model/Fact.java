package io.pharos.model;

import java.time.Instant;
import java.util.List;

/** Something that happened in the server, for the people who watch it. */
public sealed interface Fact {
    Instant at();

    /** @param profile the identifier that names the profile it went to */
    record Received(Instant at, String profile, Event event, boolean late, List<Problem> problems) implements Fact {
        public Received {
            problems = List.copyOf(problems);
        }
    }

    /**
     * A person turned out to be somebody else too, or several: the history is another than before, or there is one more
     * identifier that leads to it.
     *
     * @param profile the identifier that names the person from now on
     * @param identifiers by which the person is known now, sorted
     * @param former those by which the person was known, or somebody of whom nothing is left, and that do not lead to the
     *     person any more, sorted
     */
    record Stitched(Instant at, String profile, List<Identifier> identifiers, List<Identifier> former) implements Fact {
        public Stitched {
            identifiers = List.copyOf(identifiers);
            former = List.copyOf(former);
        }
    }

    /** @param silent nothing was triggered by it, because it belongs to the past */
    record Moved(Instant at, String profile, Transition transition, boolean silent) implements Fact {}

    record Triggered(Instant at, String profile, String delivery, String action) implements Fact {}

    /** Somebody was erased; or something was told here of somebody who was since, or has expired. */
    record Removed(Instant at) implements Fact {}

    record Settled(Instant at, String delivery, String action, Delivery.Outcome outcome) implements Fact {}
}
