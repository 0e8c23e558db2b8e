package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Nearest;
import java.util.Collection;
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
        Set<String> rules,
        Set<String> badges,
        Set<String> segments,
        Set<String> connectors,
        Set<String> actions,
        boolean complete) {

    /** @param type empty if it was written in a way that could not be read */
    record OfAttribute(String name, Scope scope, Optional<Attribute.Type> type, boolean restricted) {}

    Optional<OfAttribute> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
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
