package io.pharos.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LoginGateTest {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final LoginGate gate = new LoginGate(() -> now);

    @Test
    void aFewMistakesCostNothing() {
        fail(4);

        assertThat(gate.closedFor()).isZero();
    }

    @Test
    void eachFurtherMistakeCostsTwiceAsMuchUpToAMinute() {
        fail(5);
        assertThat(gate.closedFor()).isEqualTo(Duration.ofSeconds(1));
        fail(1);
        assertThat(gate.closedFor()).isEqualTo(Duration.ofSeconds(2));
        fail(100);
        assertThat(gate.closedFor()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void theGateOpensWhenTheWaitIsOver() {
        fail(5);

        now = now.plusMillis(999);
        assertThat(gate.closedFor()).isEqualTo(Duration.ofMillis(1));
        now = now.plusMillis(1);
        assertThat(gate.closedFor()).isZero();
    }

    @Test
    void whoSignsInMayMakeMistakesAgain() {
        fail(50);

        gate.succeeded();

        assertThat(gate.closedFor()).isZero();
        fail(4);
        assertThat(gate.closedFor()).isZero();
    }

    private void fail(int times) {
        IntStream.range(0, times).forEach(_ -> gate.failed());
    }
}
