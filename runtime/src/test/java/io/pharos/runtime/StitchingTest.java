package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.testkit.Reference;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.runtime.Departure.Meeting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is who follows from the events alone. More seeds: {@code -Dpharos.seeds=20000}. */
final class StitchingTest {
    private static final int SEEDS = Integer.getInteger("pharos.seeds", 600);

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, SEEDS), new Random().longs(SEEDS / 2, 1_000_000, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void personsAreThoseThatAPlainComputationFinds(long seed) {
        var crowd = Crowd.random(seed);
        var events = Reference.withoutDuplicates(crowd.workspace(), crowd.events());
        var identifiers = crowd.identifiers();
        Set<Set<Identifier>> apart = new HashSet<>();
        Set<Meeting> meetings = new HashSet<>();
        var chance = new Random(seed);
        var identification = new Identification(crowd.workspace());
        for (var pairs = chance.nextInt(3); pairs > 0 && !identifiers.isEmpty(); pairs--) {
            var one = identifiers.get(chance.nextInt(identifiers.size()));
            var other = identifiers.get(chance.nextInt(identifiers.size()));
            if (!one.kind().equals(other.kind())) {
                apart.add(Set.of(one, other));
                meetings.add(identification.isStronger(one, other) ? new Meeting(one, other) : new Meeting(other, one));
            }
        }

        var found = new Stitching(crowd.workspace()).of(events, meetings).all();

        assertThat(NaiveStitching.ids(found)).isEqualTo(new NaiveStitching(crowd.workspace(), events, apart).persons());
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, chance);
        assertThat(NaiveStitching.ids(
                        new Stitching(crowd.workspace()).of(shuffled, meetings).all()))
                .isEqualTo(NaiveStitching.ids(found));
    }
}
