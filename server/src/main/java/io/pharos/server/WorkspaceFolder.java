package io.pharos.server;

import io.pharos.model.Parsed;
import io.pharos.model.Problem;
import io.pharos.model.read.WorkspaceReader;
import io.pharos.runtime.Host;
import io.pharos.runtime.Proposal;
import io.pharos.runtime.Publication;
import io.pharos.runtime.PublishResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder of definitions, or one file, that a server is started with.
 *
 * @param name the same for the same folder at every start
 */
record WorkspaceFolder(String name, SortedMap<String, String> files) {
    private static final Map<String, String> FIRST =
            Map.of("workspace.yaml", "workspace: pharos\n\nsources:\n  website: { kind: web }\n");

    /** @throws StartFailed if it cannot be read */
    static WorkspaceFolder read(Path path) {
        return switch (new WorkspaceReader().texts(path)) {
            case Parsed.Valid<SortedMap<String, String>>(var files, var _) ->
                new WorkspaceFolder(path.toAbsolutePath().normalize().toString(), files);
            case Parsed.Invalid<SortedMap<String, String>>(var problems) -> throw refused(path.toString(), problems);
        };
    }

    /** Publishes nearly nothing, if nothing ever was published. */
    static void publishFirst(Host host) {
        if (host.published().isEmpty()) {
            publish(host, Proposal.atStart(new TreeMap<>(FIRST), 0, Optional.empty()), "the beginning");
        }
    }

    /**
     * Publishes the folder if it differs from what was published last from it, unless somebody else has published since.
     *
     * @return why it is not in force, if it is not
     * @throws StartFailed if it has problems
     */
    Optional<String> publish(Host host) {
        var published = host.published();
        if (published.isPresent()) {
            if (published.get().files().equals(files)) {
                return Optional.empty();
            }
            var held = heldBack(host);
            if (held.isPresent()) {
                return held;
            }
        }
        var base = published.map(Publication::number).orElse(0L);
        publish(host, Proposal.atStart(files, base, Optional.of(name)), name);
        return Optional.empty();
    }

    private Optional<String> heldBack(Host host) {
        var mine = new ArrayList<Publication>();
        var since = new ArrayList<String>();
        host.versions(version -> {
            if (version.folder().equals(Optional.of(name))) {
                mine.add(version);
            } else if (version.folder().isEmpty()) {
                since.add(version.who() + " has published version " + version.number());
            }
            return mine.isEmpty();
        });
        if (mine.isEmpty() || (since.isEmpty() && !mine.getFirst().files().equals(files))) {
            return Optional.empty();
        }
        return Optional.of("The definitions in " + name + " are not in force: since version "
                + mine.getFirst().number() + " came from there, "
                + (since.isEmpty() ? "another folder was published" : since.getFirst()) + ".");
    }

    private static void publish(Host host, Proposal proposal, String where) {
        var problems = Definitions.problems(proposal.files());
        if (!problems.isEmpty()) {
            throw refused(where, problems);
        }
        switch (host.publish(proposal).join()) {
            case PublishResult.Published _, PublishResult.Unchanged _ -> {}
            case PublishResult.Refused(var refused) -> throw refused(where, refused);
            case PublishResult.Stale stale ->
                throw new IllegalStateException("at the start nobody else publishes: " + stale);
        }
    }

    private static StartFailed refused(String where, List<Problem> problems) {
        return new StartFailed("The workspace in " + where + " cannot be published", problems);
    }
}
