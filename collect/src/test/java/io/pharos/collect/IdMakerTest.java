package io.pharos.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

final class IdMakerTest {
    private final IdMaker ids = new IdMaker(new Random(1));

    @Test
    void idsRiseWithArrivalAndAlsoWithinAMoment() {
        var made = new ArrayList<String>();
        for (var millis = 0L; millis < 100; millis++) {
            for (var i = 0; i < 100; i++) {
                made.add(ids.next(Instant.ofEpochMilli(1_772_359_200_000L + millis)));
            }
        }

        assertThat(made).isSortedAccordingTo(Comparator.naturalOrder()).doesNotHaveDuplicates();
        assertThat(made).allMatch(id -> id.matches("[0-9a-z]{26}"));
    }

    @Test
    void idsRiseAlsoWhenTheClockGoesBack() {
        var before = ids.next(Instant.parse("2026-03-01T10:00:00Z"));
        var after = ids.next(Instant.parse("2026-03-01T09:00:00Z"));

        assertThat(after).isGreaterThan(before);
    }

    @Test
    void threadsNeverMakeTheSameId() throws InterruptedException {
        var made = new ConcurrentLinkedQueue<String>();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (var n = 0; n < 2000; n++) {
                    made.add(ids.next(Instant.EPOCH).substring(0, 13));
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        assertThat(made).hasSize(8000).doesNotHaveDuplicates();
    }
}
