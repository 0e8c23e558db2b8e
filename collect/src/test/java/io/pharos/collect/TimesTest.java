package io.pharos.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.5Z, 2026-03-01T10:00:00.500Z",
        "2026-03-01T10:00:00.123456789Z, 2026-03-01T10:00:00.123Z",
        "2026-03-01T10:00Z, 2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00+02:00, 2026-03-01T08:00:00Z",
        "2026-03-01T10:00:00-0530, 2026-03-01T15:30:00Z",
        "2024-02-29T23:59:59.999Z, 2024-02-29T23:59:59.999Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
    })
    void readsIsoTimes(String text, Instant time) {
        assertThat(Times.iso(text).map(read -> Instant.ofEpochMilli(read.toEpochMilli())))
                .contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-03-01",
                "2026-03-01T10:00:00",
                "2026-02-29T10:00:00Z",
                "2026-13-01T10:00:00Z",
                "2026-03-01T24:00:01Z",
                "2026-03-01T10:60:00Z",
                "2026-03-01 10:00:00Z",
                "0000-03-01T10:00:00Z",
                "2026-03-01T10:00:00.Z",
                "2026-03-01T10:00:00.12a4Z",
                "+999999999-12-31T23:59:59Z",
                "2026-00-01T10:00:00Z",
                "2026-03-00T10:00:00Z",
                "20-6-03-01T10:00:00Z",
                "2026-03-01T-1:00:00Z"
            })
    void anythingElseIsNoTime(String text) {
        assertThat(Times.iso(text)).isEmpty();
    }

    @Test
    void readsByHandWhatTheLibraryReads() {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++) {
            var time = OffsetDateTime.of(
                    1 + random.nextInt(9998),
                    1 + random.nextInt(12),
                    1 + random.nextInt(28),
                    random.nextInt(24),
                    random.nextInt(60),
                    random.nextInt(60),
                    random.nextInt(1000) * 1_000_000,
                    ZoneOffset.UTC);

            assertThat(Times.iso(time.toInstant().toString())).contains(time.toInstant());
        }
    }
}
