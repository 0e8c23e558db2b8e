package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is who, and {@code POST /api/profiles/{kind}/{value}/unlink} where events are mistaken. */
final class IdentityTest {
    private static final String SWITCHING =
            Shop.YAML.replace("normalise: [trim] }", "normalise: [trim], policy: switch }");

    @AutoClose
    private final RunningServer server = RunningServer.start();

    @Test
    void twoDevicesWithOneAddressAreOnePerson() {
        twoDevicesWithOneAddress();

        beforeAndAfterARestart(person -> {
            assertThat(person.at("/identifiers"))
                    .isEqualTo("{\"anonymous\":[\"d1\",\"d2\"],\"email\":[\"ada@example.com\"]}");
            assertThat(person.at("/attributes/purchases")).isEqualTo("3");
            assertThat(person.at("/badges/keen/since")).isNotEmpty();
            assertThat(profile("anonymous/d2")).isEqualTo(profile("anonymous/d1"));
            assertThat(profile("email/ada@example.com")).isEqualTo(profile("anonymous/d1"));
            assertThat(stats("/counts/profiles")).isEqualTo("1");
            assertThat(stats("/segments/buyers/count")).isEqualTo("1");
            assertThat(stats("/badges/keen/count")).isEqualTo("1");
        });
        assertThat(server.read("/api/export/profiles").isOk().lines()).hasSize(1);
    }

    @Test
    void twoThatAreTakenApartAreWhoTheyWouldBeIfTheyHadNeverBeenJoined() {
        server.sends(Shop.purchase("0", "d2"));
        var alone = profile("anonymous/d2");
        twoDevicesWithOneAddress();

        var unlinked = unlink("anonymous/d2", "email", " Ada@Example.com ").isOk();

        assertThat(unlinked.text()).isEqualTo("{\"path\":[]}");
        beforeAndAfterARestart(one -> {
            assertThat(one.at("/identifiers")).isEqualTo("{\"anonymous\":[\"d1\"],\"email\":[\"ada@example.com\"]}");
            assertThat(one.at("/attributes/purchases")).isEqualTo("1");
            assertThat(one.at("/badges")).isEqualTo("{}");
            var other = server.read("/api/profiles/anonymous/d2").isOk();
            assertThat(other.at("/identifiers")).isEqualTo("{\"anonymous\":[\"d2\"]}");
            assertThat(other.at("/attributes/purchases")).isEqualTo("3");
            assertThat(stats("/counts/profiles")).isEqualTo("2");
            assertThat(stats("/segments/buyers/count")).isEqualTo("2");
            assertThat(stats("/badges/keen/count")).isEqualTo("1");
        });
        assertThat(alone).contains("\"purchases\":1");
    }

    @Test
    void whatIsTakenApartStaysApartWhateverEventsSay() {
        twoDevicesWithOneAddress();
        unlink("email/ada@example.com", "anonymous", "d2").isOk();
        server.restart();

        server.sends(login("again", "d2", "{\"email\":\"ada@example.com\"}")).isOk();

        assertThat(server.read("/api/profiles/anonymous/d2").at("/identifiers")).isEqualTo("{\"anonymous\":[\"d2\"]}");
        assertThat(server.read("/api/profiles/email/ada@example.com").at("/identifiers/anonymous"))
                .isEqualTo("[\"d1\"]");
    }

    @Test
    void itIsSaidHowOthersStillConnectTheTwo() {
        server.sends(login("1", "d1", "{\"user_id\":\"c7\",\"email\":\"ada@example.com\"}"));
        server.sends(login("2", "d1", "{\"email\":\"ada@example.com\"}"));

        var unlinked = unlink("user_id/c7", "email", "ada@example.com").isOk();

        assertThat(unlinked.text()).isEqualTo("""
                {"path":[{"kind":"user_id","value":"c7"},{"kind":"anonymous","value":"d1"},\
                {"kind":"email","value":"ada@example.com"}]}""");
        assertThat(unlink("email/ada@example.com", "anonymous", "d1").at("/path"))
                .isEqualTo("[]");
        assertThat(server.read("/api/profiles/user_id/c7").at("/identifiers"))
                .isEqualTo("{\"anonymous\":[\"d1\"],\"user_id\":[\"c7\"]}");
    }

    @Test
    void whoUsesADeviceAfterSomebodyElseIsAnotherPerson() {
        server.restart(SWITCHING);
        server.sends(Shop.purchase("1", "shared"));
        server.sends(login("2", "shared", "{\"user_id\":\"c1\"}"));
        server.sends(login("3", "shared", "{\"user_id\":\"c2\"}"));
        server.sends(Shop.purchase("4", "shared"));
        server.sends(Shop.purchase("5", "shared"));

        assertThat(server.read("/api/profiles/user_id/c1").at("/attributes/purchases"))
                .isEqualTo("1");
        assertThat(server.read("/api/profiles/user_id/c2").at("/attributes/purchases"))
                .isEqualTo("2");
        assertThat(server.read("/api/profiles/user_id/c2").at("/id")).isEqualTo("user_id:c2");
        assertThat(profile("anonymous/shared")).isEqualTo(profile("user_id/c2"));
        assertThat(unlink("user_id/c2", "anonymous", "shared")
                        .isProblem(400, "bad-request")
                        .at("/detail"))
                .startsWith("anonymous:shared is a device, which people share");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            not-json        ¦ 400 ¦ {"from":                                             ¦ Expected {"from": {"kind": "…", "value": "…"}}.
            bad-request     ¦ 400 ¦ []                                                   ¦ The body is no JSON object
            bad-request     ¦ 400 ¦ {}                                                   ¦ from is missing
            bad-request     ¦ 400 ¦ {"form": {"kind": "email", "value": "a@b"}}          ¦ The body has form
            bad-request     ¦ 400 ¦ {"from": "email:a@b"}                                ¦ from is "email:a@b"
            bad-request     ¦ 400 ¦ {"from": {"kind": "email"}}                          ¦ from.value is missing
            bad-request     ¦ 400 ¦ {"from": {"kind": "email", "value": 7}}              ¦ from.value is 7
            bad-request     ¦ 400 ¦ {"from": {"kind": "email", "value": "a", "at": 1}}   ¦ The body has from.at
            bad-request     ¦ 400 ¦ {"from": {"kind": "anonymous", "value": "d1"}}       ¦ Both are anonymous:d1
            unknown-profile ¦ 404 ¦ {"from": {"kind": "phone", "value": "1"}}            ¦ "phone" is no kind of identifier
            unknown-profile ¦ 404 ¦ {"from": {"kind": "email", "value": "undefined"}}    ¦ "undefined" is nobody's email
            unknown-profile ¦ 404 ¦ {"from": {"kind": "email", "value": "no@body.org"}}  ¦ No profile is known by email:no@body.org
            """)
    void whatCannotBeTakenApartIsSaid(String code, int status, String body, String detail) {
        server.sends(Shop.purchase("1", "d1"));

        assertThat(unlink("anonymous/d1", body).isProblem(status, code).at("/detail"))
                .startsWith(detail);
    }

    @Test
    void whomThePathNamesMustBeKnownAsWell() {
        server.sends(Shop.purchase("1", "d1"));

        assertThat(unlink("phone/1", "anonymous", "d1")
                        .isProblem(404, "unknown-profile")
                        .at("/detail"))
                .endsWith("expected one of anonymous, user_id, email, account.");
        unlink("anonymous/d2", "anonymous", "d1").isProblem(404, "unknown-profile");
    }

    private void twoDevicesWithOneAddress() {
        server.sends(Shop.purchase("1", "d1"));
        server.sends(login("2", "d1", "{\"email\":\"ada@example.com\"}"));
        server.sends(Shop.purchase("3", "d2"));
        server.sends(Shop.purchase("4", "d2"));
        server.sends(login("5", "d2", "{\"email\":\"Ada@example.com\"}"));
    }

    private static String login(String id, String visitor, String identifiers) {
        return """
                {"id":"%s","event":"login","visitor":"%s","attributes":%s}""".formatted(id, visitor, identifiers);
    }

    /** @param check of the profile of the first device */
    private void beforeAndAfterARestart(Consumer<Answer> check) {
        var before = profile("anonymous/d1");
        check.accept(server.read("/api/profiles/anonymous/d1").isOk());
        server.restart();
        check.accept(server.read("/api/profiles/anonymous/d1").isOk());
        assertThat(profile("anonymous/d1")).isEqualTo(before);
    }

    private Answer unlink(String path, String kind, String value) {
        return unlink(path, "{\"from\":{\"kind\":\"" + kind + "\",\"value\":\"" + value + "\"}}");
    }

    private Answer unlink(String path, String body) {
        return server.post(
                "/api/profiles/" + path + "/unlink", body, "Authorization", "Bearer " + RunningServer.ADMIN_KEY);
    }

    private String stats(String pointer) {
        return server.read("/api/stats").at(pointer);
    }

    private String profile(String path) {
        return server.read("/api/profiles/" + path).isOk().text().replaceAll("\"as_of\":\"[^\"]+\"", "");
    }
}
