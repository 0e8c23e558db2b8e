package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code GET /api/live}: the journal as it happens. */
final class LiveStreamTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @Test
    void anEventThatIsSentIsSeenWithWhatFollowsFromIt() throws IOException {
        try (var live = Events.asAdministrator(SERVER, "/api/live?visitor=ada")) {
            SERVER.sends(Shop.purchase("1", "ada")).isOk();

            var received = live.next();
            assertThat(live.head().header("Content-Type")).startsWith("text/event-stream");
            assertThat(received.name()).isEqualTo("received");
            assertThat(received.id()).isEqualTo(received.data().get("position").toString());
            assertThat(received.data().at("/event/id").stringValue()).isEqualTo("1");
            assertThat(received.data().at("/event/attributes/page").stringValue())
                    .isEqualTo("/checkout");
            assertThat(received.data().get("profile").stringValue()).isEqualTo("anonymous:ada");
            assertThat(live.next().data().at("/transition/kind").stringValue()).isEqualTo("visit_started");
            assertThat(live.next().data().at("/transition/name").stringValue()).isEqualTo("buyers");
            assertThat(live.next().name()).isEqualTo("triggered");
        }
    }

    @Test
    void aFilterLetsThroughWhatWasAskedFor() throws IOException {
        try (var live = Events.asAdministrator(SERVER, "/api/live?kind=received&name=wanted")) {
            SERVER.sends("[{\"event\":\"other\",\"visitor\":\"b\"},{\"event\":\"wanted\",\"visitor\":\"c\"}]");

            assertThat(live.next().data().at("/event/visitor").stringValue()).isEqualTo("c");
        }
    }

    @Test
    void aListenerMayBeginWithWhatWasBefore() throws IOException {
        SERVER.sends(
                "[{\"id\":\"1\",\"event\":\"past\",\"visitor\":\"d\"},{\"id\":\"2\",\"event\":\"past\",\"visitor\":\"d\"},"
                        + "{\"id\":\"3\",\"event\":\"past\",\"visitor\":\"d\"}]");

        try (var live = Events.asAdministrator(SERVER, "/api/live?kind=received&visitor=d&latest=2")) {
            assertThat(live.next().data().at("/event/id").stringValue()).isEqualTo("2");
            assertThat(live.next().data().at("/event/id").stringValue()).isEqualTo("3");
        }
    }

    @Test
    void aVisitorIsFoundByTheAnonymousIdAlsoUnderAnotherName() throws IOException {
        try (var live = Events.asAdministrator(SERVER, "/api/live?kind=received,moved&visitor=zoe")) {
            SERVER.sends(
                    "{\"id\":\"1\",\"event\":\"purchase\",\"visitor\":\"zoe\",\"attributes\":{\"account\":\"c9\"}}");

            assertThat(live.next().name()).isEqualTo("received");
            assertThat(live.next().name()).isEqualTo("moved");
        }
    }

    @Test
    void whoTurnsOutToBeSomebodyElseIsFollowedUnderAllNames() throws IOException {
        SERVER.sends("{\"id\":\"1\",\"event\":\"login\",\"visitor\":\"old\",\"attributes\":{\"account\":\"l7\"}}");
        SERVER.sends("{\"id\":\"1\",\"event\":\"look\",\"visitor\":\"new\"}");
        try (var live = Events.asAdministrator(SERVER, "/api/live?kind=received,stitched&visitor=new")) {
            SERVER.sends("{\"id\":\"2\",\"event\":\"login\",\"visitor\":\"new\",\"attributes\":{\"account\":\"l7\"}}");
            assertThat(live.next().name()).isEqualTo("received");
            var stitched = live.next();
            assertThat(stitched.name()).isEqualTo("stitched");
            assertThat(stitched.data().get("profile").stringValue()).isEqualTo("account:l7");
            assertThat(stitched.data().get("identifiers").toString())
                    .isEqualTo("{\"account\":[\"l7\"],\"anonymous\":[\"new\",\"old\"]}");

            SERVER.sends("{\"id\":\"2\",\"event\":\"look\",\"visitor\":\"old\"}");
            assertThat(live.next().data().at("/event/visitor").stringValue()).isEqualTo("old");

            SERVER.post(
                            "/api/profiles/anonymous/new/unlink",
                            "{\"from\":{\"kind\":\"account\",\"value\":\"l7\"}}",
                            "Authorization",
                            "Bearer " + RunningServer.ADMIN_KEY)
                    .isOk();
            assertThat(List.of(names(live.next()), names(live.next())))
                    .containsExactlyInAnyOrder(
                            "{\"account\":[\"l7\"],\"anonymous\":[\"old\"]}", "{\"anonymous\":[\"new\"]}");

            SERVER.sends("{\"id\":\"3\",\"event\":\"look\",\"visitor\":\"old\"}");
            SERVER.sends("{\"id\":\"3\",\"event\":\"look\",\"visitor\":\"new\"}");
            assertThat(live.next().data().at("/event/visitor").stringValue()).isEqualTo("new");
        }
    }

    private static String names(Events.Event stitched) {
        return stitched.data().get("identifiers").toString();
    }

    @Test
    void aLineBreakInWhatWasSentDoesNotEndTheEvent() throws IOException {
        try (var live = Events.asAdministrator(SERVER, "/api/live?kind=received&visitor=e")) {
            SERVER.sends("{\"event\":\"a\\n\\ndata: forged\",\"visitor\":\"e\"}");

            assertThat(live.next().data().at("/event/event").stringValue()).isEqualTo("a\n\ndata: forged");
        }
    }

    @Test
    void whoLeavesTakesNothingFromThoseWhoStayOrCome() throws IOException {
        try (var stays = Events.asAdministrator(SERVER, "/api/live?kind=received&visitor=f")) {
            Events.asAdministrator(SERVER, "/api/live?kind=received&visitor=f").close();
            SERVER.sends("{\"id\":\"1\",\"event\":\"one\",\"visitor\":\"f\"}");

            assertThat(stays.next().data().at("/event/id").stringValue()).isEqualTo("1");
        }
        try (var comes = Events.asAdministrator(SERVER, "/api/live?kind=received&visitor=f")) {
            SERVER.sends("{\"id\":\"2\",\"event\":\"two\",\"visitor\":\"f\"}");

            assertThat(comes.next().data().at("/event/id").stringValue()).isEqualTo("2");
        }
    }

    @Test
    void listenersThatLeftMakeRoomForOthers() throws IOException {
        for (var listener = 0; listener < 250; listener++) {
            try (var live = Events.asAdministrator(SERVER, "/api/live?visitor=nobody")) {
                assertThat(live.head().status()).isIn(200, 503);
            }
        }

        Awaitility.await().untilAsserted(() -> {
            try (var live = Events.asAdministrator(SERVER, "/api/live?visitor=nobody")) {
                assertThat(live.head().status()).isEqualTo(200);
            }
        });
    }

    @Test
    void allStreamsEndWhenTheServerCloses() throws IOException {
        var closing = RunningServer.start();
        try (var live = Events.asAdministrator(closing, "/api/live");
                var view = Events.of(closing, "/views/homepage/stream?visitor=ada")) {
            view.next();

            closing.close();

            assertThat(view.ends()).isTrue();
            assertThat(live.ends()).isTrue();
        }
    }
}
