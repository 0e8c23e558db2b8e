package io.pharos.server.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All routes. No two match one path and method, so their order does not matter. */
public final class RouteTable {
    private final List<Route> routes;
    private final Map<String, List<Route>> literal = new HashMap<>();
    private final List<Route> patterns = new ArrayList<>();

    /** @throws IllegalArgumentException if two routes match one path and method */
    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        for (var i = 0; i < routes.size(); i++) {
            for (var j = 0; j < i; j++) {
                refuseOverlap(routes.get(i), routes.get(j));
            }
        }
        for (var route : routes) {
            if (route.path().isLiteral()) {
                literal.computeIfAbsent(route.path().template(), _ -> new ArrayList<>())
                        .add(route);
            } else {
                patterns.add(route);
            }
        }
    }

    private static void refuseOverlap(Route one, Route other) {
        var sameMethod = one.methods().stream().anyMatch(other.methods()::contains);
        if (sameMethod && one.path().overlaps(other.path())) {
            throw new IllegalArgumentException("two routes match one path: "
                    + one.path().template() + " and " + other.path().template());
        }
    }

    public List<Route> routes() {
        return routes;
    }

    sealed interface Match {
        /** @param variables the named parts of the path, still encoded */
        record Found(Route route, Map<String, String> variables) implements Match {}

        record OtherMethods(List<HttpMethod> methods, Route.Origins origins) implements Match {}

        record Nothing() implements Match {}
    }

    /** HEAD is answered like GET. */
    Match match(HttpMethod method, String path) {
        var asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
        var trimmed = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        var candidates = literal.getOrDefault(trimmed, List.of());
        for (var route : candidates) {
            if (route.methods().contains(asked)) {
                return new Match.Found(route, Map.of());
            }
        }
        var segments = PathPattern.segments(trimmed);
        var methods = new ArrayList<>(methods(candidates.stream()));
        var origins = candidates.isEmpty()
                ? Route.Origins.SAME
                : candidates.getFirst().origins();
        for (var route : patterns) {
            var variables = route.path().match(segments);
            if (variables.isPresent()) {
                if (route.methods().contains(asked)) {
                    return new Match.Found(route, variables.get());
                }
                methods.addAll(route.methods());
                origins = route.origins();
            }
        }
        return methods.isEmpty() ? new Match.Nothing() : new Match.OtherMethods(methods, origins);
    }

    private static List<HttpMethod> methods(Stream<Route> routes) {
        return routes.flatMap(route -> route.methods().stream()).distinct().toList();
    }
}
