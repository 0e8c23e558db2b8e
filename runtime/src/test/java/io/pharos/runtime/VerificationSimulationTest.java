package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.runtime.Rows.Family;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wherever a host is killed, a verification finds nothing: all of its rows follow from its events. The name of a failed test shows
 * its seed. More of them: {@code -Dpharos.seeds=5000}.
 */
final class VerificationSimulationTest {
    private static final int SEEDS = Integer.getInteger("pharos.seeds", 10);

    /** Families of which no row can be missing without a trace. */
    private static final List<Family> FOLLOWING = List.of(
            Family.PROFILES,
            Family.HISTORY,
            Family.BACKLOG,
            Family.EVENT_IDS,
            Family.LINKS,
            Family.SIGHTINGS,
            Family.DEADLINES,
            Family.DELIVERIES,
            Family.OUTSTANDING,
            Family.CAUSED);

    record Course(String what, long seed) {
        /** Of events that had named somebody who is gone, the ids are gone, too. */
        boolean removes() {
            return what.equals("erasures");
        }

        Simulation run() {
            return switch (what) {
                case "world" -> Simulation.ofWorld(seed).verifying().run();
                case "crowd" -> Simulation.ofCrowd(seed).verifying().run();
                case "recognition" ->
                    Simulation.ofRecognition(seed, 2).verifying().run();
                case "erasures" -> Simulation.ofErasures(seed).verifying().run();
                default -> Simulation.ofPublications(seed, 2).verifying().run();
            };
        }
    }

    static Stream<Course> courses() {
        return LongStream.concat(LongStream.range(0, SEEDS), new Random().longs(SEEDS, 1_000_000, Long.MAX_VALUE))
                .boxed()
                .flatMap(seed -> Stream.of("world", "crowd", "publications", "recognition", "erasures")
                        .map(what -> new Course(what, seed)));
    }

    @ParameterizedTest
    @MethodSource("courses")
    void everyRowFollowsFromTheEvents(Course course) {
        var report = course.run().verified();

        assertThat(report.examples()).isEmpty();
        assertThat(report.notes()).hasSizeLessThanOrEqualTo(course.removes() ? 1 : 0);
        assertThat(report.differences()).isZero();
    }

    @ParameterizedTest
    @MethodSource("courses")
    void anyRowThatIsMissingIsFound(Course course) {
        var simulation = course.run();
        var random = new Random(course.seed());
        for (var family : FOLLOWING) {
            var storage = simulation.afterCrash();
            var keys = new ArrayList<byte[]>();
            storage.state().scan(family, Keys.FIRST, Keys.behind(Keys.FIRST), (key, _) -> keys.add(key));
            if (!keys.isEmpty() && !(course.removes() && family == Family.EVENT_IDS)) {
                var key = keys.get(random.nextInt(keys.size()));
                storage.state().write(batch -> batch.delete(family, key));
                storage.state().flush();
                assertThat(simulation.verified(storage).isClean())
                        .as("without %s in %s", HexFormat.of().formatHex(key), family)
                        .isFalse();
            }
        }
    }
}
