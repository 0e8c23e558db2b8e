package io.pharos.actions;

import io.pharos.model.Attribute;
import io.pharos.model.Identifier;
import io.pharos.model.Nearest;
import io.pharos.model.Workspace;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The names a template may read.
 *
 * @param profile what may follow {@code profile.}
 * @param identifiers what may follow {@code profile.identifiers.}
 */
record Vocabulary(Set<String> profile, Set<String> identifiers) {
    static final String PROFILE = "profile";
    static final String EVENT = "event";
    private static final int LISTED = 12;

    /** What a profile has besides its attributes; an attribute of such a name is read as {@code profile.attributes.NAME}. */
    static final Set<String> OF_EVERY_PROFILE = Set.of("id", "identifiers", "attributes", "badges", "segments");

    private static final Map<String, Set<String>> FIXED = Map.of(
            "trigger", Set.of("kind", "name", "at"),
            "delivery", Set.of("id"),
            "action", Set.of("name"),
            "workspace", Set.of("name"));

    static Vocabulary of(Workspace workspace) {
        var profile = new TreeSet<>(OF_EVERY_PROFILE);
        workspace.attributes().values().stream()
                .filter(attribute -> attribute.scope() != Attribute.Scope.EVENT)
                .map(Attribute::name)
                .forEach(profile::add);
        var identifiers = new TreeSet<>(Set.of(Identifier.ANONYMOUS));
        workspace.identifiers().forEach(kind -> identifiers.add(kind.name()));
        return new Vocabulary(profile, identifiers);
    }

    Set<String> roots() {
        var roots = new TreeSet<>(FIXED.keySet());
        roots.add(PROFILE);
        roots.add(EVENT);
        return roots;
    }

    /** What may follow a root and a dot; empty if that is open. */
    Optional<Set<String>> below(String root) {
        return root.equals(PROFILE) ? Optional.of(profile) : Optional.ofNullable(FIXED.get(root));
    }

    /** Which of the known names is meant, or which there are. */
    static String hint(String unknown, Collection<String> known) {
        var nearest = Nearest.hint(unknown, known);
        if (!nearest.isEmpty()) {
            return nearest;
        }
        var some = new TreeSet<>(known).stream().limit(LISTED).collect(Collectors.joining(", "));
        return "There are: " + some + (known.size() > LISTED ? " and " + (known.size() - LISTED) + " more." : ".");
    }
}
