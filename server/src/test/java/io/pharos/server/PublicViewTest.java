package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /views/{view}?visitor=ID}: what pages may read of their own visitor. */
final class PublicViewTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @BeforeAll
    static void adaBuys() {
        SERVER.sends("""
                [{"id":"1","event":"purchase","visitor":"ada","attributes":{"page":"/a","email":"ada@example.com","user_id":"c7"}},
                 {"id":"2","event":"purchase","attributes":{"user_id":"nobody-but-a-number"}}]""");
    }

    @Test
    void itShowsTheChosenValuesAndNothingElse() {
        var view = SERVER.get("/views/homepage?visitor=ada").isOk();

        assertThat(view.at("/attributes")).isEqualTo("{\"last_page\":\"/a\",\"purchases\":1}");
        assertThat(view.json().propertyNames()).containsExactly("attributes", "badges", "segments");
        assertThat(view.at("/segments/buyers/since")).isNotEmpty();
        assertThat(view.text()).doesNotContain("ada@example.com", "c7", "email_address", "identifiers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c7",
                "ada%40example.com",
                "user_id:c7",
                "email:ada@example.com",
                "anonymous:ada",
                "nobody-but-a-number",
                "Ada",
                "nobody"
            })
    void onlyTheAnonymousIdLeadsToSomebody(String visitor) {
        assertThat(SERVER.get("/views/homepage?visitor=" + visitor).isOk().text())
                .isEqualTo("{\"attributes\":{},\"badges\":{},\"segments\":{}}");
    }

    @Test
    void thePageOfAListedOriginMayReadIt() {
        var view = SERVER.get("/views/homepage?visitor=ada", "Origin", Shop.ITS_PAGE)
                .isOk();

        assertThat(view.header("Access-Control-Allow-Origin")).isEqualTo(Shop.ITS_PAGE);
        assertThat(view.header("Vary")).isEqualTo("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://shop.example",
                "https://shop.example:8443",
                "https://shop.example.evil.example",
                "null"
            })
    void thePageOfAnotherOriginMayNot(String origin) {
        var view = SERVER.get("/views/homepage?visitor=ada", "Origin", origin);

        view.isProblem(403, "foreign-origin");
        assertThat(view.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    }

    @Test
    void aViewThatIsNotPublicNeedsAKey() {
        SERVER.get("/views/desk?visitor=ada").isProblem(401, "not-signed-in");
        SERVER.get("/views/desk/stream?visitor=ada").isProblem(401, "not-signed-in");

        assertThat(SERVER.read("/views/desk?visitor=ada").isOk().at("/attributes/email_address"))
                .isEqualTo("ada@example.com");
    }

    @Test
    void aViewThatIsNotThereIsNotFound() {
        SERVER.get("/views/nothing?visitor=ada").isProblem(404, "unknown-view");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?visitor=", "?visitors=ada", "?visitor"})
    void withoutAVisitorTheRequestSaysWhatIsMissing(String query) {
        assertThat(SERVER.get("/views/homepage" + query)
                        .isProblem(400, "bad-request")
                        .at("/detail"))
                .contains("visitor");
    }

    @Test
    void aVisitorOfBlanksIsAStranger() {
        assertThat(SERVER.get("/views/homepage?visitor=%20").at("/attributes")).isEqualTo("{}");
    }
}
