package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.testkit.Reference;
import io.pharos.model.Event;
import io.pharos.model.Snapshot;
import io.pharos.model.Workspace;
import io.pharos.runtime.PlanReport.Persons;
import io.pharos.runtime.PlanReport.Regrouped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A plan knows whom a draft would join and separate, as a plain computation from the same events does. The name of a failed test
 * shows its seed. More of them: {@code -Dpharos.seeds=5000}.
 */
final class PlannedPersonsTest {
    private static final int SEEDS = Integer.getInteger("pharos.seeds", 60);
    private static final PlanSettings ALL = PlanSettings.DEFAULT.withAll().withDays(2);

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, SEEDS), new Random().longs(SEEDS / 2, 1_000_000, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void personsAndSizesAreThoseOfAReplayUnderTheDraft(long seed) {
        var world = new Known(seed);

        var report = world.rig.plan(world.draft, ALL);

        if (Recognition.of(world.published).equals(Recognition.of(world.draft))) {
            assertThat(report.persons()).isEmpty();
        } else {
            assertThat(report.persons()).hasValueSatisfying(persons -> assertPersons(persons, world));
        }
        for (var segment : report.segments()) {
            assertThat(segment.publishedSize()).isEqualTo(size(world.replayed(world.published), segment.name()));
            assertThat(segment.draftSize()).isEqualTo(size(world.replayed(world.draft), segment.name()));
        }
    }

    private static void assertPersons(Persons persons, Known world) {
        var before = world.persons(world.published);
        var after = world.persons(world.draft);
        assertThat(persons.published()).isEqualTo(before.size());
        assertThat(persons.draft()).isEqualTo(after.size());
        assertThat(persons.merging())
                .isEqualTo(before.stream()
                        .filter(was -> after.stream().anyMatch(is -> meet(was, is) && parts(is, before) > 1))
                        .count());
        assertThat(persons.splitting())
                .isEqualTo(before.stream().filter(was -> parts(was, after) > 1).count());
        assertThat(persons.merges())
                .extracting(Regrouped::persons)
                .containsExactlyElementsOf(after.stream()
                        .map(is -> parts(is, before))
                        .filter(parts -> parts > 1)
                        .sorted((one, other) -> Long.compare(other, one))
                        .limit(20)
                        .toList());
        for (var merge : persons.merges()) {
            assertThat(after).anyMatch(is -> is.size() == merge.events() && parts(is, before) == merge.persons());
            assertThat(world.replay(world.draft).snapshot(merge.person().identifier(), world.rig.now()))
                    .hasValueSatisfying(profile ->
                            assertThat(profile.id()).isEqualTo(merge.person().id()));
        }
        for (var split : persons.splits()) {
            assertThat(before).anyMatch(was -> was.size() == split.events() && parts(was, after) == split.persons());
        }
    }

    private static long parts(Set<String> whole, Set<Set<String>> others) {
        return others.stream().filter(other -> meet(whole, other)).count();
    }

    private static boolean meet(Set<String> one, Set<String> other) {
        return one.stream().anyMatch(other::contains);
    }

    private static long size(List<Snapshot> profiles, String segment) {
        return profiles.stream()
                .filter(profile -> profile.segments().containsKey(segment))
                .count();
    }

    /** A crowd whose events are stored under one workspace, and another that somebody thinks of. */
    private static final class Known {
        private final Workspace published;
        private final Workspace draft;
        private final List<Event> events;
        private final Rig rig;

        private Known(long seed) {
            var crowd = Crowd.named(seed);
            this.published = Shop.withAllTriggers(crowd.workspace());
            this.draft = Shop.withAllTriggers(Crowd.named(seed + 1).workspace());
            this.events = Reference.withoutDuplicates(published, crowd.events());
            var end = events.stream().map(Event::time).max(Instant::compareTo).orElseThrow();
            this.rig = new Rig(published, end, seed).open();
            rig.wait(rig.host().ingest(events));
        }

        private Set<Set<String>> persons(Workspace workspace) {
            return new HashSet<>(
                    NaiveStitching.ids(new Stitching(workspace).of(events).all()));
        }

        private Replay replay(Workspace workspace) {
            var replay = new Replay(workspace);
            events.forEach(replay::add);
            return replay;
        }

        private List<Snapshot> replayed(Workspace workspace) {
            var snapshots = new ArrayList<Snapshot>();
            replay(workspace).snapshots(rig.now(), snapshots::add, (_, _) -> {});
            return snapshots;
        }
    }
}
