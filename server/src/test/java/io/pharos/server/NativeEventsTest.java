package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/events}: one result for each event, and what is answered is in the profile. */
final class NativeEventsTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @Test
    void eachEventHasAResultOfItsOwn() {
        SERVER.sends(Shop.purchase("r-1", "results"));

        var answer = SERVER.sends("""
                [{"id":"r-1","event":"purchase","visitor":"results"},
                 {"id":"r-2","event":"purchase","visitor":"results"},
                 {"id":"r-3","visitor":"results"},
                 {"id":"r-4","event":"purchase","visitor":"results","basket":1},
                 7]""");

        answer.isOk();
        assertThat(answer.json()
                        .at("/results")
                        .valueStream()
                        .map(result -> result.get("id").stringValue() + " "
                                + result.get("status").stringValue() + " "
                                + result.at("/problems/0/where").asString()))
                .containsExactly(
                        "r-1 duplicate ",
                        "r-2 accepted ",
                        "r-3 rejected events[2].event",
                        "r-4 rejected events[3].basket",
                        " rejected events[4]");
    }

    @Test
    void aRejectedEventSaysWhatWasFoundAndWhatWasExpected() {
        var answer = SERVER.sends("{\"event\":\"a\",\"visitor\":\"v\",\"time\":\"yesterday\"}")
                .isOk();

        assertThat(answer.at("/results/0/problems/0/code")).isEqualTo("event.wrong-type");
        assertThat(answer.at("/results/0/problems/0/found")).contains("yesterday");
        assertThat(answer.at("/results/0/problems/0/expected")).isNotEmpty();
        assertThat(SERVER.read("/api/rejections?limit=1").at("/rejections/0/problems/0/where"))
                .isEqualTo("event.time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{\"event\":", "[1,", "{} {}", "{'event':'a'}", "\u0000"})
    void aBodyThatIsNoJsonIsRefusedAsAWhole(String body) {
        var answer = SERVER.sends(body).isProblem(400, "not-json");

        assertThat(answer.at("/problems/0/where")).startsWith("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "null", "\"text\"", "true", "[[]]", "[null]"})
    void anyJsonIsAnsweredEventByEvent(String body) {
        var answer = SERVER.sends(body).isOk();

        assertThat(answer.json()
                        .at("/results")
                        .valueStream()
                        .map(result -> result.get("status").stringValue()))
                .allSatisfy(status -> assertThat(status).isEqualTo("rejected"));
    }

    @Test
    void aProfileReadRightAfterTheAnswerHoldsTheEvent() {
        for (var count = 1; count <= 100; count++) {
            SERVER.sends(Shop.purchase("own-" + count, "own-write")).isOk();

            assertThat(SERVER.read("/api/profiles/anonymous/own-write").at("/attributes/purchases"))
                    .isEqualTo(Integer.toString(count));
        }
    }

    @Test
    void eventsSentAtOnceAreAllInTheProfile() {
        var answers = java.util.stream.IntStream.range(0, 200)
                .mapToObj(number -> SERVER.sendLater(SERVER.request("/api/events", "X-Write-Key", Shop.WEB_KEY)
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                Shop.purchase("c-" + number, "at-once")))))
                .toList();

        assertThat(answers).allSatisfy(answer -> answer.join().isOk());
        assertThat(SERVER.read("/api/profiles/anonymous/at-once").at("/attributes/purchases"))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer web-key, ''",
        "authorization, bearer web-key, ''",
        "Authorization, Basic d2ViLWtleTo=, ''",
        "X-Write-Key, web-key, ''",
        "X-Write-Key, web-key:secret, ''",
        "X-Nothing, 1, ?key=web-key",
        "X-Nothing, 1, ?writeKey=web-key"
    })
    void theSourceIsKnownByItsKeyWhereverItStands(String header, String value, String query) {
        var answer = SERVER.post("/api/events" + query, Shop.purchase("k", "keys"), header, value);

        assertThat(answer.isOk().at("/results/0/id")).isEqualTo("k");
    }

    @Test
    void theKeyMayStandInTheBody() {
        SERVER.post("/api/events", "{\"writeKey\":\"web-key\",\"event\":\"a\",\"visitor\":\"body-key\"}")
                .isOk();
    }

    @Test
    void theKeyOfASourceThatDeclaresNoneIsMade() {
        var key = SERVER.server().keys().get("backend");

        SERVER.post("/api/events", Shop.purchase("m", "made"), "Authorization", "Bearer " + key)
                .isOk();
    }

    @Test
    void anUnknownKeyIsRefusedAndSeenButNotShown() {
        var answer = SERVER.post("/api/events", Shop.purchase("u", "unknown"), "X-Write-Key", "no-such-secret");

        answer.isProblem(401, "unknown-key");
        assertThat(answer.text()).contains("cret").doesNotContain("no-such-secret");
        var rejection = SERVER.read("/api/rejections?limit=1").isOk();
        assertThat(rejection.at("/rejections/0/path")).isEqualTo("/api/events");
        assertThat(rejection.at("/rejections/0/problems/0/code")).isEqualTo("request.unknown-key");
        assertThat(rejection.at("/rejections/0/sample")).contains("\"visitor\":\"unknown\"");
        SERVER.read("/api/profiles/anonymous/unknown").isProblem(404, "unknown-profile");
    }

    @Test
    void anAdministratorNamesTheSource() {
        var admin = "Bearer " + RunningServer.ADMIN_KEY;

        var named = SERVER.post(
                "/api/events", "{\"event\":\"a\",\"visitor\":\"by-admin\",\"source\":\"app\"}", "Authorization", admin);
        var unnamed = SERVER.post("/api/events", "{\"event\":\"a\",\"visitor\":\"by-admin\"}", "Authorization", admin);

        assertThat(named.isOk().at("/results/0/status")).isEqualTo("accepted");
        assertThat(unnamed.isOk().at("/results/0/problems/0/where")).isEqualTo("event.source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded", "x"})
    void theBodyIsReadWhateverItsContentTypeSays(String contentType) {
        SERVER.post(
                        "/api/events/",
                        Shop.purchase("t-" + contentType, "types"),
                        "X-Write-Key",
                        Shop.WEB_KEY,
                        "Content-Type",
                        contentType)
                .isOk();
    }

    @ParameterizedTest
    @CsvSource({"Content-Encoding, gzip", "X-Nothing, 1"})
    void aZippedBodyIsUnpackedAlsoWhereNoHeaderSaysSo(String header, String value) throws IOException {
        var zipped = gzip(Shop.purchase("z-" + value, "zipped"));

        SERVER.post("/api/events", zipped, "X-Write-Key", Shop.WEB_KEY, header, value)
                .isOk();

        assertThat(SERVER.read("/api/profiles/anonymous/zipped").isOk().at("/id"))
                .isEqualTo("anonymous:zipped");
    }

    @Test
    void anEventThatNamesNobodyGetsAProfileOfItsOwn() {
        var profiles = Long.parseLong(SERVER.read("/api/stats").at("/counts/profiles"));

        SERVER.sends("[{\"event\":\"a\"},{\"event\":\"a\"}]").isOk();

        assertThat(SERVER.read("/api/stats").at("/counts/profiles")).isEqualTo(Long.toString(profiles + 2));
    }

    @Test
    void aTextThatIsHalfACharacterNeitherSpoilsTheProfileNorTheStream() {
        SERVER.sends("""
                        {"event":"a","visitor":"half","attributes":{"page":"\\ud83d","\\udc00":"\\u0000"}}""").isOk();

        assertThat(SERVER.read("/api/profiles/anonymous/half").isOk().at("/attributes/last_page"))
                .isEqualTo("\ufffd");
        SERVER.read("/api/export/profiles").isOk();
    }

    private static byte[] gzip(String text) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }
}
