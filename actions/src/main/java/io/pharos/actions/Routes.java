package io.pharos.actions;

import io.pharos.model.Connector;
import io.pharos.model.Parsed;
import io.pharos.model.Workspace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How the deliveries of each action of a workspace leave. Immutable. */
final class Routes {
    /** @param body what to send, or why the action's mapping cannot be used */
    record Route(Connector connector, Sender sender, Parsed<Body> body) {}

    private final Map<String, Route> byAction = new HashMap<>();

    Routes(Workspace workspace, Function<Connector, Sender> senders) {
        var made = new HashMap<String, Sender>();
        workspace.actions().values().forEach(action -> {
            var connector = workspace.connectors().get(action.connector());
            if (connector != null) {
                var sender = made.computeIfAbsent(connector.name(), _ -> senders.apply(connector));
                byAction.put(action.name(), new Route(connector, sender, Body.of(action, workspace)));
            }
        });
    }

    Optional<Route> of(String action) {
        return Optional.ofNullable(byAction.get(action));
    }

    /** Of the connector, or of what stands in for one that is gone. */
    String connector(String action) {
        return of(action).map(route -> route.connector().name()).orElse("");
    }
}
