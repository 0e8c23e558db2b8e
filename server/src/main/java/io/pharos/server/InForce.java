package io.pharos.server;

import io.pharos.collect.Collector;
import io.pharos.model.Identification;
import io.pharos.model.Workspace;
import io.pharos.runtime.Publication;
import io.pharos.server.access.Role;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The definitions in force, and what the server has made of them. Immutable: whoever looks at it once goes by one version.
 *
 * @param keys of the sources, by their names
 */
record InForce(
        Publication publication,
        Workspace workspace,
        Identification identification,
        Collector collector,
        Map<String, String> keys) {

    static InForce first(Publication publication, Workspace workspace, SourceKeys keys) {
        return new InForce(
                publication,
                workspace,
                new Identification(workspace),
                Collector.of(workspace, keys.made()),
                keys.all());
    }

    InForce next(Publication publication, Workspace workspace, SourceKeys keys) {
        return new InForce(
                publication,
                workspace,
                new Identification(workspace),
                collector.next(workspace, keys.made()),
                keys.all());
    }

    long version() {
        return publication.number();
    }

    /** The attributes that somebody of that role may see: restricted ones are for those who may edit. */
    Predicate<String> visibleTo(Role role) {
        return role.covers(Role.EDITOR) ? _ -> true : unrestricted();
    }

    Predicate<String> unrestricted() {
        var attributes = workspace.attributes();
        return name -> {
            var attribute = attributes.get(name);
            return attribute != null && !attribute.restricted();
        };
    }
}
