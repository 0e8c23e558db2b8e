package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that real clients sent, byte for byte: what they are answered, and what is in the profiles afterwards. */
final class RealClientProfilesTest {
    @AutoClose
    private final RunningServer server = RunningServer.start();

    @Test
    void whatAPageToldSegmentIsInTheProfile() throws IOException {
        Recordings.replay("segment-browser-page-track-identify", server);

        var profile = server.read("/api/profiles/anonymous/9a382d84-087d-4bda-b6e1-39613a896ce9")
                .isOk();

        assertThat(profile.at("/attributes/events_seen")).isEqualTo("3");
        assertThat(profile.at("/identifiers/user_id")).isEqualTo("[\"u-42\"]");
    }

    @Test
    void whatAPageToldRudderStackIsInTheProfile() throws IOException {
        Recordings.replay("rudder-browser-default", server);

        var profile = server.read("/api/profiles/anonymous/e036762a-f2e3-43a0-8eeb-52df970ba3af")
                .isOk();

        assertThat(profile.at("/attributes/events_seen")).isEqualTo("3");
        assertThat(profile.at("/attributes/email_address")).isEqualTo("h@example.org");
    }

    @Test
    void aZippedBatchOfRudderStackThatCallsItselfAFormIsInTheProfile() throws IOException {
        Recordings.replay("rudder-node-track-identify", server);

        assertThat(server.read("/api/profiles/user_id/u-1").isOk().at("/attributes/events_seen"))
                .isEqualTo("3");
    }

    @Test
    void whatSegmentInJavaToldIsInTheProfile() throws IOException {
        Recordings.replay("segment-java-alias", server);

        assertThat(server.read("/api/profiles/user_id/u-3").isOk().at("/attributes/events_seen"))
                .isEqualTo("4");
    }

    @Test
    void whatAPageToldSnowplowIsInTheProfile() throws IOException {
        Recordings.replay("snowplow-browser-post", server);
        Recordings.replay("snowplow-browser-get", server);

        var profile = server.read("/api/profiles/anonymous/278ac570-7378-45ad-9d3c-2087129ca1b4")
                .isOk();

        assertThat(profile.at("/attributes/events_seen")).isEqualTo("6");
        assertThat(profile.at("/identifiers/user_id")).isEqualTo("[\"u-9\"]");
    }

    @Test
    void aServersTrackerMakesNoDevices() throws IOException {
        Recordings.replay("snowplow-node-post", server);
        Recordings.replay("snowplow-node-get-base64", server);

        assertThat(server.read("/api/profiles/user_id/u-77").isOk().at("/attributes/events_seen"))
                .isEqualTo("3");
        assertThat(server.read("/api/profiles/user_id/u-78").isOk().at("/identifiers"))
                .isEqualTo("{\"user_id\":[\"u-78\"]}");
    }

    @Test
    void whatAPageToldJitsuIsInTheProfile() throws IOException {
        Recordings.replay("jitsu-browser", server);

        assertThat(server.read("/api/profiles/user_id/u-1").isOk().at("/attributes/events_seen"))
                .isEqualTo("3");
    }

    @Test
    void aKnownTealiumVisitorIsFoundByItsId() throws IOException {
        Recordings.replay("tealium-v1-event-known-visitor", server);

        assertThat(server.read("/api/profiles/anonymous/__demo_main__7688_45653454__")
                        .isOk()
                        .at("/attributes/events_seen"))
                .isEqualTo("1");
    }

    @Test
    void segmentsBrowserClientIsToldToSendItsEventsHere() throws IOException {
        var settings = Recordings.replay("segment-browser-cdn-settings", server).getFirst();

        assertThat(settings.at("/integrations/Segment.io/apiKey")).isEqualTo("demo-write-key");
        assertThat(settings.at("/integrations/Segment.io/apiHost")).isEqualTo("collector.example:8080/v1");
        assertThat(settings.at("/integrations/Segment.io/protocol")).isEqualTo("http");
    }

    @Test
    void rudderStacksBrowserClientIsToldThatItsSourceIsEnabled() throws IOException {
        var config = Recordings.replay("rudder-browser-batch", server).get(1);

        assertThat(config.at("/source/enabled")).isEqualTo("true");
        assertThat(config.at("/source/destinations")).isEqualTo("[]");
        assertThat(config.at("/source/id")).isNotEmpty();
        assertThat(config.json().at("/source/config").isObject()).isTrue();
    }

    @Test
    void aTealiumEventWithoutAProfileIsRefusedWithTheReasonInAHeader() throws IOException {
        var answer = Recordings.replay("tealium-v1-missing-account", server).getFirst();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("X-Error")).isEqualTo("event.tealium_profile: found nothing, expected the profile.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tealium-browser-pixel", "tealium-vdata-get", "tealium-v1-event-get"})
    void aTealiumPixelIsAPicture(String name) throws IOException {
        var answer = Recordings.replay(name, server).getFirst();

        assertThat(answer.header("Content-Type")).isEqualTo("image/gif");
        assertThat(answer.text()).startsWith("GIF89a");
    }
}
