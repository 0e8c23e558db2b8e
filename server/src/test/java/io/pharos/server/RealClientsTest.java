package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that real clients sent, byte for byte, to a server that listens: how many events they bring. */
final class RealClientsTest {
    /** A protocol that Pharos does not speak. */
    private static final String FOREIGN = "mparticle-node-upload";

    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    static Stream<String> recordings() throws IOException {
        return Recordings.names().stream().filter(name -> !name.equals(FOREIGN));
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
        assertThat(Recordings.names()).contains(FOREIGN);
        assertThat(recordings()).hasSizeGreaterThanOrEqualTo(34);
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
