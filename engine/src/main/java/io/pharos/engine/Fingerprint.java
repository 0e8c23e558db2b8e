package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Source;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.Badge;
import io.pharos.model.Workspace.Guard;
import io.pharos.model.Workspace.IdentifierKind;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A number that tells whether two workspaces fold alike. Titles, notes, views, connectors and actions do not count; the
 * order of definitions does, because profiles are laid out by it.
 */
final class Fingerprint {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    /** Rises when the engine folds the same definitions in another way, or lays profiles out in other bytes. */
    private static final int SEMANTICS = 6;

    private Fingerprint() {}

    static long of(Workspace workspace, Behaviours behaviours) {
        var folded = new StringBuilder().append(SEMANTICS);
        folded.append(workspace.zone()).append(workspace.visits()).append(workspace.limits());
        workspace.sources().values().stream()
                .filter(source -> source.kind() == Source.Kind.FILE)
                .forEach(source -> folded.append(source.name()));
        workspace.identifiers().forEach(kind -> folded.append(text(kind)));
        workspace.attributes().values().forEach(attribute -> folded.append(text(attribute)));
        workspace.rules().values().forEach(rule -> folded.append(rule.name()).append(rule.condition()));
        workspace.badges().values().forEach(badge -> folded.append(text(badge)));
        workspace
                .segments()
                .values()
                .forEach(segment -> folded.append(segment.name()).append(segment.condition()));
        // Those of actions, too: they are kept in the profile.
        folded.append(behaviours.kept());
        return hash(folded.toString());
    }

    private static String text(IdentifierKind kind) {
        var normalisers = kind.normalise().stream().map(Enum::name).collect(Collectors.joining());
        var guard = kind.guard();
        var guarded = guard.equals(Guard.DEFAULT)
                ? ""
                : guard.shortest() + ":" + guard.distinct() + new TreeSet<>(guard.block());
        return kind.name()
                + kind.from()
                + normalisers
                + kind.policy()
                + guarded
                + kind.tealiumAttribute().orElse("");
    }

    private static String text(Attribute attribute) {
        return attribute.name()
                + attribute.scope()
                + attribute.type()
                + attribute.shape()
                + attribute.since()
                + attribute.definition();
    }

    private static String text(Badge badge) {
        return badge.name() + badge.assign() + badge.remove();
    }

    /** FNV-1a of 64 bits: http://www.isthe.com/chongo/tech/comp/fnv. */
    private static long hash(String text) {
        var hash = OFFSET;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }
}
