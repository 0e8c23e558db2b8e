package io.pharos.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SessionsTest {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final Sessions sessions = new Sessions(() -> now);

    @Test
    void aSessionIsFoundByItsTokenOnly() {
        var token = sessions.open("admin", Role.ADMIN);

        assertThat(sessions.find(token)).contains(Caller.user("admin", Role.ADMIN));
        assertThat(sessions.find(token + "x")).isEmpty();
        assertThat(sessions.find("")).isEmpty();
    }

    @Test
    void noTwoTokensAreEqual() {
        assertThat(sessions.open("admin", Role.ADMIN)).isNotEqualTo(sessions.open("admin", Role.ADMIN));
    }

    @Test
    void aSessionLivesAsLongAsItIsUsed() {
        var token = sessions.open("admin", Role.ADMIN);

        for (var hours = 0; hours < 48; hours += 12) {
            now = now.plus(Sessions.IDLE);
            assertThat(sessions.find(token)).isPresent();
        }
        now = now.plus(Sessions.IDLE).plusMillis(1);
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void aClosedSessionIsOver() {
        var token = sessions.open("admin", Role.ADMIN);

        sessions.close(token);

        assertThat(sessions.find(token)).isEmpty();
    }
}
