package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Other definitions are put in force over HTTP, while the server runs. */
final class PublishTest {
    private static final String GENEROUS =
            Shop.YAML.replace("purchases: { at_least: 2 }", "purchases: { at_least: 1 }");
    private static final String GREETING = GENEROUS.replace("\nviews:\n", """
              greet:
                connector: notebook
                trigger: { badge_assigned: keen }
                mapping: { who: "{{ profile.id }}" }

            views:
            """);

    @AutoClose
    private final RunningServer server = RunningServer.start();

    @Test
    void whatIsPublishedIsInForceAtOnceAndKnowsThePast() {
        server.sends(Shop.purchase("1", "ada"));
        var answer = server.publishes(GENEROUS, 1, ",\"note\":\"more of them\"").isOk();

        assertThat(answer.at("/version")).isEqualTo("2");
        assertThat(answer.at("/published")).isEqualTo("true");
        assertThat(answer.at("/refold/all")).isEqualTo("1");
        refolded();
        var profile = server.read("/api/profiles/anonymous/ada").isOk();
        assertThat(profile.at("/badges/keen/since")).isNotEmpty();
        assertThat(profile.at("/version")).isEqualTo("2");
        var workspace = server.read("/api/workspace").isOk();
        assertThat(workspace.at("/version")).isEqualTo("2");
        assertThat(workspace.at("/who")).isEqualTo("the key PHAROS_API_KEY");
        assertThat(workspace.at("/note")).isEqualTo("more of them");
        assertThat(workspace.json().at("/files/workspace.yaml").stringValue()).isEqualTo(GENEROUS);
    }

    @Test
    void everythingFollowsWithoutARestart() {
        var other = GREETING.replace("website: { kind: web, key: web-key }", "website: { kind: web, key: other-key }")
                .replace("homepage: { show: [purchases,", "front: { show: [purchases,");
        server.sends(Shop.purchase("1", "ada")).isOk();
        server.publishes(other, 1, "").isOk();

        server.sends(Shop.purchase("2", "ben")).isProblem(401, "unknown-key");
        server.post("/api/events", Shop.purchase("2", "ben"), "X-Write-Key", "other-key")
                .isOk();
        server.get("/views/homepage?visitor=ada").isProblem(404, "unknown-view");
        assertThat(server.get("/views/front?visitor=ben").isOk().at("/attributes/purchases"))
                .isEqualTo("1");
        assertThat(server.server().keys()).containsEntry("website", "other-key");
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                server.read("/api/deliveries?action=greet").at("/deliveries/0/state"))
                        .isEqualTo("delivered"));
    }

    @Test
    void nothingIsSetOffForThePastUnlessItIsAskedFor() {
        server.sends(Shop.purchase("1", "ada"));
        server.publishes(GREETING.replace("at_least: 1 }", "at_least: 9 }"), 1, "")
                .isOk();
        server.publishes(GREETING, 2, ",\"fire\":true").isOk();
        refolded();

        var greetings = server.read("/api/deliveries?action=greet").json().at("/deliveries");
        assertThat(greetings).hasSize(1);
        assertThat(greetings.get(0).get("profile").stringValue()).isEqualTo("anonymous:ada");
        server.publishes(GREETING.replace("at_least: 1 }", "at_least: 9 }"), 3, "")
                .isOk();
        refolded();
        server.publishes(GREETING, 4, "").isOk();
        refolded();
        assertThat(server.read("/api/deliveries?action=greet").json().at("/deliveries"))
                .hasSize(1);
    }

    @Test
    void whatWasMadeFromAnotherVersionIsRefusedWithBothVersions() {
        server.publishes(GENEROUS, 1, "").isOk();

        var answer = server.publishes(Shop.YAML.replace("buyers", "customers"), 1, "")
                .isProblem(409, "stale-base");
        assertThat(answer.at("/detail")).contains("version 1", "version 2");
        assertThat(server.read("/api/workspace").at("/version")).isEqualTo("2");
    }

    @Test
    void whatIsWrongIsToldAllAtOnceWithItsPlace() {
        var broken = Shop.YAML.replace("type: number", "type: nmber");
        var answer = server.publishes(broken, 1, "").isProblem(422, "cannot-publish");

        var problems = answer.json().at("/problems");
        assertThat(problems).hasSizeGreaterThan(1);
        assertThat(problems.get(0).get("file").stringValue()).isEqualTo("workspace.yaml");
        assertThat(problems.get(0).get("line").intValue()).isPositive();
        assertThat(problems.get(0).get("column").intValue()).isPositive();
        assertThat(problems.get(0).get("found").stringValue()).contains("nmber");
        assertThat(server.read("/api/workspace").at("/version")).isEqualTo("1");
    }

    @Test
    void aTemplateThatCannotBeRenderedIsRefused() {
        server.publishes(Shop.YAML.replace("{{ profile.id }}", "{{ profile.id"), 1, "")
                .isProblem(422, "cannot-publish");
    }

    @Test
    void otherIdentifiersMakeOtherPersonsOfThePast() {
        server.sends(Shop.purchase("1", "ada").replace("page\":", "card\":\"c7\",\"page\":"));
        server.sends(Shop.purchase("2", "ben").replace("page\":", "card\":\"c7\",\"page\":"));
        var byCard = Shop.YAML.replace("account: { from: account }", "card: { from: card }");
        var answer = server.publishes(byCard, 1, "").isOk();

        assertThat(answer.at("/version")).isEqualTo("2");
        assertThat(answer.at("/refold/preparation")).isEmpty();
        refolded();
        assertThat(server.read("/api/profiles/card/c7").isOk().at("/attributes/purchases"))
                .isEqualTo("2");
        assertThat(server.read("/api/profiles/anonymous/ada").at("/id")).isEqualTo("anonymous:ada");
        assertThat(server.read("/api/profiles/anonymous/ben").at("/id")).isEqualTo("anonymous:ada");
        server.publishes(Shop.YAML, 2, "").isOk();
        refolded();
        server.read("/api/profiles/card/c7").isProblem(404, "unknown-profile");
        assertThat(server.read("/api/profiles/anonymous/ben").isOk().at("/attributes/purchases"))
                .isEqualTo("1");
    }

    @Test
    void publishingTheSameAgainIsNoNewVersion() {
        server.publishes(GENEROUS, 1, "").isOk();
        var again = server.publishes(GENEROUS, 1, "").isOk();

        assertThat(again.at("/published")).isEqualTo("false");
        assertThat(again.at("/version")).isEqualTo("2");
        assertThat(server.read("/api/workspace/versions").json().at("/versions"))
                .hasSize(2);
    }

    @Test
    void anEarlierVersionCanBeLookedAtAndPublishedAgain() {
        server.sends(Shop.purchase("1", "ada"));
        server.publishes(GENEROUS, 1, "").isOk();
        var first = server.read("/api/workspace/versions/1").isOk().json();
        assertThat(first.at("/files/workspace.yaml").stringValue()).isEqualTo(Shop.YAML);

        server.publishes(first.at("/files/workspace.yaml").stringValue(), 2, "").isOk();
        refolded();
        assertThat(server.read("/api/profiles/anonymous/ada").at("/badges")).isEqualTo("{}");
        assertThat(server.read("/api/workspace").at("/version")).isEqualTo("3");
        server.read("/api/workspace/versions/4").isProblem(404, "not-found");
        server.read("/api/workspace/versions/x").isProblem(404, "not-found");
    }

    @Test
    void aBodyThatIsNotAsExpectedIsSaid() {
        for (var body : List.of(
                "",
                "[]",
                "{\"base\":1}",
                "{\"files\":{},\"base\":1}",
                "{\"files\":{\"a.yaml\":1},\"base\":1}",
                "{\"files\":{\"../a.yaml\":\"\"},\"base\":1}",
                "{\"files\":{\"a.yaml\":\"\"}}",
                "{\"files\":{\"a.yaml\":\"\"},\"base\":\"1\"}",
                "{\"files\":{\"a.yaml\":\"\"},\"base\":1,\"fire\":\"yes\"}")) {
            var answer =
                    server.post("/api/workspace/publish", body, "Authorization", "Bearer " + RunningServer.ADMIN_KEY);
            assertThat(answer.status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void whatWasPublishedOverHttpStaysAfterARestartWithTheFolder() {
        server.publishes(GENEROUS, 1, "").isOk();
        server.restart();

        assertThat(server.read("/api/workspace").at("/version")).isEqualTo("2");
        assertThat(server.server().notPublished().orElseThrow()).contains("version 2", "the key PHAROS_API_KEY");
        server.restart(Shop.YAML.replace("buyers", "customers"));
        assertThat(server.read("/api/workspace").at("/version"))
                .as("both have changed since, so a person decides")
                .isEqualTo("2");
        server.restart(GENEROUS);
        assertThat(server.server().notPublished()).isEmpty();
    }

    @Test
    void aListenerOfAViewThatIsTakenAwayHearsNoMore() throws Exception {
        try (var wire = server.connect()) {
            wire.send("GET /views/homepage/stream?visitor=ada HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(wire.head().status()).isEqualTo(200);
            server.publishes(Shop.YAML.replace("public: true", "public: false"), 1, "")
                    .isOk();

            var chunk = wire.chunk();
            for (var i = 0; i < 5 && chunk.length > 0; i++) {
                chunk = wire.chunk();
            }
            assertThat(chunk).as("the last one").isEmpty();
        }
    }

    @Test
    void metricsTellHowFarProfilesAre() {
        server.sends(Shop.purchase("1", "ada"));
        server.publishes(GENEROUS, 1, "").isOk();
        refolded();

        assertThat(server.read("/metrics").isOk().text())
                .contains("pharos_refold_version 2.0", "pharos_refold_done 1.0", "pharos_refold_left 0.0");
    }

    @Test
    void theCopiesOfAnEarlierProgramAreTakenOver() throws Exception {
        server.sends(Shop.purchase("1", "ada"));
        server.server().close();
        var copies = server.data().resolve("published");
        Files.createDirectories(copies);
        Files.writeString(copies.resolve("workspace.yaml"), Shop.YAML);
        Files.writeString(server.data().resolve("published.json"), "{\"version\":7,\"fingerprint\":\"\"}");
        server.restart();

        assertThat(copies).doesNotExist();
        assertThat(server.data().resolve("published.json")).doesNotExist();
        assertThat(server.read("/api/profiles/anonymous/ada").at("/attributes/purchases"))
                .isEqualTo("1");
    }

    private void refolded() {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(server.read("/api/workspace/refold").at("/complete"))
                                .isEqualTo("true"));
    }
}
