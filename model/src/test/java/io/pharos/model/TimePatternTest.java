package io.pharos.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimePatternTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "dd/MM/yyyy, 01/04/2019, 2019-03-31T22:00:00Z",
        "d MMM yyyy HH:mm, 1 Apr 2019 08:30, 2019-04-01T06:30:00Z",
        "uuuu-MM-dd hh:mm a, 2019-04-01 08:30 PM, 2019-04-01T18:30:00Z",
        "yyyy-MM-dd'T'HH:mm:ss.SSSXXX, 2026-01-02T03:04:05.678+05:30, 2026-01-01T21:34:05.678Z",
        "yyyy-MM-dd HH:mm VV, 2026-07-01 12:00 America/New_York, 2026-07-01T16:00:00Z",
        "d.M.yyyy 'year' G, 1.4.0044 year BC, -0043-03-31T23:06:32Z"
    })
    void readsWhatItSays(String pattern, String text, Instant moment) {
        assertThat(new TimePattern(pattern, BERLIN).read(text)).contains(moment);
    }

    @ParameterizedTest
    @CsvSource({
        "dd/MM/yyyy, 2019-04-01",
        "dd/MM/yyyy, 1/4/2019",
        "dd/MM/yyyy, 30/02/2026",
        "dd/MM/yyyy, 01/04/2019 08:30",
        "d MMM yyyy, 1 Mai 2026",
        "yyyy-MM, 2026-04"
    })
    void readsNothingElse(String pattern, String text) {
        assertThat(new TimePattern(pattern, BERLIN).read(text)).isEmpty();
    }

    @Test
    void writesInItsZoneAndInEnglish() {
        var pattern = new TimePattern("EEEE, d MMMM yyyy 'at' h a", BERLIN);
        assertThat(pattern.write(Instant.parse("2026-02-28T23:00:00Z"))).isEqualTo("Sunday, 1 March 2026 at 12 AM");
    }

    @Test
    void isRefusedIfItIsNoPattern() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TimePattern("yyyy-bb", BERLIN));
    }
}
