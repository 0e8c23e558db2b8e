package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Route;
import io.pharos.server.http.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** All routes that a server has, walked through. */
final class RoutesTest {
    /** First segments that no account, prefix or profile may take. */
    private static final Set<String> RESERVED = Set.of(
            "api",
            "v1",
            "v2",
            "v3",
            "views",
            "console",
            "health",
            "metrics",
            "docs",
            "event",
            "bulk-event",
            "vdata",
            "t",
            "i",
            "integration",
            "beacon",
            "personalization",
            "sourceConfig");

    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    /** A method and a path with named parts in braces. */
    private record Operation(String method, String path, JsonNode described) {}

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        var described = operations().stream().map(each -> each.method() + " " + each.path());
        var routes = SERVER.server().routes().stream()
                .flatMap(route -> route.methods().stream()
                        .map(method -> method.name().toLowerCase(Locale.ROOT) + " " + route.template()));

        assertThat(described).containsExactlyInAnyOrderElementsOf(routes.toList());
    }

    @Test
    void noTwoRoutesMatchOnePath() {
        var operations = operations();
        for (var one : operations) {
            for (var other : operations) {
                if (one != other && one.method().equals(other.method())) {
                    assertThat(overlap(one.path(), other.path()))
                            .as("%s %s and %s", one.method(), one.path(), other.path())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void twoRoutesThatMatchOnePathStopTheStart() {
        var one = Route.get("/{account}/{profile}").by(_ -> {});
        var other = Route.get("/shop/{visitor}").by(_ -> {});

        assertThatThrownBy(() -> new RouteTable(List.of(one, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two routes match one path: /shop/{visitor} and /{account}/{profile}");
    }

    @Test
    void aNamedPartInTheFirstPlaceLeavesTheServersOwnPathsAlone() {
        var routes = new ArrayList<Route>();
        routes.add(Route.get("/{account}/{profile}").by(_ -> {}));
        RESERVED.forEach(word -> routes.add(Route.get("/" + word + "/{rest*}").by(_ -> {})));

        assertThat(new RouteTable(routes).routes()).hasSize(RESERVED.size() + 1);
    }

    @Test
    void everyRouteSaysWhatItIsForAndWhoMayAsk() {
        assertThat(SERVER.server().routes()).isNotEmpty().allSatisfy(route -> {
            assertThat(route.summary()).endsWith(".");
            assertThat(route.answers()).isNotEmpty();
        });
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(Scope.values())
                    .extracting(Scope::word)
                    .contains(operation.described().get("x-scope").asString());
            assertThat(Role.values())
                    .extracting(Role::word)
                    .contains(operation.described().get("x-role").asString());
        });
    }

    @Test
    void whatAnybodyMayAskIsListedHereSoThatNothingIsOpenByMistake() {
        assertThat(SERVER.server().routes().stream()
                        .filter(route -> route.role() == Role.PUBLIC)
                        .filter(route -> route.scope() != Scope.COLLECT)
                        .map(Route::template))
                .containsExactlyInAnyOrder(
                        "/",
                        "/console/{file}",
                        "/views/{view}",
                        "/views/{view}/stream",
                        "/api/session",
                        "/health/live",
                        "/health/ready",
                        "/openapi.json",
                        "/docs",
                        "/problems/{code}");
    }

    @Test
    void onlyWhatTakesEventsIsOpenToAllPages() {
        assertThat(SERVER.server().routes())
                .allSatisfy(route -> assertThat(route.origins() == Route.Origins.COLLECTION)
                        .as(route.template())
                        .isEqualTo(route.scope() == Scope.COLLECT));
    }

    private static List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        SERVER.get("/openapi.json")
                .json()
                .get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry(
                        (method, described) -> operations.add(new Operation(method, path, described))));
        return operations;
    }

    /** Whether some path matches both; written anew here, so that the server's own check is checked. */
    private static boolean overlap(String one, String other) {
        var mine = one.split("/", -1);
        var theirs = other.split("/", -1);
        if (mine.length != theirs.length) {
            return false;
        }
        for (var i = 1; i < mine.length; i++) {
            var same = mine[i].equals(theirs[i]);
            var takesAny = takes(mine[i], theirs[i], i) || takes(theirs[i], mine[i], i);
            if (!same && !takesAny) {
                return false;
            }
        }
        return true;
    }

    private static boolean takes(String part, String text, int place) {
        return part.startsWith("{") && !(place == 1 && RESERVED.contains(text));
    }
}
