package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.server.access.Role;
import io.pharos.server.http.Route;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask what, by the key that comes with a request. */
final class KeysTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    /** Method and path of everything that is not open to anybody. */
    static Stream<List<String>> guarded() {
        return SERVER.server().routes().stream()
                .filter(route -> route.role() != Role.PUBLIC)
                .flatMap(KeysTest::requests);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void withoutAKeyNothingIsTold(List<String> asked) {
        var answer = ask(asked).isProblem(401, "not-signed-in");

        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.headers()).doesNotContainKey("Set-Cookie");
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void theKeyOfASourceOpensNothing(List<String> asked) {
        ask(asked, "Authorization", "Bearer " + Shop.WEB_KEY).isProblem(401, "not-signed-in");
        ask(asked, "X-Write-Key", Shop.WEB_KEY).isProblem(401, "not-signed-in");
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void theAdministratorsKeyOpensEverything(List<String> asked) throws Exception {
        // A stream has no end, so only the beginning of each answer is read.
        try (var wire = SERVER.connect()) {
            wire.send(asked.get(0) + " " + asked.get(1) + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
                    + "Authorization: Bearer " + RunningServer.ADMIN_KEY + "\r\n\r\n");

            assertThat(wire.head().status()).isNotIn(401, 403, 405, 500);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer the-admin-key-of-the-test",
                "Bearer the-admin-key-of-the-tests2",
                "Bearer THE-ADMIN-KEY-OF-THE-TESTS",
                "Bearer",
                "Bearer ",
                "the-admin-key-of-the-tests",
                "Digest the-admin-key-of-the-tests",
                "Basic the-admin-key-of-the-tests",
                "Basic !!!",
                "Basic OnRoZS1hZG1pbi1rZXktb2YtdGhlLXRlc3Rz"
            })
    void aWrongKeyOpensNothing(String authorization) {
        SERVER.get("/api/stats", "Authorization", authorization).isProblem(401, "not-signed-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer the-admin-key-of-the-tests",
                "bearer  the-admin-key-of-the-tests",
                "Basic dGhlLWFkbWluLWtleS1vZi10aGUtdGVzdHM6",
            })
    void theRightKeyMayComeInEitherForm(String authorization) {
        SERVER.get("/api/stats", "Authorization", authorization).isOk();
    }

    @Test
    void theAdministratorsKeyDoesNotStandInTheAddress() {
        SERVER.get("/api/stats?key=" + RunningServer.ADMIN_KEY).isProblem(401, "not-signed-in");
    }

    @Test
    void theKeysOfSourcesAreShownToAdministrators() {
        assertThat(SERVER.read("/api/workspace").isOk().text()).contains(Shop.WEB_KEY);
    }

    @Test
    void restrictedAttributesAreShownToAdministrators() {
        SERVER.sends("{\"event\":\"a\",\"visitor\":\"ada\",\"attributes\":{\"email\":\"ada@example.com\"}}");

        assertThat(SERVER.read("/api/profiles/anonymous/ada").isOk().at("/attributes/email_address"))
                .isEqualTo("ada@example.com");
    }

    private static Stream<List<String>> requests(Route route) {
        var path = route.template().replaceAll("\\{\\w+}", "x");
        return route.methods().stream().map(method -> List.of(method.name(), path));
    }

    private static Answer ask(List<String> asked, String... headers) {
        var body = asked.get(0).equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}");
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("X-Requested-With", "pharos"));
        HttpRequest.Builder request = SERVER.request(asked.get(1), all.toArray(String[]::new));
        return SERVER.send(request.method(asked.get(0), body));
    }
}
