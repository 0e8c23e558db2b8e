package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent, in whatever order the parts of a host take their turns, and wherever it is killed: in the end it is as if
 * nothing had happened to it. The name of a failed test shows its seed. More of them: {@code -Dpharos.seeds=5000}.
 */
final class CrashSimulationTest {
    private static final int SEEDS = Integer.getInteger("pharos.seeds", 150);

    private static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, SEEDS), new Random().longs(SEEDS, 1_000_000, Long.MAX_VALUE));
    }

    /** What is simulated, told by its seed. */
    record Course(String what, long seed) {
        Simulation run() {
            return ("world".equals(what) ? Simulation.ofWorld(seed) : Simulation.ofCrowd(seed)).run();
        }
    }

    static Stream<Course> courses() {
        return seeds().boxed().flatMap(seed -> Stream.of(new Course("world", seed), new Course("crowd", seed)));
    }

    @ParameterizedTest
    @MethodSource("courses")
    void profilesAreTheFoldOfWhatWasAcknowledgedEachEventOnce(Course course) {
        var simulation = course.run();

        assertThat(simulation.profiles()).isEqualTo(simulation.replayed());
    }

    @ParameterizedTest
    @MethodSource("courses")
    void everythingFollowsFromTheLog(Course course) {
        var simulation = course.run();
        var undisturbed = simulation.fromTheLogAlone();

        assertThat(simulation.profiles()).isEqualTo(undisturbed.export(simulation.now()));
        assertThat(simulation.ledger()).isEqualTo(undisturbed.ledger());
        assertThat(simulation.sizes()).isEqualTo(Simulation.sizes(undisturbed));
    }

    @ParameterizedTest
    @MethodSource("courses")
    void whatWasNotSettledIsOfferedAgain(Course course) {
        var simulation = course.run().crashed();

        assertThat(simulation.offeredSinceTheCrash()).containsExactlyInAnyOrderElementsOf(simulation.unsettled());
    }
}
