package io.pharos.server;

import io.pharos.runtime.Host;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Route;
import java.util.List;
import java.util.Optional;

/** What is published. */
final class WorkspaceRoutes {
    private final Host host;
    private final Definitions definitions;
    private final Optional<String> notice;

    WorkspaceRoutes(Host host, Definitions definitions, Optional<String> notice) {
        this.host = host;
        this.definitions = definitions;
        this.notice = notice;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/workspace")
                .summary(
                        "The published definitions in short, who published them when, and how far profiles follow them. Their"
                                + " files are shown to editors and above, the keys of sources to administrators only.")
                .needs(Scope.WORKSPACE_READ, Role.VIEWER)
                .answers(200, "application/json", "Workspace", "Names, titles and what kind of thing each is.")
                .by(call -> {
                    var inForce = definitions.inForce();
                    var workspace = new WorkspaceJson(
                            inForce.publication(),
                            inForce.workspace(),
                            inForce.keys(),
                            host.stats().refold(),
                            notice);
                    call.json(json -> workspace.write(call.caller().role(), json));
                }));
    }
}
