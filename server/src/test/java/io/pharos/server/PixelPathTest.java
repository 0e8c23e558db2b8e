package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain pixel. */
final class PixelPathTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @Test
    void anEventIsTakenFromTheQueryTheFormOrTheBody() {
        var got = SERVER.get("/t/website.gif?event=purchase&visitor=p-1&page=%2Fa");
        var form = SERVER.post("/t/website.gif/", "event=purchase&visitor=p-1", "Content-Type", "text/plain");
        var object = SERVER.post("/t/website.gif", "{\"event\":\"purchase\",\"visitor\":\"p-1\"}");

        for (var answer : new Answer[] {got, form, object}) {
            assertThat(answer.isOk().header("Content-Type")).isEqualTo("image/gif");
            assertThat(answer.headers()).doesNotContainKeys("X-Error", "Set-Cookie");
        }
        var profile = SERVER.read("/api/profiles/anonymous/p-1").isOk();
        assertThat(profile.at("/attributes/purchases")).isEqualTo("3");
        assertThat(profile.at("/attributes/last_page")).isEqualTo("/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "backend", "till", "%C3%A9", "a%2Fb"})
    void whatIsNoSourceOfPagesIsAPictureToo(String source) {
        var answer = SERVER.get("/t/" + source + ".gif?event=purchase&visitor=p-2");

        assertThat(answer.isOk().header("Content-Type")).isEqualTo("image/gif");
        assertThat(answer.header("X-Error")).contains("a source that pages send to");
        SERVER.read("/api/profiles/anonymous/p-2").isProblem(404, "unknown-profile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"event\":", "[]", "7\u0000", "%zz=%"})
    void aBodyThatIsNoneIsAPictureToo(String body) {
        assertThat(SERVER.post("/t/website.gif", body).isOk().header("Content-Type"))
                .isEqualTo("image/gif");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/t/website", "/t/website.png", "/t/.gif", "/t/a/website.gif"})
    void otherPathsAreNone(String path) {
        SERVER.get(path).isProblem(404, "not-found");
    }
}
