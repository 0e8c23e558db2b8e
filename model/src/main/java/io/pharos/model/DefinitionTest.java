package io.pharos.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A test a user wrote: events, and what must hold at moments after them. */
public record DefinitionTest(String name, Problem.Place place, List<Event> events, List<Expectation> expectations) {
    public DefinitionTest {
        events = List.copyOf(events);
        expectations = List.copyOf(expectations);
    }

    /**
     * Speaks of the named things only.
     *
     * @param attributes the value expected, empty for a missing one; a funnel only says which steps are done, their moments
     *     mean nothing
     * @param actions exactly the actions triggered since the visitor's previous expectation; empty if nothing is said
     * @param visits how many visits have begun so far; empty if nothing is said
     */
    public record Expectation(
            Problem.Place place,
            Instant at,
            String visitor,
            List<String> badges,
            List<String> notBadges,
            List<String> segments,
            List<String> notSegments,
            Map<String, Optional<Value>> attributes,
            Optional<List<String>> actions,
            Optional<Integer> visits) {
        public Expectation {
            badges = List.copyOf(badges);
            notBadges = List.copyOf(notBadges);
            segments = List.copyOf(segments);
            notSegments = List.copyOf(notSegments);
            attributes = Workspace.ordered(attributes);
            actions = actions.map(List::copyOf);
        }
    }
}
