package io.pharos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ValueTextTest {
    private static final DateTimeFormatter LIBRARY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Fresh seeds each run; the name of a failed test shows the moment. */
    static LongStream moments() {
        var first = Instant.parse("-0300-01-01T00:00:00Z").toEpochMilli();
        var behind = Instant.parse("+12000-01-01T00:00:00Z").toEpochMilli();
        return LongStream.concat(
                LongStream.of(
                        0,
                        -1,
                        Instant.parse("0001-01-01T00:00:00Z").toEpochMilli(),
                        Instant.parse("0000-12-31T23:59:59.999Z").toEpochMilli(),
                        Instant.parse("2024-02-29T23:59:59.999Z").toEpochMilli(),
                        Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli(),
                        Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli()),
                new Random().longs(200, first, behind));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void writesATimeAsTheLibraryDoes(long millis) {
        var moment = Instant.ofEpochMilli(millis);
        assertThat(ValueText.time(moment)).isEqualTo(LIBRARY.format(moment));
    }

    @Test
    void dropsWhatIsFinerThanAMillisecond() {
        assertThat(ValueText.time(Instant.parse("2026-03-02T10:00:00.123999Z"))).isEqualTo("2026-03-02T10:00:00.123Z");
    }
}
