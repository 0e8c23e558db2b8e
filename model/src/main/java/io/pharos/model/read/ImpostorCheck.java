package io.pharos.model.read;

import io.pharos.model.Source;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.IdentifierKind;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Warns of public views that somebody could read of somebody else. A page may name anybody as its visitor; Pharos then takes
 * both for one person, and a public view shows that person to the page.
 */
final class ImpostorCheck {
    private final Map<String, Yaml.Entry> views;
    private final Problems problems;

    /** @param views as they were written */
    ImpostorCheck(Map<String, Yaml.Entry> views, Problems problems) {
        this.views = views;
        this.problems = problems;
    }

    void check(Workspace workspace) {
        var sources = workspace.sources().values().stream()
                .filter(source -> source.kind().isSentByVisitors())
                .map(Source::name)
                .collect(Collectors.joining(", "));
        var kinds = workspace.identifiers().stream().map(IdentifierKind::name).collect(Collectors.joining(", "));
        if (sources.isEmpty() || kinds.isEmpty()) {
            return;
        }
        for (var entry : views.values()) {
            var view = workspace.views().get(entry.name());
            if (view != null && view.open()) {
                problems.warn(
                        Code.UNVERIFIED,
                        entry.key().spot(),
                        "a public view, while whoever uses " + sources + " may name anybody by " + kinds,
                        "only what such a stranger may see of anybody",
                        "Whoever sends an event with the identifier of somebody else counts as that person, and reads this"
                                + " view of them.");
            }
        }
    }
}
