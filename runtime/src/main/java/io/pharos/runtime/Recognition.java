package io.pharos.runtime;

import io.pharos.model.About;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.IdentifierKind;
import java.util.List;

/**
 * What of the definitions decides who is who. Under two workspaces that agree in it the same events make the same persons.
 *
 * @param kinds without the words for people
 * @param most identifiers of one person
 */
record Recognition(List<IdentifierKind> kinds, int most) {
    private static final About NO_WORDS = new About("", "", List.of());

    Recognition {
        kinds = List.copyOf(kinds);
    }

    static Recognition of(Workspace workspace) {
        return new Recognition(
                workspace.identifiers().stream().map(Recognition::withoutWords).toList(),
                workspace.limits().identifiers());
    }

    private static IdentifierKind withoutWords(IdentifierKind kind) {
        return new IdentifierKind(
                kind.name(),
                kind.from(),
                kind.normalise(),
                kind.policy(),
                kind.claim(),
                kind.guard(),
                kind.tealiumAttribute(),
                NO_WORDS);
    }
}
