package io.pharos.runtime;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The last calendar days up to a moment. The last one ends with that moment, every other with its last millisecond. */
final class Days {
    private final LocalDate first;
    private final Instant end;
    /** When each day begins, in milliseconds. */
    private final long[] starts;

    Days(Instant end, int number, ZoneId zone) {
        this.end = end;
        this.first = LocalDate.ofInstant(end, zone).minusDays(number - 1L);
        this.starts = IntStream.range(0, number)
                .mapToLong(day ->
                        first.plusDays(day).atStartOfDay(zone).toInstant().toEpochMilli())
                .toArray();
    }

    Instant end() {
        return end;
    }

    int number() {
        return starts.length;
    }

    List<LocalDate> dates() {
        return IntStream.range(0, starts.length).mapToObj(first::plusDays).toList();
    }

    boolean isBefore(Instant moment) {
        return moment.toEpochMilli() < starts[0];
    }

    /** The number of the day, from 1; 0 for a moment before the first. */
    int of(Instant moment) {
        var millis = moment.toEpochMilli();
        if (millis < starts[0]) {
            return 0;
        }
        var found = Arrays.binarySearch(starts, millis);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
