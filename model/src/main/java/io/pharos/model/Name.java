package io.pharos.model;

import java.util.Set;

/**
 * A value that a definition reads, resolved when the workspace is read: never looked up by guesswork at run time. A
 * bare name is a declared attribute if there is one, else a property of the event.
 */
public sealed interface Name {
    /** Words of the language, by which nothing else is called. */
    Set<String> RESERVED = Set.of(
            "all",
            "any",
            "not",
            "event",
            "visit",
            "visitor",
            "identifier",
            "rule",
            "badge",
            "segment",
            "did",
            "sequence",
            "consent",
            "score",
            "from_import",
            "event_time",
            "now");

    /** A property of the event being processed; any text. */
    record Property(String property) implements Name {}

    /** A declared attribute of any scope. */
    record OfAttribute(String attribute) implements Name {}

    /** The time of the event being processed; written {@code event_time}. */
    record EventTime() implements Name {}

    /** The first identifier of that kind that the visitor's events brought; written {@code identifier.KIND}. */
    record OfIdentifier(String kind) implements Name {}
}
