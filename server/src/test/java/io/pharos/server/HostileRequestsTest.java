package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Request lines, headers and paths that mean harm: a clear answer, and the next good request works. */
final class HostileRequestsTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @AfterEach
    void theNextGoodRequestWorks() {
        SERVER.sends(Shop.purchase("good", "good")).isOk();
    }

    @Test
    void aHugeHeaderIsRefused() throws IOException {
        try (var wire = SERVER.connect()) {
            wire.send("GET /api/stats HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(40_000) + "\r\n\r\n")
                    .answer()
                    .isProblem(431, "headers-too-large");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void manyHeadersAreRefused() throws IOException {
        try (var wire = SERVER.connect()) {
            wire.send("GET /api/stats HTTP/1.1\r\nHost: x\r\n" + "X-Many: 0123456789\r\n".repeat(3_000) + "\r\n")
                    .answer()
                    .isProblem(431, "headers-too-large");
        }
    }

    @Test
    void anAddressThatIsTooLongIsRefused() throws IOException {
        try (var wire = SERVER.connect()) {
            wire.send("GET /event?x=" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .answer()
                    .isProblem(414, "address-too-long");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void anAddressAsLongAsATagMakesItIsTaken() throws IOException {
        try (var wire = SERVER.connect()) {
            wire.send("GET /event?tealium_account=demo&tealium_profile=main&x=" + "x".repeat(30_000)
                            + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .answer()
                    .isOk();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "GET\r\n\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX-\u0000: 1\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
            })
    void whatIsNoHttpIsRefusedOrTheConnectionClosed(String bytes) throws IOException {
        try (var wire = SERVER.connect()) {
            wire.send(bytes).endsSending();

            assertThat(wire.isClosedOrRefuses()).isTrue();
        }
    }

    @Test
    void aRequestThatIsSmuggledInABodyOfTwoLengthsIsNotAnswered() throws IOException {
        try (var wire = SERVER.connect()) {
            wire.send("""
                            POST /v1/m HTTP/1.1\r
                            Host: x\r
                            Content-Length: 4\r
                            Transfer-Encoding: chunked\r
                            \r
                            0\r
                            \r
                            GET /api/session HTTP/1.1\r
                            Host: x\r
                            \r
                            """).endsSending();

            wire.answer();
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/events, 405",
        "PATCH, /api/stats, 405",
        "DELETE, /event, 405",
        "TRACE, /api/stats, 405",
        "BREW, /api/stats, 405",
        "get, /api/stats, 405",
        "BREW, /nothing, 404",
        "GET, /api/events, 405"
    })
    void aMethodThatAPathLacksIsRefused(String method, String path, int status) throws IOException {
        try (var wire = SERVER.connect()) {
            var answer = wire.send(method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                    .answer();

            answer.isProblem(status, status == 405 ? "wrong-method" : "not-found");
            if (status == 405) {
                assertThat(answer.header("Allow")).contains("OPTIONS").doesNotContain(method + ",");
            }
        }
    }

    @Test
    void methodsThatNobodyKnowsDoNotFillTheMeasurements() throws IOException {
        try (var wire = SERVER.connect()) {
            for (var number = 0; number < 50; number++) {
                wire.send("BREW" + number + " /api/stats HTTP/1.1\r\nHost: x\r\n\r\n")
                        .answer();
            }
        }

        assertThat(SERVER.read("/metrics").isOk().text()).doesNotContain("BREW");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/../../etc/passwd",
                "/console/..%2f..%2fetc/passwd",
                "/console/%2e%2e/%2e%2e/etc/passwd",
                "/console/%252e%252e/etc/passwd",
                "/console/..%5c..%5cwindows/win.ini",
                "/console/assets/../../logback.xml",
                "/console/assets/..%2f..%2flogback.xml",
                "/console//etc/passwd",
                "/console/%00index.html",
                "/console/index.html%00.js",
                "/console/.git/config",
                "/console/io/pharos/server/http/schemas.json",
                "/console/assets/%",
                "/../logback.xml",
                "/views/../api/stats",
                "//api/stats",
                "/api//stats",
                "/%61pi/stats"
            })
    void noPathLeadsOutOfItsFolder(String path) throws IOException {
        try (var wire = SERVER.connect()) {
            var answer =
                    wire.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").answer();

            assertThat(answer.status()).as(answer.text()).isIn(400, 404);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.text()).doesNotContain("root:", "appender");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "%ff", "a=%&b=%1", "&&&", "=", "view=%c3%28", "key=%00"})
    void aQueryThatIsNoneNeverFails(String query) throws IOException {
        try (var wire = SERVER.connect()) {
            var body = Shop.purchase("q", "query");
            var answer = wire.send("POST /api/events?" + query + " HTTP/1.1\r\nHost: x\r\nX-Write-Key: web-key\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                    .answer();

            assertThat(answer.status()).as(answer.text()).isIn(200, 404);
        }
    }

    @Test
    void tenThousandParametersAreAnswered() throws IOException {
        try (var wire = SERVER.connect()) {
            var query = "tealium_account=demo&tealium_profile=main" + "&k=1".repeat(10_000);
            assertThat(wire.send("GET /event?" + query + " HTTP/1.1\r\nHost: x\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=-5", "limit=99999999999"})
    void aLimitIsCutToWhatIsAllowed(String query) {
        SERVER.read("/api/deliveries?" + query).isOk();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/deliveries?limit=ten, limit",
        "/api/deliveries?state=lost, state",
        "/api/live?kind=gossip, kind",
        "/api/live?latest=1e9, latest",
        "/api/export/profiles?at=yesterday, at"
    })
    void aParameterThatIsNoneIsRefusedByName(String path, String parameter) {
        assertThat(SERVER.read(path).isProblem(400, "bad-request").at("/detail"))
                .contains("parameter " + parameter);
    }

    @Test
    void aHeadIsAnsweredLikeAGetWithoutItsBody() throws IOException {
        try (var wire = SERVER.connect()) {
            var got = SERVER.get("/openapi.json");
            var head =
                    wire.send("HEAD /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n").head();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(got.body().length));
            wire.send("HEAD /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(wire.head().status()).isEqualTo(404);
            wire.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n").answer().isOk();
        }
    }

    @Test
    void aHeadOfAStreamOrAnExportEnds() throws IOException {
        for (var path : new String[] {"/api/live", "/views/homepage/stream?visitor=a", "/api/export/profiles"}) {
            try (var wire = SERVER.connect()) {
                wire.send("HEAD " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + RunningServer.ADMIN_KEY
                        + "\r\n\r\n");
                assertThat(wire.head().status()).as(path).isEqualTo(200);
                wire.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
                        .answer()
                        .isOk();
            }
        }
    }

    @Test
    void requestsInOneGoAreAnsweredInOrder() throws IOException {
        try (var wire = SERVER.connect()) {
            wire.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nGET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "GET /docs HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(wire.answer().status()).isEqualTo(200);
            assertThat(wire.answer().status()).isEqualTo(404);
            assertThat(wire.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void everyAnswerForbidsGuessingItsType() {
        assertThat(SERVER.get("/nothing").header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(SERVER.read("/api/stats").header("Cache-Control")).isEqualTo("no-store");
    }
}
