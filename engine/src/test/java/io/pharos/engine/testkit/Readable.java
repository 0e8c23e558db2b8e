package io.pharos.engine.testkit;

import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Condition;
import io.pharos.model.Enrichment.Capture;
import io.pharos.model.Name;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a random definition may read, so that nothing goes round in a circle.
 *
 * @param memberships badges and segments, as the conditions that ask for them
 * @param event whether it may read the event
 * @param behaviour whether it may ask what the visitor did
 */
record Readable(List<Known> attributes, List<Condition> memberships, boolean event, boolean behaviour) {

    /**
     * An attribute made before.
     *
     * @param age how it moves with time
     * @param captured by the entries of a timeline
     */
    record Known(String name, Scope scope, Type type, Shape shape, Age age, List<Capture> captured) {
        boolean isDerived() {
            return name.startsWith("derived");
        }

        Name named() {
            return new Name.OfAttribute(name);
        }
    }

    enum Age {
        /** Not at all, or now and then. */
        NONE,
        /** With every day, week, month or year; others may be computed from it. */
        BY_DAYS,
        /** With every moment, hour, minute or second; it is compared with what does not move. */
        ALWAYS
    }

    Readable {
        attributes = List.copyOf(attributes);
        memberships = List.copyOf(memberships);
    }

    boolean covers(Readable other) {
        return attributes.containsAll(other.attributes)
                && memberships.containsAll(other.memberships)
                && (event || !other.event)
                && (behaviour || !other.behaviour);
    }

    List<Known> of(Type... types) {
        return attributes.stream()
                .filter(known -> Set.of(types).contains(known.type()))
                .toList();
    }

    /** With fewer attributes. */
    Readable only(Predicate<Known> some) {
        return new Readable(attributes.stream().filter(some).toList(), memberships, event, behaviour);
    }

    /** What a derived attribute reads: neither the event nor what moves at every moment. */
    Readable lasting() {
        return new Readable(
                attributes.stream()
                        .filter(known -> known.scope() != Scope.EVENT && known.age() != Age.ALWAYS)
                        .toList(),
                List.of(),
                false,
                false);
    }

    /** What the events of a behaviour are judged by, when they are processed. */
    Readable where() {
        return new Readable(attributes, List.of(), true, false);
    }
}
