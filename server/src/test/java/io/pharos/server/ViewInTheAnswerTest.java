package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code POST /api/events?view=NAME}: the profile after the event in the same round trip. */
final class ViewInTheAnswerTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @Test
    void theAnswerHoldsTheViewAfterTheEvent() {
        sends("homepage", Shop.purchase("1", "ada"));
        var answer = sends("homepage", Shop.purchase("2", "ada")).isOk();

        assertThat(answer.at("/views/homepage/attributes")).isEqualTo("{\"last_page\":\"/checkout\",\"purchases\":2}");
        assertThat(answer.at("/views/homepage/badges/keen/since")).isNotEmpty();
        assertThat(answer.at("/views/homepage/segments/buyers/since")).isNotEmpty();
    }

    @Test
    void theAnswerHasNoViewUnlessAsked() {
        assertThat(SERVER.sends(Shop.purchase("1", "ben")).isOk().at("/views")).isEqualTo("{}");
    }

    @Test
    void severalVisitorsHaveNoViewAndNothingIsTaken() {
        var answer = sends("homepage", "[" + Shop.purchase("1", "cleo") + "," + Shop.purchase("2", "dan") + "]");

        answer.isProblem(400, "several-visitors");
        assertThat(answer.at("/detail")).contains("anonymous:cleo").contains("anonymous:dan");
        SERVER.read("/api/profiles/anonymous/cleo").isProblem(404, "unknown-profile");
    }

    @Test
    void severalEventsOfOneVisitorHaveOneView() {
        var answer = sends("homepage", "[" + Shop.purchase("1", "eve") + "," + Shop.purchase("2", "eve") + "]");

        assertThat(answer.isOk().at("/views/homepage/attributes/purchases")).isEqualTo("2");
    }

    @Test
    void aViewThatIsNotThereIsRefusedAndNothingIsTaken() {
        sends("nothing", Shop.purchase("1", "finn")).isProblem(404, "unknown-view");

        SERVER.read("/api/profiles/anonymous/finn").isProblem(404, "unknown-profile");
    }

    @Test
    void aViewThatIsNotPublicIsNotForTheKeyOfASource() {
        sends("desk", Shop.purchase("1", "gus")).isProblem(401, "not-signed-in");
    }

    @Test
    void aViewThatIsNotPublicIsForAnAdministrator() {
        var answer = SERVER.post("/api/events?view=desk", """
                {"source":"website","event":"sign_in","visitor":"hal","attributes":{"email":"hal@example.com"}}""", "Authorization", "Bearer " + RunningServer.ADMIN_KEY);

        assertThat(answer.isOk().at("/views/desk/attributes/email_address")).isEqualTo("hal@example.com");
    }

    @Test
    void aPublicViewShowsNothingOfSomebodyWhoseAddressASenderKnows() {
        sends("homepage", "{\"event\":\"purchase\",\"attributes\":{\"email\":\"victim@example.com\"}}");

        var answer = sends("homepage", "{\"event\":\"a\",\"attributes\":{\"email\":\"Victim@example.com\"}}");

        assertThat(SERVER.read("/api/profiles/email/victim@example.com").at("/attributes/purchases"))
                .isEqualTo("1");
        assertThat(answer.isOk().at("/views/homepage/attributes")).isEqualTo("{}");
        assertThat(answer.at("/views/homepage/segments")).isEqualTo("{}");
    }

    @Test
    void whoClaimsToBeSomebodyElseReadsNothingRestrictedAndThePublisherWasWarnedOfTheRest() {
        sends(
                "homepage",
                "{\"event\":\"purchase\",\"attributes\":{\"email\":\"mark@example.com\",\"user_id\":\"m7\"}}");

        var answer = sends("homepage", "{\"event\":\"a\",\"visitor\":\"mine\",\"attributes\":{\"user_id\":\"m7\"}}");

        assertThat(answer.isOk().at("/views/homepage/attributes")).isEqualTo("{\"purchases\":1}");
        assertThat(answer.text()).doesNotContain("mark@example.com", "m7", "email_address");
        assertThat(SERVER.get("/views/homepage?visitor=mine").text()).doesNotContain("mark@example.com", "m7");
        assertThat(SERVER.server().warnings())
                .extracting(problem -> problem.code() + " " + problem.place())
                .singleElement()
                .asString()
                .matches("definition\\.unverified workspace\\.yaml:\\d+:3 views\\.homepage");
    }

    private static Answer sends(String view, String events) {
        return SERVER.post("/api/events?view=" + view, events, "X-Write-Key", Shop.WEB_KEY);
    }
}
