package io.pharos.runtime;

import io.pharos.model.Identifier;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.IdentifierKind;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one person may be known by.
 *
 * @param most how many identifiers
 * @param single the kinds of which one person has one value
 */
record Bounds(int most, Set<String> single) {
    static Bounds of(Workspace workspace) {
        return new Bounds(
                workspace.limits().identifiers(),
                workspace.identifiers().stream()
                        .filter(kind -> kind.policy() == Policy.SWITCH)
                        .map(IdentifierKind::name)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether these, which are all different, may be one person's. */
    boolean allow(Collection<Identifier> one, Collection<Identifier> other) {
        if (one.size() + other.size() > most) {
            return false;
        }
        var seen = new HashSet<String>();
        return single.isEmpty() || (areSingle(one, seen) && areSingle(other, seen));
    }

    private boolean areSingle(Collection<Identifier> identifiers, Set<String> seen) {
        return identifiers.stream()
                .map(Identifier::kind)
                .filter(single::contains)
                .allMatch(seen::add);
    }
}
