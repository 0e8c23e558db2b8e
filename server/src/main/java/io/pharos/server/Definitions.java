package io.pharos.server;

import io.pharos.actions.Templates;
import io.pharos.model.Parsed;
import io.pharos.model.Problem;
import io.pharos.model.Workspace;
import io.pharos.model.read.WorkspaceReader;
import io.pharos.runtime.Host;
import io.pharos.runtime.Proposal;
import io.pharos.runtime.PublishResult;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Holds the definitions in force for everything in the server that goes by them, and puts others in their place. */
final class Definitions {
    private final Host host;
    private final Path keysFile;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile InForce inForce;

    private Definitions(Host host, Path keysFile, InForce inForce) {
        this.host = host;
        this.keysFile = keysFile;
        this.inForce = inForce;
    }

    /** @param host with something published */
    static Definitions of(Host host, Path keysFile) {
        var publication = host.published()
                .orElseThrow(() -> new IllegalStateException("a server starts with something published"));
        var workspace = host.workspace();
        return new Definitions(
                host, keysFile, InForce.first(publication, workspace, SourceKeys.of(workspace, keysFile)));
    }

    InForce inForce() {
        return inForce;
    }

    /** Runs {@code listener} when what people see may have changed: definitions are in force, or all profiles follow them. */
    void whenChanged(Runnable listener) {
        listeners.add(listener);
    }

    /** Publishes; completes when everything goes by it. */
    CompletableFuture<PublishResult> publish(Proposal proposal) {
        return CompletableFuture.supplyAsync(() -> publishNext(proposal), Thread::startVirtualThread);
    }

    /** Blocks. */
    private synchronized PublishResult publishNext(Proposal proposal) {
        var isNew = !proposal.files().equals(inForce.publication().files()) && proposal.base() == inForce.version();
        var problems = isNew ? problems(proposal.files()) : List.<Problem>of();
        if (!problems.isEmpty()) {
            return new PublishResult.Refused(problems);
        }
        var result = host.publish(proposal).join();
        if (result instanceof PublishResult.Published(var publication)) {
            var workspace = host.workspace();
            inForce = inForce.next(publication, workspace, SourceKeys.of(workspace, keysFile));
            tell();
            var _ = host.refolded().thenRun(this::tell);
        }
        return result;
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    /** Why these files cannot be published; empty if they can. */
    static List<Problem> problems(SortedMap<String, String> files) {
        return switch (new WorkspaceReader().read(files)) {
            case Parsed.Valid<Workspace>(var workspace, var _) -> Templates.check(workspace);
            case Parsed.Invalid<Workspace>(var problems) -> problems;
        };
    }

    /** What is allowed in these files but probably not meant. */
    static List<Problem> warnings(SortedMap<String, String> files) {
        return switch (new WorkspaceReader().read(files)) {
            case Parsed.Valid<Workspace>(var _, var warnings) -> warnings;
            case Parsed.Invalid<Workspace> _ -> List.of();
        };
    }
}
