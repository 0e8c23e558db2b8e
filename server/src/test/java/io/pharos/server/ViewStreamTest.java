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
