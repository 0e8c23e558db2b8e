package io.pharos.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something known about an event, a visit or a visitor.
 *
 * @param restricted personal data: left out of public views and of connectors not allowed to carry it
 * @param since if present, only events at or after it are seen
 */
public record Attribute(
        String name,
        Scope scope,
        Type type,
        boolean restricted,
        Optional<Instant> since,
        Definition definition,
        About about) {

    public enum Scope {
        EVENT,
        VISIT,
        VISITOR
    }

    public enum Type {
        STRING,
        NUMBER,
        BOOLEAN,
        DATE,
        SET_OF_STRINGS,
        TALLY
    }

    /** Where the value comes from: written at moments and kept, or always equal to an expression. */
    public sealed interface Definition {
        record Written(List<Enrichment> enrichments) implements Definition {
            public Written {
                enrichments = List.copyOf(enrichments);
            }
        }

        record Derived(Derivation derivation) implements Definition {}
    }

    /** An expression over other attributes. */
    public sealed interface Derivation {
        /** The key of a tally with the greatest amount; of several, the one increased last; missing if there is none. */
        record TopKey(String tally) implements Derivation {}
    }
}
