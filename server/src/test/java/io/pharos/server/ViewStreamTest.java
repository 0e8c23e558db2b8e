package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code GET /views/{view}/stream?visitor=ID}: the view now, and at each change. */
final class ViewStreamTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @Test
    void theViewComesAtOnceAndAtEachChange() throws IOException {
        try (var stream = Events.of(SERVER, "/views/homepage/stream?visitor=ada")) {
            assertThat(stream.next().data().toString()).isEqualTo("{\"attributes\":{},\"badges\":{},\"segments\":{}}");

            SERVER.sends(Shop.purchase("1", "ada"));
            assertThat(stream.next().data().at("/attributes/purchases").intValue())
                    .isEqualTo(1);

            SERVER.sends(Shop.purchase("2", "ada"));
            var second = stream.next();
            assertThat(second.name()).isEqualTo("view");
            assertThat(second.data().at("/attributes/purchases").intValue()).isEqualTo(2);
            assertThat(second.data().at("/badges/keen/since").stringValue()).isNotEmpty();
        }
    }

    @Test
    void whatChangesNothingOfTheViewAndWhatOthersDoIsNotSent() throws IOException {
        try (var stream = Events.of(SERVER, "/views/homepage/stream?visitor=ben")) {
            stream.next();

            SERVER.sends(Shop.purchase("1", "somebody"));
            SERVER.sends("{\"event\":\"a\",\"visitor\":\"ben\",\"attributes\":{\"email\":\"ben@example.com\"}}");
            SERVER.sends(Shop.purchase("2", "ben"));

            assertThat(stream.next().data().at("/attributes/purchases").intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void theStreamFollowsAProfileThatGainsASmallerNameByWhichItGoesFromThenOn() throws IOException {
        SERVER.sends(Shop.purchase("1", "zoe"));
        try (var stream = Events.of(SERVER, "/views/homepage/stream?visitor=zoe")) {
            stream.next();

            SERVER.sends(
                    "{\"id\":\"2\",\"event\":\"purchase\",\"visitor\":\"zoe\",\"attributes\":{\"account\":\"c9\"}}");
            assertThat(SERVER.read("/api/profiles/anonymous/zoe").at("/id")).isEqualTo("account:c9");
            assertThat(stream.next().data().at("/attributes/purchases").intValue())
                    .isEqualTo(2);

            SERVER.sends(Shop.purchase("3", "zoe"));
            assertThat(stream.next().data().at("/attributes/purchases").intValue())
                    .isEqualTo(3);
        }
    }

    @Test
    void aPageIsToldWhenAnotherDeviceTurnsOutToBeItsVisitorsAndWhenNot() throws IOException {
        SERVER.sends(Shop.purchase("1", "tablet"));
        SERVER.sends(Shop.purchase("1", "phone"));
        SERVER.sends(login("2", "phone", "ines@example.com"));
        try (var stream = Events.of(SERVER, "/views/homepage/stream?visitor=phone")) {
            assertThat(purchases(stream)).isEqualTo(1);

            SERVER.sends(login("2", "tablet", "ines@example.com"));
            assertThat(purchases(stream)).isEqualTo(2);

            unlink("tablet", "ines@example.com");
            assertThat(purchases(stream)).isEqualTo(1);

            SERVER.sends(Shop.purchase("3", "phone"));
            assertThat(purchases(stream)).isEqualTo(2);
        }
    }

    @Test
    void aPageIsToldWhenNothingIsLeftOfItsVisitor() throws IOException {
        SERVER.sends("{\"id\":\"1\",\"event\":\"purchase\",\"visitor\":\"watch\","
                + "\"attributes\":{\"email\":\"kim@example.com\"}}");
        try (var stream = Events.of(SERVER, "/views/homepage/stream?visitor=watch")) {
            assertThat(purchases(stream)).isEqualTo(1);

            unlink("watch", "kim@example.com");
            assertThat(stream.next().data().get("attributes").toString()).isEqualTo("{}");
        }
    }

    private static void unlink(String visitor, String email) {
        SERVER.post(
                        "/api/profiles/anonymous/" + visitor + "/unlink",
                        "{\"from\":{\"kind\":\"email\",\"value\":\"" + email + "\"}}",
                        "Authorization",
                        "Bearer " + RunningServer.ADMIN_KEY)
                .isOk();
    }

    @Test
    void aPageFollowsWhatItsVisitorDoesOnADeviceThatNobodyKnew() throws IOException {
        SERVER.sends(login("1", "mac", "jo@example.com"));
        try (var stream = Events.of(SERVER, "/views/homepage/stream?visitor=mac")) {
            stream.next();

            // a smaller name, by which both go from then on
            SERVER.sends("{\"id\":\"1\",\"event\":\"purchase\",\"visitor\":\"ipad\","
                    + "\"attributes\":{\"email\":\"jo@example.com\"}}");
            assertThat(purchases(stream)).isEqualTo(1);

            SERVER.sends(Shop.purchase("2", "ipad"));
            assertThat(purchases(stream)).isEqualTo(2);
        }
    }

    private static String login(String id, String visitor, String email) {
        return """
                {"id":"%s","event":"login","visitor":"%s","attributes":{"email":"%s"}}""".formatted(id, visitor, email);
    }

    private static int purchases(Events stream) throws IOException {
        return stream.next().data().at("/attributes/purchases").intValue();
    }

    @Test
    void aPageThatComesBeforeItsVisitorsFirstEventFollowsTheProfileThatIsMade() throws IOException {
        try (var stream = Events.of(SERVER, "/views/homepage/stream?visitor=new")) {
            stream.next();

            SERVER.sends(
                    "{\"id\":\"1\",\"event\":\"purchase\",\"visitor\":\"new\",\"attributes\":{\"account\":\"n1\"}}");
            assertThat(stream.next().data().at("/attributes/purchases").intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void aPageOfAnotherOriginMayNotFollow() throws IOException {
        try (var stream =
                Events.of(SERVER, "/views/homepage/stream?visitor=ada", "Origin", "https://elsewhere.example")) {
            assertThat(stream.head().status()).isEqualTo(403);
        }
        try (var stream = Events.of(SERVER, "/views/homepage/stream?visitor=ada", "Origin", Shop.ITS_PAGE)) {
            assertThat(stream.head().header("Access-Control-Allow-Origin")).isEqualTo(Shop.ITS_PAGE);
        }
    }
}
