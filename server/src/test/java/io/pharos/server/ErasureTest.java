package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code DELETE /api/profiles/{kind}/{value}}. */
final class ErasureTest {
    @AutoClose
    private final RunningServer server = RunningServer.start();

    @Test
    void whoeverIsErasedIsGoneAndTheReportSaysFromWhere() {
        server.sends(Shop.purchase("1", "d1")).isOk();
        server.sends(Shop.purchase("2", "d2")).isOk();

        var report = erase("anonymous/d1").isOk();

        assertThat(report.at("/identifiers")).isEqualTo("[{\"kind\":\"anonymous\",\"value\":\"d1\"}]");
        assertThat(report.at("/places/0")).isEqualTo("{\"place\":\"profile\",\"removed\":1,\"gone\":true}");
        assertThat(report.at("/places/1")).isEqualTo("{\"place\":\"events\",\"removed\":1,\"gone\":true}");
        assertThat(report.at("/places/7")).isEqualTo("{\"place\":\"disk\",\"gone\":true}");
        server.read("/api/profiles/anonymous/d1").isProblem(404, "unknown-profile");
        server.read("/api/profiles/anonymous/d2").isOk();
        assertThat(server.read("/api/stats").at("/counts/profiles")).isEqualTo("1");
        assertThat(server.read("/api/deliveries").isOk().text()).doesNotContain("d1");
    }

    @Test
    void whatComesLateIsAnsweredAsErasedSoThatNobodySendsItAgain() {
        var purchase = "{\"id\":\"1\",\"visitor\":\"d1\",\"event\":\"purchase\",\"time\":\"" + Instant.now() + "\"}";
        server.sends(purchase).isOk();
        erase("anonymous/d1").isOk();
        server.restart();

        var again = server.sends(purchase).isOk();

        assertThat(again.at("/results/0/status")).isEqualTo("erased");
        assertThat(again.at("/results/0/problems/0/code")).isEqualTo("event.erased");
        server.read("/api/profiles/anonymous/d1").isProblem(404, "unknown-profile");
        assertThat(server.read("/api/stats").at("/counts/erased")).isEqualTo("1");
    }

    @Test
    void nobodyIsErasedTwice() {
        server.sends(Shop.purchase("1", "d1")).isOk();
        erase("anonymous/d1").isOk();

        erase("anonymous/d1").isProblem(404, "unknown-profile");
        erase("anonymous/nobody").isProblem(404, "unknown-profile");
        erase("shoe_size/42").isProblem(404, "unknown-profile");
    }

    private Answer erase(String who) {
        return server.send(server.request("/api/profiles/" + who, "Authorization", "Bearer " + RunningServer.ADMIN_KEY)
                .DELETE());
    }
}
