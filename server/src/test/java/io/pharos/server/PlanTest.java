package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** A draft over HTTP: what it would change, and what is wrong with it. */
final class PlanTest {
    private static final String PLAN = "/api/workspace/plan";
    private static final String DRAFT = Shop.YAML
            .replace("{ purchases: { at_least: 2 } }", "{ purchases: { at_least: 1 } }")
            .replace("buyers: {", "customers: {")
            .replace("joined: buyers", "joined: customers");

    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @Test
    void aShortPlanIsAnsweredWithItsReport() {
        SERVER.sends("[" + Shop.purchase("1", "ada") + ",{\"event\":\"view\",\"visitor\":\"bob\"}]")
                .isOk();
        var before = SERVER.read("/api/export/profiles?at=2100-01-01T00:00:00Z").isOk();

        var plan = plan(DRAFT, ",\"sample\":\"all\",\"period\":{\"days\":2}").isOk();

        assertThat(plan.at("/state")).isEqualTo("done");
        assertThat(plan.at("/progress/profiles")).isEqualTo("2");
        assertThat(plan.at("/progress/seconds_left")).isEqualTo("0.0");
        assertThat(plan.at("/report/sample/all")).isEqualTo("true");
        assertThat(plan.at("/report/badges/0/name")).isEqualTo("keen");
        assertThat(plan.at("/report/badges/0/entering")).isEqualTo("""
                {"count":1,"share":0.5,"error":0.0,"estimate":1}""");
        assertThat(plan.at("/report/badges/0/enterers")).isEqualTo("""
                [{"id":"anonymous:ada","kind":"anonymous","value":"ada"}]""");
        assertThat(plan.at("/report/badges/0/draft/curve")).isEqualTo("[0,1]");
        assertThat(plan.at("/report/segments/0/presence")).isEqualTo("draft");
        assertThat(plan.at("/report/segments/1/presence")).isEqualTo("published");
        assertThat(plan.at("/report/segments/1/leaving/count")).isEqualTo("1");
        assertThat(plan.at("/report/actions/0/draft/per_day")).isEqualTo("[0,1]");
        assertThat(plan.at("/report/identifiers_changed")).isEqualTo("false");
        assertThat(plan.at("/report/notes")).contains("triggered").doesNotContain("persons");
        assertThat(SERVER.read(PLAN + "/" + plan.at("/id")).isOk().at("/report"))
                .isEqualTo(plan.at("/report"));
        assertThat(SERVER.read("/api/export/profiles?at=2100-01-01T00:00:00Z").body())
                .isEqualTo(before.body());
        assertThat(SERVER.read("/api/workspace").at("/segments/0/name")).isEqualTo("buyers");
    }

    @Test
    void aDraftThatChangesWhoIsWhoTellsWhomItJoins() {
        try (var own = RunningServer.start()) {
            own.sends(Shop.purchase("1", "ada")).isOk();
            own.sends(Shop.purchase("2", "ben")).isOk();
            var plan = plan(own, DRAFT.replace("account: { from: account }", "path: { from: page }"), "")
                    .isOk();

            assertThat(plan.at("/report/identifiers_changed")).isEqualTo("true");
            assertThat(plan.at("/report/persons")).isEqualTo("""
                    {"published":2,"draft":1,"merging":2,"splitting":0,\
                    "merges":[{"id":"anonymous:ada","kind":"path","value":"/checkout","persons":2,"events":2}],\
                    "splits":[]}""");
            assertThat(plan.at("/report/notes")).contains("who is who");
            assertThat(plan.at("/report/segments/0/draft/size/count")).isEqualTo("1");
        }
    }

    @Test
    void whatIsWrongWithTheDraftIsAnsweredWithItsPlace() {
        var answer = plan("workspace: x\nsegments:\n  s: { if: { spent: { is: 1 } } }\n", "")
                .isProblem(422, "wrong-definitions");

        assertThat(answer.at("/problems/0/where")).startsWith("workspace.yaml:3:14");
        assertThat(answer.at("/detail")).isEqualTo("The draft has 1 problem.");
    }

    @Test
    void whatCannotBeSentIsAProblemOfTheDraftToo() {
        var answer = plan(DRAFT.replace("profile.id }}", "profile.id"), "").isProblem(422, "wrong-definitions");

        assertThat(answer.at("/problems/0/where")).contains("actions.welcome");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            not json                                        | not-json    | Expected {"files"
            []                                              | not-json    | Expected {"files"
            {}                                              | bad-request | field files: found nothing, expected
            {"files":{}}                                    | bad-request | field files: found {}, expected
            {"files":{"a.yaml":1}}                          | bad-request | field files.a.yaml: found 1, expected the text
            {"files":{"a.yaml":""},"sample":0}              | bad-request | field sample: found 0, expected a whole number
            {"files":{"a.yaml":""},"sample":"some"}         | bad-request | field sample: found "some", expected
            {"files":{"a.yaml":""},"period":{"days":367}}   | bad-request | with N from 1 to 366
            {"files":{"a.yaml":""},"period":{"weeks":3}}    | bad-request | field period: found {"weeks":3}, expected
            {"files":{"a.yaml":""},"samples":3}             | bad-request | field samples: found an unknown field
            """)
    void aBodyThatIsNotWhatIsExpectedIsRefused(String body, String code, String detail) {
        assertThat(post(body).isProblem(400, code).at("/detail")).contains(detail);
    }

    @Test
    void aPlanThatIsRemovedIsGone() {
        var id = plan(DRAFT, "").isOk().at("/id");
        var remove = SERVER.request(PLAN + "/" + id, "Authorization", "Bearer " + RunningServer.ADMIN_KEY)
                .DELETE();

        assertThat(SERVER.send(remove).status()).isEqualTo(204);
        SERVER.read(PLAN + "/" + id).isProblem(404, "not-found");
        SERVER.send(remove).isProblem(404, "not-found");
    }

    @Test
    void onlyWhoMayEditMayAsk() {
        SERVER.post(PLAN, "{}").isProblem(401, "not-signed-in");
    }

    private static Answer plan(String draft, String more) {
        return plan(SERVER, draft, more);
    }

    private static Answer plan(RunningServer server, String draft, String more) {
        var files = JsonMapper.shared().writeValueAsString(Map.of("workspace.yaml", draft));
        return post(server, "{\"files\":" + files + more + "}");
    }

    private static Answer post(String body) {
        return post(SERVER, body);
    }

    private static Answer post(RunningServer server, String body) {
        return server.post(PLAN, body, "Authorization", "Bearer " + RunningServer.ADMIN_KEY);
    }
}
