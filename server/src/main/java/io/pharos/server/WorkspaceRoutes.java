package io.pharos.server;

import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Route;
import java.util.List;

/** What is published. */
final class WorkspaceRoutes {
    private final WorkspaceJson workspace;

    WorkspaceRoutes(WorkspaceJson workspace) {
        this.workspace = workspace;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/workspace")
                .summary("The published definitions in short. The keys of sources are shown to administrators only.")
                .needs(Scope.WORKSPACE_READ, Role.VIEWER)
                .answers(200, "application/json", "Workspace", "Names, titles and what kind of thing each is.")
                .by(call -> {
                    var keysShown = call.caller().role().covers(Role.ADMIN);
                    call.json(json -> workspace.write(keysShown, json));
                }));
    }
}
