package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Name;
import io.pharos.model.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that definitions may refer to, known before any definition is read.
 *
 * @param complete false if a file could not be read: then nothing is said about names that seem to be missing
 */
record Declared(
        Map<String, OfAttribute> attributes,
        Set<String> identifiers,
        Set<String> sources,
        Set<String> rules,
        Set<String> badges,
        Set<String> segments,
        Set<String> connectors,
        Set<String> actions,
        boolean complete) {

    /**
     * @param type empty if it was written in a way that could not be read
     * @param steps the names of a funnel's steps
     */
    record OfAttribute(
            String name, Scope scope, Optional<Attribute.Type> type, boolean restricted, List<String> steps) {
        OfAttribute {
            steps = List.copyOf(steps);
        }
    }

    Optional<OfAttribute> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** The type of what {@code name} means; empty for a property, and for an attribute whose type could not be read. */
    Optional<Attribute.Type> type(Name name) {
        return switch (name) {
            case Name.Property _ -> Optional.empty();
            case Name.EventTime _ -> Optional.of(Attribute.Type.DATE);
            case Name.OfIdentifier _ -> Optional.of(Attribute.Type.STRING);
            case Name.OfAttribute(var attribute) -> attribute(attribute).flatMap(OfAttribute::type);
        };
    }

    /** The names of the attributes that do not end with the event. */
    List<String> lasting() {
        return attributes.values().stream()
                .filter(attribute -> attribute.scope() != Scope.EVENT)
                .map(OfAttribute::name)
                .toList();
    }

    /** Whether {@code name} is in {@code known}; if it is certain that it is not, that is reported. */
    boolean check(String name, Collection<String> known, String what, Spot spot, Problems problems) {
        if (known.contains(name)) {
            return true;
        }
        if (complete && !problems.full()) {
            var hint = known.isEmpty() ? "There is none yet." : Nearest.hint(name, known);
            problems.add(Code.UNKNOWN_NAME, spot, Shown.quoted(name), what, hint);
        }
        return false;
    }
}
