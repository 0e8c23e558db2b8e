package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.server.http.Route;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What browsers are told about pages of other origins. */
final class CorsTest {
    private static final String FOREIGN = "https://elsewhere.example";

    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    static Stream<String> collection() {
        return paths(route -> route.origins() == Route.Origins.COLLECTION);
    }

    static Stream<String> others() {
        return paths(route -> route.origins() == Route.Origins.SAME);
    }

    @ParameterizedTest
    @MethodSource("collection")
    void everyPageMaySendEvents(String path) {
        var answer = preflight(path);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FOREIGN);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("authorization,x-anything");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("86400");
        assertThat(answer.header("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @MethodSource("others")
    void noForeignPageMayAskAnythingElse(String path) {
        var allowed = preflight(path).headers().keySet().stream().filter(name -> name.startsWith("Access-Control"));
        var asked = SERVER.get(path, "Origin", FOREIGN).headers();

        assertThat(allowed).isEmpty();
        assertThat(asked).doesNotContainKeys("Access-Control-Allow-Origin", "Access-Control-Allow-Credentials");
    }

    @Test
    void aPageReadsTheAnswerToItsEvents() {
        var answer =
                SERVER.post("/api/events", Shop.purchase("1", "ada"), "X-Write-Key", Shop.WEB_KEY, "Origin", FOREIGN);

        assertThat(answer.isOk().header("Access-Control-Allow-Origin")).isEqualTo(FOREIGN);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    }

    @Test
    void theSourcesOwnListIsCheckedOnTheRequestItself() {
        var foreign = guarded("2", "Origin", FOREIGN);

        assertThat(foreign.isProblem(403, "foreign-origin").at("/detail"))
                .contains(FOREIGN)
                .contains("guarded");
        assertThat(guarded("3", "Origin", Shop.ITS_PAGE).isOk().header("Access-Control-Allow-Origin"))
                .isEqualTo(Shop.ITS_PAGE);
        guarded("4", "X-Nothing", "1").isOk();
        assertThat(SERVER.read("/api/profiles/anonymous/guarded").at("/attributes/purchases"))
                .isEqualTo("2");
    }

    @Test
    void aForeignPageReadsNoPublicViewInTheAnswerToItsEvents() {
        var answer = SERVER.post(
                "/api/events?view=homepage", Shop.purchase("5", "ada"), "X-Write-Key", Shop.WEB_KEY, "Origin", FOREIGN);

        answer.isProblem(403, "foreign-origin");
    }

    private static Answer guarded(String id, String header, String value) {
        return SERVER.post("/api/events", Shop.purchase(id, "guarded"), "X-Write-Key", Shop.GUARDED_KEY, header, value);
    }

    private static Answer preflight(String path) {
        return SERVER.send(SERVER.request(
                        path,
                        "Origin",
                        FOREIGN,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,x-anything")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static Stream<String> paths(java.util.function.Predicate<Route> wanted) {
        return SERVER.server().routes().stream()
                .filter(wanted)
                .map(route -> route.template().replaceAll("\\{\\w+}", "x"))
                .distinct();
    }
}
