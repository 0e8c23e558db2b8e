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
        Shape shape,
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
        TALLY,
        LIST_OF_STRINGS,
        LIST_OF_NUMBERS,
        LIST_OF_BOOLEANS,
        TIMELINE,
        FUNNEL
    }

    /** What some types have to say beyond their name. */
    public sealed interface Shape {
        Shape PLAIN = new Plain();

        record Plain() implements Shape {}

        /** A number, or the amounts of a tally: rounded to the nearest whole number, halves away from 0. */
        record Whole() implements Shape {}

        /**
         * A timeline.
         *
         * @param keep entries this old are gone; without it they stay
         * @param entries beyond so many the earliest is dropped, and that is reported
         */
        record Timeline(Optional<Span> keep, int entries) implements Shape {}

        /**
         * A funnel. Its last step is required.
         *
         * @param within a funnel that is not completed is as if it had never begun so long after its first step
         */
        record Funnel(List<Step> steps, Optional<Span> within) implements Shape {
            public Funnel {
                steps = List.copyOf(steps);
            }

            /**
             * A step can be done once, if every required step before it is done and no step after it.
             *
             * @param required whether the steps after it wait for it
             */
            public record Step(String name, boolean required) {}
        }
    }

    /** Where the value comes from: written at moments and kept, or always equal to an expression. */
    public sealed interface Definition {
        record Written(List<Enrichment> enrichments) implements Definition {
            public Written {
                enrichments = List.copyOf(enrichments);
            }
        }

        /** Over other attributes, identifiers and time; never over the event. */
        record Derived(Expression expression) implements Definition {}
    }
}
