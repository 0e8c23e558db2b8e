package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A server that is closed and started again on the same folder. */
final class RestartTest {
    @AutoClose
    private final RunningServer server = RunningServer.start();

    @Test
    void profilesAreThereAndEventsStillCountOnce() {
        server.sends(Shop.purchase("1", "ada"));
        var before = profile("anonymous/ada");

        server.restart();

        assertThat(profile("anonymous/ada")).isEqualTo(before);
        assertThat(server.sends(Shop.purchase("1", "ada")).at("/results/0/status"))
                .isEqualTo("duplicate");
        assertThat(server.read("/api/stats").at("/counts/events")).isEqualTo("1");
    }

    @Test
    void whatActionsSentIsSentOnceAndStillListed() throws IOException {
        server.sends(Shop.purchase("1", "ada"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(deliveries("delivered")).isEqualTo("1"));

        server.restart();

        server.sends(Shop.purchase("2", "ben"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(deliveries("delivered")).isEqualTo("2"));
        assertThat(Files.readAllLines(server.data().resolve("actions/actions.jsonl")))
                .hasSize(2);
    }

    @Test
    void thePasswordStaysAndEverybodyIsSignedOut() {
        var login = "{\"user\":\"admin\",\"password\":\"" + RunningServer.PASSWORD + "\"}";
        var cookie =
                server.post("/api/session", login).isOk().header("Set-Cookie").split(";", 2)[0];
        server.get("/api/session", "Cookie", cookie).isOk();

        server.restart();

        server.get("/api/session", "Cookie", cookie).isProblem(401, "not-signed-in");
        server.post("/api/session", login).isOk();
    }

    @Test
    void aMadeKeyStays() {
        var key = server.server().keys().get("backend");

        server.restart();

        assertThat(server.server().keys()).containsEntry("backend", key);
    }

    @Test
    void theSameDefinitionsKeepTheirVersionAndOthersAreTheNext() {
        server.restart();
        assertThat(server.read("/api/workspace").at("/version")).isEqualTo("1");

        server.restart(Shop.YAML.replace("purchases: { at_least: 2 }", "purchases: { at_least: 3 }"));
        assertThat(server.read("/api/workspace").at("/version")).isEqualTo("2");
    }

    @Test
    void newDefinitionsKnowThePast() {
        server.sends("{\"event\":\"purchase\",\"visitor\":\"ada\",\"attributes\":{\"total\":10}}");
        server.sends("{\"event\":\"purchase\",\"visitor\":\"ada\",\"attributes\":{\"total\":32}}");

        server.restart(Shop.YAML
                .replace(
                        "attributes:\n",
                        "attributes:\n  spent: { type: number, enrichments: [ increase: { by: total } ] }\n")
                .replace("purchases: { at_least: 2 }", "spent: { at_least: 43 }"));

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(server.read("/api/workspace/refold").at("/complete"))
                                .isEqualTo("true"));
        var profile = server.read("/api/profiles/anonymous/ada").isOk();
        assertThat(profile.at("/attributes/spent")).isEqualTo("42");
        assertThat(profile.at("/badges")).isEqualTo("{}");
        assertThat(profile.at("/version")).isEqualTo("2");
        assertThat(server.read("/api/stats").at("/counts/profiles")).isEqualTo("1");
    }

    @Test
    void definitionsWithProblemsStopTheStartAndNameThem() {
        server.sends(Shop.purchase("1", "ada"));

        assertThatThrownBy(() -> server.restart(Shop.YAML.replace("type: number", "type: nmber")))
                .isInstanceOfSatisfying(
                        StartFailed.class,
                        failed -> assertThat(failed.problems())
                                .isNotEmpty()
                                .allSatisfy(problem ->
                                        assertThat(problem.place().toString()).startsWith("workspace.yaml:")));

        server.restart(Shop.YAML);
        assertThat(server.read("/api/profiles/anonymous/ada").at("/attributes/purchases"))
                .isEqualTo("1");
    }

    @Test
    void aFolderThatAnotherServerUsesIsSaid() {
        assertThatThrownBy(() -> Server.start(ServerSettings.of(
                        "127.0.0.1", 0, server.data(), java.util.Optional.empty(), java.util.Map.of())))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining(server.data().toString());
        server.sends(Shop.purchase("1", "ada")).isOk();
    }

    private String profile(String path) {
        return server.read("/api/profiles/" + path).isOk().text().replaceAll("\"as_of\":\"[^\"]+\"", "");
    }

    private String deliveries(String state) {
        return server.read("/api/stats").at("/deliveries/" + state);
    }
}
