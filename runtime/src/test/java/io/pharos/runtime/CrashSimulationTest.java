package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent, in whatever order the parts of a host take their turns, and wherever it is killed: in the end it is as if
 * nothing had happened to it. The name of a failed test shows its seed. More of them: {@code -Dpharos.seeds=5000}.
 */
final class CrashSimulationTest {
    private static final int SEEDS = Integer.getInteger("pharos.seeds", 150);

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, SEEDS), new Random().longs(SEEDS, 1_000_000, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void profilesAreTheFoldOfWhatWasAcknowledgedEachEventOnce(long seed) {
        var simulation = new Simulation(seed).run();

        assertThat(simulation.profiles()).isEqualTo(simulation.replayed());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everythingFollowsFromTheLog(long seed) {
        var simulation = new Simulation(seed).run();
        var undisturbed = simulation.fromTheLogAlone();

        assertThat(simulation.profiles()).isEqualTo(undisturbed.export(simulation.now()));
        assertThat(simulation.ledger()).isEqualTo(undisturbed.ledger());
        assertThat(simulation.sizes()).isEqualTo(Simulation.sizes(undisturbed));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasNotSettledIsOfferedAgain(long seed) {
        var simulation = new Simulation(seed).run().crashed();

        assertThat(simulation.offeredSinceTheCrash()).containsExactlyInAnyOrderElementsOf(simulation.unsettled());
    }
}
