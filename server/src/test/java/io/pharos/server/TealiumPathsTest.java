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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/integration/event/demo/main/abc123",
                "/v3/collect/integration/event/accounts/demo/profiles/main/datasources/abc123"
            })
    void anyJsonIsTakenWhereThePathNamesTheSource(String path) {
        var visitor = "any" + path.length();
        var body = "[{\"Tealium_Visitor_Id\":\"%1$s\"},{\"tealium_visitor_id\":\"%1$s\"},7]".formatted(visitor);

        var answer = SERVER.post(path + "/?tealium_trace_id=t", body, "Content-Type", "text/plain");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(eventsOf(visitor)).isEqualTo("2");
        assertThat(SERVER.post(path, "{").status()).isEqualTo(400);
        assertThat(SERVER.post(path, "7").header("X-Error")).contains("an object that holds one event");
    }

    @Test
    void theTagsPixelTakesTheFieldDataOfTheQueryOrTheForm() {
        var data = "%7B%22data%22%3A%7B%22tealium_visitor_id%22%3A%22tag%22%7D%2C%22event%22%3A%22view%22%7D";

        var got = SERVER.get("/demo/main/2/i.gif?data=" + data);
        var posted = SERVER.post("/demo/main/2/i.gif", "data=" + data, "Origin", "https://shop.example");

        assertThat(got.isOk().header("Content-Type")).isEqualTo("image/gif");
        assertThat(posted.isOk().header("Content-Type")).isEqualTo("image/gif");
        assertThat(posted.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
        assertThat(eventsOf("tag")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data=%7B", "x", "--b"})
    void theTagsPixelIsAPictureWhateverItWasSent(String body) {
        var answer = SERVER.post("/demo/main/2/i.gif", body);

        assertThat(answer.isOk().header("Content-Type")).isEqualTo("image/gif");
        assertThat(answer.header("X-Error")).isNotBlank();
    }

    @Test
    void pathsOfAPairThatNoSourceDeclaresAreNone() {
        SERVER.get("/demo/other/2/i.gif?data=%7B%7D").isProblem(404, "not-found");
        SERVER.post("/integration/event/other/main/abc", "{}").isProblem(404, "not-found");
        SERVER.post("/v3/collect/integration/event/accounts/x/profiles/main/datasources/a", "{}")
                .isProblem(404, "not-found");
        SERVER.get("/api/main/2/i.gif").isProblem(404, "not-found");
    }

    @Test
    void aBrowserWithoutAnIdKeepsTheOneOfTheCookie() {
        var cookie = SERVER.get("/vdata/i.gif?tealium_account=demo&tealium_profile=main")
                .isOk()
                .header("Set-Cookie");
        var value = cookie.substring(0, cookie.indexOf(';'));

        SERVER.get("/demo/main/2/i.gif?data=%7B%7D", "Cookie", "x=y; " + value).isOk();

        assertThat(cookie).startsWith("TAPID=demo/main>").contains("SameSite=Lax", "Path=/");
        assertThat(eventsOf(value.substring(value.indexOf('>') + 1))).isEqualTo("2");
    }

    @Test
    void anIdThatWouldBreakAHeaderIsEscapedInTheCookie() {
        var answer = SERVER.get("/vdata/i.gif?tealium_account=demo&tealium_profile=main"
                + "&tealium_override_tapid=a%0D%0ASet-Cookie%3A%20b%3Bc%7C%C3%A9");

        assertThat(answer.isOk().header("Set-Cookie"))
                .startsWith("TAPID=demo/main>a%0D%0ASet-Cookie%3A%20b%3Bc%7C%C3%A9;");
    }

    private static String event(String visitor) {
        return """
                {"tealium_account":"demo","tealium_profile":"main","tealium_event":"seen","tealium_visitor_id":"%s"}""".formatted(visitor);
    }

    private static String eventsOf(String visitor) {
        return SERVER.read("/api/profiles/anonymous/" + visitor).isOk().at("/attributes/events_seen");
    }
}
