package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A profile as it was, what happened to it, why it is as it is, and what comes next. */
final class PastReadTest {
    private static final String YAML = Shop.YAML.replace("\nbadges:\n", """
                      last_purchase:
                        type: date
                        enrichments:
                          - set: { to: event_time }
                            if: { event: purchase }
                      doubled: { type: number, derive: { product: [purchases, 2] } }

                    badges:
                    """).replace("\nsegments:\n", """

                    segments:
                      lapsed:
                        if:
                          - badge: keen
                          - last_purchase: { before: 90d ago }
                      browsers:
                        if: { did: { event: page_view, within: 3650d, times: { at_least: 2 } } }
                    """);

    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    private static final String ADA = "/api/profiles/anonymous/ada";

    @BeforeAll
    static void send() {
        SERVER.restart(YAML);
        SERVER.sends("""
                [{"id":"1","time":"2025-03-01T10:00:00Z","event":"page_view","visitor":"ada","attributes":{"page":"/a"}},
                 {"id":"2","time":"2025-03-01T10:01:00Z","event":"purchase","visitor":"ada","attributes":{"page":"/pay","email":"ada@example.com"}},
                 {"id":"3","time":"2025-03-02T10:00:00Z","event":"purchase","visitor":"ada"}]""").isOk();
    }

    private static Answer read(String path) {
        return SERVER.read(ADA + path);
    }

    @Test
    void aProfileIsReadAsItWas() {
        var then = read("?at=2025-03-01T10:01:00Z").isOk();
        assertThat(then.at("/attributes/purchases")).isEqualTo("1");
        assertThat(then.at("/as_of")).isEqualTo("2025-03-01T10:01:00.000Z");
        assertThat(then.json().at("/badges")).isEmpty();

        assertThat(read("?at=2025-05-31T10:00:00Z")
                        .isOk()
                        .json()
                        .at("/segments")
                        .has("lapsed"))
                .isFalse();
        assertThat(read("?at=2025-05-31T10:00:00.001Z").isOk().at("/segments/lapsed/since"))
                .isEqualTo("2025-05-31T10:00:00.001Z");
    }

    @Test
    void nobodyWasThereBeforeTheirFirstEvent() {
        for (var path : List.of("?", "/why/attributes/purchases?", "/why/segments/buyers?")) {
            assertThat(read(path + "at=2025-03-01T09:59:59.999Z")
                            .isProblem(404, "unknown-profile")
                            .at("/detail"))
                    .contains("2025-03-01T09:59:59.999Z");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?at=yesterday",
                "?at=2999-01-01",
                "?after=1&wait=soon",
                "/next?until=2999-01-01",
                "/timeline?kind=event,nothing",
                "/timeline?before=then",
                "/timeline?limit=many",
                "/why/badges/keen?at=1"
            })
    void aQuestionThatCannotBeUnderstoodIsRefused(String path) {
        read(path).isProblem(400, "bad-request");
    }

    @Test
    void anEventThatIsInIsNotWaitedFor() {
        assertThat(read("?after=3").isOk().at("/attributes/purchases")).isEqualTo("2");
    }

    @Test
    void anEventIsWaitedFor() {
        var answer = SERVER.sendLater(SERVER.request(
                        "/api/profiles/anonymous/late?after=e-17&wait=10000",
                        "Authorization",
                        "Bearer " + RunningServer.ADMIN_KEY)
                .GET());

        SERVER.sends("{\"id\":\"e-16\",\"event\":\"page_view\",\"visitor\":\"late\"}");
        SERVER.sends("{\"id\":\"e-17\",\"event\":\"page_view\",\"visitor\":\"somebody else\"}");
        SERVER.sends("{\"id\":\"e-17\",\"event\":\"page_view\",\"visitor\":\"late\"}");

        assertThat(answer.join().isOk().at("/attributes/events_seen")).isEqualTo("2");
    }

    @Test
    void anEventThatDoesNotComeIsSaidSo() {
        assertThat(read("?after=nothing&wait=1").isProblem(404, "unknown-event").at("/detail"))
                .contains("nothing")
                .contains("1 ms");
        SERVER.read("/api/profiles/anonymous/nobody?after=1&wait=0").isProblem(404, "unknown-event");
    }

    @Test
    void aTimelineTellsWhatHappened() {
        var items = read("/timeline").isOk().json().get("items");

        assertThat(kinds(items))
                .containsExactly(
                        "joined",
                        "visit_ended",
                        "badge_assigned",
                        "event",
                        "visit_started",
                        "visit_ended",
                        "joined",
                        "event",
                        "event",
                        "visit_started");
        assertThat(items.get(2).toString()).isEqualTo("""
                        {"kind":"badge_assigned","name":"keen","at":"2025-03-02T10:00:00.000Z",\
                        "cause":{"kind":"event","id":"3","time":"2025-03-02T10:00:00.000Z","source":"website","event":"purchase"}}""");
        assertThat(items.get(7).get("changes").toString())
                .contains("{\"attribute\":\"events_seen\",\"before\":1,\"after\":2}")
                .contains("{\"attribute\":\"last_page\",\"before\":\"/a\",\"after\":\"/pay\"}")
                .contains("{\"attribute\":\"purchases\",\"after\":1}")
                .contains("{\"attribute\":\"doubled\",\"after\":2}");
        assertThat(items.get(7).at("/event/attributes/page").stringValue()).isEqualTo("/pay");
    }

    @Test
    void aTimelineComesInPages() {
        var whole = read("/timeline").isOk().json().get("items").valueStream().toList();
        var pages = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = read("/timeline?limit=4" + next).isOk();
            page.json().get("items").forEach(pages::add);
            next = page.at("/before").isEmpty() ? "" : "&before=" + encoded(page.at("/before"));
        } while (!next.isEmpty());

        assertThat(pages).isEqualTo(whole);
        assertThat(kinds(read("/timeline?kind=joined,badge_assigned").json().get("items")))
                .containsExactly("joined", "badge_assigned", "joined");
    }

    @Test
    void anActionStandsInTheTimelineWithWhatBecameOfIt() {
        SERVER.sends(Shop.purchase("now", "bob")).isOk();

        var action = SERVER.read("/api/profiles/anonymous/bob/timeline?kind=action")
                .isOk()
                .json()
                .at("/items/0");

        assertThat(action.get("kind").stringValue()).isEqualTo("action");
        assertThat(action.at("/delivery/action").stringValue()).isEqualTo("welcome");
        assertThat(action.at("/delivery/state").stringValue()).isIn("pending", "delivered");
    }

    @Test
    void anAttributeSaysWhoWroteIt() {
        assertThat(read("/why/attributes/purchases?at=2025-06-01T00:00:00Z&limit=1")
                        .isOk()
                        .text())
                .isEqualTo("""
                        {"attribute":"purchases","value":2,"writes":[{"cause":{"kind":"event","id":"3",\
                        "time":"2025-03-02T10:00:00.000Z","source":"website","event":"purchase"},\
                        "enrichment":{"number":1,"text":"{ increase: { by: 1 }, if: { event: purchase } }"},\
                        "before":1,"after":2}],"earlier":1,"as_of":"2025-06-01T00:00:00.000Z","version":2}""");
    }

    @Test
    void aDerivedAttributeSaysWhatItComesFrom() {
        assertThat(read("/why/attributes/doubled?at=2025-06-01T00:00:00Z")
                        .isOk()
                        .text())
                .isEqualTo("""
                        {"attribute":"doubled","value":4,"derive":"{ product: [purchases, 2] }",\
                        "inputs":[{"kind":"attribute","name":"purchases","value":2}],\
                        "as_of":"2025-06-01T00:00:00.000Z","version":2}""");
    }

    @Test
    void aSegmentSaysWhichBranchDecides() {
        assertThat(read("/why/segments/lapsed?at=2025-05-01T00:00:00Z").isOk().text())
                .isEqualTo("""
                        {"segment":"lapsed","has":false,"now":[{"role":"if","condition":{"kind":"all","holds":false,"parts":[\
                        {"kind":"badge","holds":true,"text":"{ badge: keen }"},\
                        {"kind":"comparison","holds":false,"text":"{ last_purchase: { before: 90d ago } }","evidence":[\
                        {"kind":"attribute","name":"last_purchase","value":"2025-03-02T10:00:00.000Z"},\
                        {"kind":"age","limit":"90d ago","reached":"2025-05-31T10:00:00.000Z"}]}]}}],\
                        "as_of":"2025-05-01T00:00:00.000Z","version":2}""");
        assertThat(read("/why/segments/lapsed?at=2025-06-01T00:00:00Z")
                        .isOk()
                        .json()
                        .get("turned")
                        .toString())
                .startsWith(
                        "{\"to\":true,\"cause\":{\"kind\":\"time\",\"time\":\"2025-05-31T10:00:00.001Z\"},\"then\":[");
    }

    @Test
    void behaviourSaysItsFigures() {
        assertThat(read("/why/segments/browsers?at=2025-05-01T00:00:00Z")
                        .isOk()
                        .json()
                        .at("/now/0/condition/evidence")
                        .toString())
                .isEqualTo("[{\"kind\":\"figure\",\"figure\":\"times\",\"value\":1}]");
    }

    @Test
    void aBadgeSaysWhichEventAssignedIt() {
        var why = read("/why/badges/keen").isOk();

        assertThat(why.at("/has")).isEqualTo("true");
        assertThat(why.at("/since")).isEqualTo("2025-03-02T10:00:00.000Z");
        assertThat(why.at("/turned/cause/id")).isEqualTo("3");
        assertThat(why.at("/turned/then/0/role")).isEqualTo("assign");
        assertThat(why.at("/turned/then/0/condition/evidence/0/value")).isEqualTo("2");
        assertThat(why.at("/now/1/role")).isEqualTo("remove");
        assertThat(why.at("/now/1/condition/holds")).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attributes", "badges", "segments"})
    void whatTheWorkspaceLacksIsNotFound(String part) {
        assertThat(read("/why/" + part + "/none")
                        .isProblem(404, "unknown-definition")
                        .at("/detail"))
                .contains("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/timeline", "/next", "/why/badges/keen"})
    void ofNobodyThereIsNothingToTell(String path) {
        SERVER.read("/api/profiles/anonymous/nobody" + path).isProblem(404, "unknown-profile");
        SERVER.read("/api/profiles/phone/1" + path).isProblem(404, "unknown-profile");
    }

    @Test
    void whatIsComingIsToldInOrder() {
        SERVER.sends("[" + Shop.purchase("1", "cleo") + "," + Shop.purchase("2", "cleo") + "]")
                .isOk();

        var next = SERVER.read("/api/profiles/anonymous/cleo/next").isOk().json();

        assertThat(kinds(next.get("coming"))).containsExactly("visit_ended", "joined");
        assertThat(next.at("/coming/1/name").stringValue()).isEqualTo("lapsed");
        assertThat(next.get("more").booleanValue()).isFalse();
        var first =
                SERVER.read("/api/profiles/anonymous/cleo/next?limit=1").isOk().json();
        assertThat(kinds(first.get("coming"))).containsExactly("visit_ended");
        assertThat(first.get("more").booleanValue()).isTrue();
        var joins = Instant.parse(next.at("/coming/1/at").stringValue());
        var before = SERVER.read("/api/profiles/anonymous/cleo?at=" + joins.minusMillis(1))
                .isOk();
        var then = SERVER.read("/api/profiles/anonymous/cleo?at=" + joins).isOk();
        assertThat(before.json().get("segments").has("lapsed")).isFalse();
        assertThat(then.json().get("segments").has("lapsed")).isTrue();
    }

    @Test
    void thePastIsTheSameAfterARestart() {
        var before = read("/timeline").isOk().text();

        SERVER.restart();

        assertThat(read("/timeline").isOk().text()).isEqualTo(before);
    }

    private static Stream<String> kinds(JsonNode items) {
        return items.valueStream().map(item -> item.get("kind").stringValue());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
