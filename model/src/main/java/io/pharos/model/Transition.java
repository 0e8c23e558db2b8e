package io.pharos.model;

import java.time.Instant;

/** A change of a visitor's state that the world may want to hear about. Data only. */
public sealed interface Transition {
    /** The moment at which it became true. */
    Instant at();

    record VisitStarted(Instant at) implements Transition {}

    record VisitEnded(Instant at) implements Transition {}

    record BadgeAssigned(String badge, Instant at) implements Transition {}

    record BadgeRemoved(String badge, Instant at) implements Transition {}

    record Left(String segment, Instant at) implements Transition {}

    record Joined(String segment, Instant at) implements Transition {}
}
