package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All paths that Segment's and RudderStack's clients may be told to send to. */
final class SegmentPathsTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @ParameterizedTest
    @ValueSource(strings = {"track", "identify", "page", "screen", "group", "alias", "t", "i", "p", "s", "g", "a"})
    void everyCallHasAPathAlsoBelowAPrefixAndWithASlashAtItsEnd(String word) {
        var visitor = "calls-" + word;
        for (var path : new String[] {"/v1/" + word, "/v1/" + word + "/", "/rudder/v1/" + word}) {
            var sent = SERVER.post(path, call(visitor), "Authorization", basic(Shop.SEGMENT_KEY));

            assertThat(sent.isOk().at("/success")).as(path).isEqualTo("true");
        }
        assertThat(eventsOf(visitor)).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "import", "b"})
    void everyBatchHasAPathAlsoBelowAPrefix(String word) {
        var visitor = "batches-" + word;
        for (var path : new String[] {"/v1/" + word, "/segment/v1/" + word + "/"}) {
            SERVER.post(path, batch(visitor)).isOk();
        }
        assertThat(eventsOf(visitor)).isEqualTo("4");
    }

    @Test
    void aPageThatGoesAwaySendsABatchWithTheKeyInTheQuery() {
        SERVER.post("/beacon/v1/batch?writeKey=" + Shop.SEGMENT_KEY, batch("beacon"), "Content-Type", "text/plain")
                .isOk();

        assertThat(eventsOf("beacon")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"track", "identify", "page", "screen", "group", "alias"})
    void everyCallHasAPathOfJitsu(String word) {
        var visitor = "jitsu-" + word;
        for (var path : new String[] {"/api/s/" + word, "/api/s/" + word + "/", "/api/s/s2s/" + word}) {
            SERVER.post(path, call(visitor), "X-Write-Key", Shop.SEGMENT_KEY + ":secret")
                    .isOk();
        }
        assertThat(eventsOf(visitor)).isEqualTo("3");
        SERVER.post("/api/s/tracks", call(visitor), "X-Write-Key", Shop.SEGMENT_KEY)
                .isProblem(404, "not-found");
        SERVER.post("/api/s/track", call(visitor), "X-Write-Key", "unknown:secret")
                .isProblem(401, "unknown-key");
    }

    @Test
    void aWordThatIsNoCallHasNoPath() {
        SERVER.post("/v1/tracks", call("nobody")).isProblem(404, "not-found");
        SERVER.post("/a/b/v1/track", call("nobody")).isProblem(404, "not-found");
        SERVER.post("/api/v1/track", call("nobody")).isProblem(404, "not-found");
    }

    @Test
    void theClientsOwnMeasurementsAreTakenAndDropped() {
        SERVER.post("/v1/m", "{\"series\":[]}").isOk();
    }

    @Test
    void aCallThatCannotBeReadDoesNotHoldUpTheOthers() {
        var answer = SERVER.post("/v1/batch", """
                {"writeKey":"demo-write-key","batch":[7, {"type":"track","event":"a","anonymousId":"mixed"}, {"type":"nonsense"}]}
                """);

        answer.isOk();
        assertThat(eventsOf("mixed")).isEqualTo("1");
    }

    @Test
    void aPixelTakesACallInItsQueryAndIsAPicture() {
        var answer = SERVER.get("/v1/pixel/track?data=" + base64("""
                {"writeKey":"demo-write-key","event":"Mail Opened","anonymousId":"pixel","properties":{"page":"ü?>"}}"""));

        assertThat(answer.isOk().header("Content-Type")).isEqualTo("image/gif");
        assertThat(answer.text()).startsWith("GIF89a");
        assertThat(SERVER.read("/api/profiles/anonymous/pixel").at("/attributes/last_page"))
                .isEqualTo("ü?>");
    }

    @ParameterizedTest
    @CsvSource({"bm8ganNvbg, 'body, line 1'", "!!!, 'body, line 1'", "e30, no key", "'', 'body: found nothing'"})
    void aPixelIsAPictureWhateverItWasSent(String data, String reason) {
        var answer = SERVER.get("/v1/pixel/track?data=" + data);

        assertThat(answer.isOk().header("Content-Type")).isEqualTo("image/gif");
        assertThat(answer.header("X-Error")).contains(reason);
    }

    private static String eventsOf(String visitor) {
        return SERVER.read("/api/profiles/anonymous/" + visitor).isOk().at("/attributes/events_seen");
    }

    private static String call(String visitor) {
        return """
                {"anonymousId":"%s","event":"Seen","userId":null}""".formatted(visitor);
    }

    private static String batch(String visitor) {
        return """
                {"writeKey":"demo-write-key","batch":[
                  {"type":"track","event":"Seen","anonymousId":"%1$s"},
                  {"type":"page","name":"Home","anonymousId":"%1$s"}]}""".formatted(visitor);
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":").getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
