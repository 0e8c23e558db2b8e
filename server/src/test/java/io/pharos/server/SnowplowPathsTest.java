package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All paths that Snowplow's trackers may be told to send to. */
final class SnowplowPathsTest {
    private static final String PAGE = "https://shop.example";

    @AutoClose
    private static final RunningServer SERVER =
            RunningServer.start(settings -> settings.withEnvironment("PHAROS_SNOWPLOW_PATH", "/com.acme/track"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/com.snowplowanalytics.snowplow/tp2",
                "/com.snowplowanalytics.snowplow/tp2/",
                "/com.acme/track",
                "/com.acme/track/"
            })
    void aPayloadIsTakenWhateverItSaysItIs(String path) {
        var visitor = path.replace('/', '-');

        for (var type : new String[] {"application/json; charset=UTF-8", "text/plain", "application/octet-stream"}) {
            var answer = SERVER.post(path, payload(visitor), "Content-Type", type, "Origin", PAGE);

            assertThat(answer.isOk().text()).isEqualTo("ok");
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(answer.headers()).doesNotContainKey("Set-Cookie");
        }
        assertThat(eventsOf("anonymous/" + visitor)).isEqualTo("6");
    }

    @Test
    void aPayloadMayBePacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(payload("packed").getBytes(StandardCharsets.UTF_8));
        }

        SERVER.post("/com.snowplowanalytics.snowplow/tp2", packed.toByteArray(), "Content-Encoding", "gzip")
                .isOk();
        SERVER.post("/com.snowplowanalytics.snowplow/tp2", packed.toByteArray()).isOk();
        assertThat(eventsOf("anonymous/packed")).isEqualTo("4");
    }

    @Test
    void aQueryIsTakenAndIsAPicture() {
        var answer = SERVER.get("/i?e=pv&aid=shop&duid=got&page=Caf%C3%A9+%26+more&url=x");

        assertThat(answer.isOk().header("Content-Type")).isEqualTo("image/gif");
        assertThat(eventsOf("anonymous/got")).isEqualTo("1");
    }

    @Test
    void aPictureIsAnsweredWhateverTheApplication() {
        var answer = SERVER.get("/i?e=pv&aid=unknown&duid=got");

        assertThat(answer.isOk().header("Content-Type")).isEqualTo("image/gif");
        assertThat(answer.header("X-Error")).contains("unknown");
        assertThat(SERVER.read("/api/rejections").isOk().text()).contains("event.unknown-application");
    }

    @Test
    void aPayloadOfAnUnknownApplicationIsRefusedAndSeen() {
        var answer =
                SERVER.post("/com.snowplowanalytics.snowplow/tp2", payload("x").replace("shop", "stranger"));

        answer.isProblem(401, "unknown-key");
        assertThat(SERVER.read("/api/rejections").isOk().text()).contains("stranger");
    }

    @Test
    void aBrowserWithoutAnIdKeepsTheOneOfTheCookie() {
        var first = SERVER.get("/i?e=pv&aid=shop");
        var cookie = first.header("Set-Cookie");
        var id = cookie.substring("sp=".length(), cookie.indexOf(';'));

        assertThat(cookie).startsWith("sp=").contains("Max-Age=31536000", "Path=/", "HTTPOnly", "SameSite=Lax");
        assertThat(cookie).doesNotContain("Secure");
        assertThat(SERVER.get("/i?e=pv&aid=shop", "Cookie", "sp=" + id).headers())
                .doesNotContainKey("Set-Cookie");
        assertThat(eventsOf("anonymous/" + id)).isEqualTo("2");
    }

    @Test
    void behindTlsTheCookieCrossesSites() {
        assertThat(SERVER.get("/i?e=pv&aid=shop", "X-Forwarded-Proto", "https").header("Set-Cookie"))
                .contains("SameSite=None", "Secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"track", "/", "/api/track", "/i", "/a//b", "/{x}/y", "/a?b", "/a b"})
    void aPathThatIsNoneOrTheServersOwnStopsTheStart(String path) {
        assertThatThrownBy(() -> ServerSettings.of(
                        "127.0.0.1", 0, Path.of("x"), Optional.empty(), Map.of("PHAROS_SNOWPLOW_PATH", path)))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("PHAROS_SNOWPLOW_PATH")
                .hasMessageContaining(path);
    }

    private static String payload(String visitor) {
        return """
                {"schema":"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4","data":[
                  {"e":"pv","aid":"shop","duid":"%1$s","url":"https://shop.example/"},
                  {"e":"se","aid":"shop","duid":"%1$s","se_ca":"a","se_ac":"b"}]}""".formatted(visitor);
    }

    private static String eventsOf(String profile) {
        return SERVER.read("/api/profiles/" + profile).isOk().at("/attributes/events_seen");
    }
}
