package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in at the console, what a session may do, and signing out. */
final class SignInTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    private final Answer signedIn = signIn("admin", RunningServer.PASSWORD).isOk();
    private final String cookie = signedIn.header("Set-Cookie").split(";", 2)[0];

    @Test
    void whoSignsInIsToldAsWhomAndGetsACookieForThisServerAlone() {
        assertThat(signedIn.text()).isEqualTo("{\"user\":\"admin\",\"role\":\"admin\"}");
        assertThat(signedIn.header("Set-Cookie"))
                .startsWith("pharos_session=")
                .containsIgnoringCase("; HttpOnly")
                .contains("; SameSite=Strict", "; Path=/", "; Max-Age=43200")
                .doesNotContain("Secure");
    }

    @Test
    void whoIsSignedInMayLook() {
        assertThat(SERVER.get("/api/session", "Cookie", cookie).isOk().at("/user"))
                .isEqualTo("admin");
        SERVER.get("/api/stats", "Cookie", "other=1; " + cookie).isOk();
    }

    @Test
    void behindTlsTheCookieGoesNowhereElse() {
        var answer = SERVER.post("/api/session", login("admin", RunningServer.PASSWORD), "X-Forwarded-Proto", "https");

        assertThat(answer.isOk().header("Set-Cookie")).contains("Secure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{}",
                "{\"user\":\"admin\"}",
                "{\"user\":null,\"password\":null}",
                "{\"user\":",
                "\u0000",
                "{\"user\":{},\"password\":[]}"
            })
    void whatIsNoNameAndPasswordIsRefused(String body) {
        assertThat(SERVER.post("/api/session", body).isProblem(400, "not-json").at("/detail"))
                .contains("password");
    }

    @Test
    void aPasswordOfAnyLengthCostsLittle() {
        signIn("admin", "x".repeat(100_000)).isProblem(400, "not-json");
    }

    @Test
    void whoSignsOutIsOut() {
        var answer = SERVER.send(SERVER.request("/api/session", "Cookie", cookie, "X-Requested-With", "pharos")
                .DELETE());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Set-Cookie")).contains("pharos_session=;").contains("Max-Age=0");
        SERVER.get("/api/stats", "Cookie", cookie).isProblem(401, "not-signed-in");
    }

    @Test
    void whoSignsOutHearsNothingMore() throws IOException {
        try (var live = Events.of(SERVER, "/api/live?name=heard", "Cookie", cookie)) {
            SERVER.sends("{\"event\":\"heard\",\"visitor\":\"bob\"}");
            assertThat(live.next().data().at("/event/event").asString()).isEqualTo("heard");

            SERVER.send(SERVER.request("/api/session", "Cookie", cookie, "X-Requested-With", "pharos")
                    .DELETE());
            SERVER.sends("{\"event\":\"heard\",\"visitor\":\"eve\"}");

            assertThat(live.rest()).doesNotContain("eve");
        }
    }

    @Test
    void aSessionChangesNothingUnlessThePageProvesThatItIsTheConsole() {
        var redeliver = "/api/dead-letters/none/redeliver";

        SERVER.post(redeliver, "", "Cookie", cookie).isProblem(403, "foreign-page");
        SERVER.post(redeliver, "", "Cookie", cookie, "X-Requested-With", "XMLHttpRequest")
                .isProblem(403, "foreign-page");
        SERVER.post(redeliver, "", "Cookie", cookie, "X-Requested-With", "pharos")
                .isProblem(404, "not-found");
    }

    @Test
    void aSessionSendsNoEventsSinceAPageOfANeighbouringPortCouldHaveCausedIt() {
        SERVER.post("/api/events", "{\"event\":\"a\",\"source\":\"website\"}", "Cookie", cookie)
                .isProblem(401, "unknown-key");
        SERVER.post("/api/events?view=desk", Shop.purchase("1", "ada"), "Cookie", cookie, "X-Write-Key", Shop.WEB_KEY)
                .isProblem(401, "not-signed-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pharos_session=", "pharos_session=x", "pharos_session", ";;;=", "pharos_session=\u00e9"})
    void aCookieThatIsNoSessionIsNobodys(String wrong) throws Exception {
        try (var wire = SERVER.connect()) {
            wire.send("GET /api/stats HTTP/1.1\r\nHost: x\r\nCookie: " + wrong + "\r\n\r\n")
                    .answer()
                    .isProblem(401, "not-signed-in");
        }
    }

    @Test
    void aWrongKeyIsNotHelpedByASession() {
        SERVER.get("/api/stats", "Cookie", cookie, "Authorization", "Bearer wrong")
                .isProblem(401, "not-signed-in");
    }

    private static Answer signIn(String user, String password) {
        return SERVER.post("/api/session", login(user, password));
    }

    private static String login(String user, String password) {
        return "{\"user\":\"" + user + "\",\"password\":\"" + password + "\",\"remember\":true}";
    }
}
