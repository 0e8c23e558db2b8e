package io.pharos.model;

/**
 * A value that a definition reads, resolved when the workspace is read: never looked up by guesswork at run time. A
 * bare name is a declared attribute if there is one, else a property of the event.
 */
public sealed interface Name {

    /** A property of the event being processed; any text. */
    record Property(String property) implements Name {}

    /** A declared attribute of any scope. */
    record OfAttribute(String attribute) implements Name {}

    /** The time of the event being processed; written {@code event_time}. */
    record EventTime() implements Name {}

    /** The first identifier of that kind that the visitor's events brought; written {@code identifier.KIND}. */
    record OfIdentifier(String kind) implements Name {}
}
