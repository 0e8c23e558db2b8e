package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /api/profiles/{kind}/{value}}. */
final class ProfileReadTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @Test
    void aProfileHasItsWholeShape() {
        SERVER.sends("""
                [{"id":"1","time":"2026-03-01T10:00:00Z","event":"purchase","visitor":"shape","attributes":{"email":"S@example.com","user_id":" c7 "}},
                 {"id":"2","time":"2026-03-02T10:00:00Z","event":"purchase","visitor":"shape","attributes":{"page":"/a"}}]""");

        var profile = SERVER.read("/api/profiles/user_id/c7").isOk();

        assertThat(profile.text().replaceAll("\"as_of\":\"[^\"]+\"", "\"as_of\":\"now\""))
                .isEqualTo("""
                        {"id":"anonymous:shape","identifiers":{"anonymous":["shape"],"email":["s@example.com"],"user_id":["c7"]},\
                        "attributes":{"email_address":"S@example.com","events_seen":2,"last_page":"/a","purchases":2},\
                        "badges":{"keen":{"since":"2026-03-02T10:00:00.000Z"}},\
                        "segments":{"buyers":{"since":"2026-03-01T10:00:00.000Z"}},"as_of":"now","version":1}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada%40example.com",
                "ADA@Example.COM",
                "%20Ada@Example.com%20",
                "ada%40example%2Ecom/",
                "%61da@example.com"
            })
    void anIdentifierIsDecodedAndNormalised(String value) {
        SERVER.sends(
                "{\"id\":\"1\",\"event\":\"a\",\"visitor\":\"ada\",\"attributes\":{\"email\":\"Ada@Example.com\"}}");

        assertThat(SERVER.read("/api/profiles/email/" + value).isOk().at("/id")).isEqualTo("anonymous:ada");
    }

    @Test
    void anIdentifierMayHoldAnyCharacter() {
        SERVER.sends("{\"id\":\"1\",\"event\":\"a\",\"visitor\":\"a/b+c %?#ü😀\\u0000\"}");

        assertThat(SERVER.read("/api/profiles/anonymous/a%2Fb+c%20%25%3F%23%C3%BC%F0%9F%98%80%00")
                        .isOk()
                        .at("/identifiers/anonymous/0"))
                .isEqualTo("a/b+c %?#ü😀\u0000");
    }

    @Test
    void anIdentifierNobodyHasIsNotFound() {
        SERVER.read("/api/profiles/email/nobody@example.com").isProblem(404, "unknown-profile");
    }

    @Test
    void aKindThatTheWorkspaceLacksIsNotFound() {
        assertThat(SERVER.read("/api/profiles/phone/1")
                        .isProblem(404, "unknown-profile")
                        .at("/detail"))
                .contains("phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%C3", "%ff%fe", "a%u0041"})
    void anEscapeThatIsNoneIsRefused(String value) throws Exception {
        try (var wire = SERVER.connect()) {
            var answer = wire.send("GET /api/profiles/anonymous/" + value
                            + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + RunningServer.ADMIN_KEY + "\r\n\r\n")
                    .answer();

            assertThat(answer.isProblem(400, "bad-request").at("/detail")).contains(value);
        }
    }

    @Test
    void aBlankIdentifierIsNobodys() {
        SERVER.read("/api/profiles/anonymous/%20").isProblem(404, "unknown-profile");
        SERVER.read("/api/profiles/anonymous/").isProblem(404, "not-found");
    }
}
