package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that real clients sent, byte for byte, to a server that listens: how many events they bring. */
final class RealClientsTest {
    /** Clients whose paths the server does not have yet. */
    private static final List<String> NOT_YET = List.of(
            "jitsu-browser",
            "jitsu-node-track",
            "mparticle-node-upload",
            "snowplow-browser-get",
            "snowplow-browser-post",
            "snowplow-java-post",
            "snowplow-node-get-base64",
            "snowplow-node-post");

    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    static Stream<String> recordings() throws IOException {
        return Recordings.names().stream().filter(name -> !NOT_YET.contains(name));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyEventIsTakenAndCountsOnce(String name) throws IOException {
        var recording = Recordings.named(name);
        var before = eventsInProfiles();
        var stored = eventsStored();

        var answers = Recordings.replay(recording, SERVER);

        assertThat(eventsInProfiles() - before).isEqualTo(recording.expectedLogicalEvents());
        assertThat(eventsStored() - stored).isEqualTo(recording.expectedLogicalEvents());
        if (recording.expectedLogicalEvents() > 0) {
            assertThat(answers).extracting(Answer::status).isSubsetOf(200, 204);
        }
    }

    @Test
    void noRecordingIsForgotten() throws IOException {
        assertThat(Recordings.names()).containsAll(NOT_YET);
        assertThat(recordings()).hasSizeGreaterThanOrEqualTo(27);
    }

    private static long eventsInProfiles() {
        return SERVER.read("/api/export/profiles").isOk().lines().stream()
                .mapToLong(profile -> profile.at("/attributes/events_seen").longValue())
                .sum();
    }

    private static long eventsStored() {
        return SERVER.read("/api/stats").isOk().json().at("/counts/events").longValue();
    }
}
