package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All paths of the Tealium Collect HTTP API. */
final class TealiumPathsTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @ParameterizedTest
    @ValueSource(strings = {"/event", "/v3/collect/event", "/v3/collect/regional/event"})
    void anEventIsTakenFromTheQueryOrTheBody(String path) {
        var visitor = path.replace('/', '-');

        var got = SERVER.get(path + "?tealium_account=demo&tealium_profile=main&tealium_visitor_id=" + visitor);
        var posted = SERVER.post(path + "/", event(visitor), "Content-Type", "text/plain");

        assertThat(got.isOk().header("Content-Type")).isEqualTo("image/gif");
        assertThat(posted.isOk().body()).isEmpty();
        assertThat(eventsOf(visitor)).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bulk-event", "/v3/collect/bulk-event", "/v3/collect/regional/bulk-event"})
    void severalEventsAreTakenWithWhatTheyShare(String path) {
        var visitor = path.replace('/', '-');

        var answer = SERVER.post(path, """
                {"shared":%s,"events":[{"tealium_event":"a"},{"tealium_event":"b"}]}""".formatted(event(visitor)));

        answer.isOk();
        assertThat(eventsOf(visitor)).isEqualTo("2");
    }

    @Test
    void anAccountThatNoSourceDeclaresIsRefusedAndSeen() {
        var answer = SERVER.post("/event", "{\"tealium_account\":\"other\",\"tealium_profile\":\"main\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("X-Error")).contains("account \"other\"");
        assertThat(SERVER.read("/api/rejections").isOk().text()).contains("event.unknown-account");
    }

    @Test
    void theReasonInTheHeaderHoldsOnlyWhatAHeaderCan() {
        var answer = SERVER.post(
                "/event", "{\"tealium_account\":\"\\r\\nX-Injected: 1\\u00e9\",\"tealium_profile\":\"main\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).doesNotContainKey("X-Injected");
        assertThat(answer.header("X-Error")).contains("??X-Injected: 1?");
    }

    @Test
    void aBodyThatIsNoJsonIsRefusedWithTheReason() {
        var answer = SERVER.post("/event", "{\"tealium_account\":");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("X-Error")).contains("cut off");
    }

    @Test
    void theVisitorDataPixelIsAPictureAlsoForAStranger() {
        var answer = SERVER.get("/vdata/i.gif?tealium_account=other&tealium_profile=main");

        assertThat(answer.isOk().header("Content-Type")).isEqualTo("image/gif");
        assertThat(answer.header("X-Error")).contains("account \"other\"");
    }

    private static String event(String visitor) {
        return """
                {"tealium_account":"demo","tealium_profile":"main","tealium_event":"seen","tealium_visitor_id":"%s"}""".formatted(visitor);
    }

    private static String eventsOf(String visitor) {
        return SERVER.read("/api/profiles/anonymous/" + visitor).isOk().at("/attributes/events_seen");
    }
}
