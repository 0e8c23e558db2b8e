package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is published between events and crashes: in the end it is as if the last version had always been in force. The name
 * of a failed test shows its seed. More of them: {@code -Dpharos.seeds=5000}.
 */
final class PublicationSimulationTest {
    private static final int SEEDS = Integer.getInteger("pharos.seeds", 40);
    private static final int FRESH_SEEDS = SEEDS / 10;
    private static final int OTHERS = 2;

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.range(0, SEEDS), new Random().longs(FRESH_SEEDS, 1_000_000, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyProfileIsTheFoldUnderTheLastVersion(long seed) {
        var simulation = Simulation.ofPublications(seed, OTHERS).run();

        assertThat(simulation.profiles()).isEqualTo(simulation.replayed());
        assertThat(simulation.refold()).matches(Refold::isComplete);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everythingFollowsFromTheLog(long seed) {
        var simulation = Simulation.ofPublications(seed, OTHERS).run();
        var undisturbed = simulation.fromTheLogAlone();

        assertThat(simulation.profiles()).isEqualTo(undisturbed.export(simulation.now()));
        assertThat(simulation.ledger()).isEqualTo(undisturbed.ledger());
        assertThat(simulation.sizes()).isEqualTo(Simulation.sizes(undisturbed));
        assertThat(simulation.versions()).isEqualTo(undisturbed.versions());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sizesAreThoseOfTheProfiles(long seed) {
        var simulation = Simulation.ofPublications(seed, OTHERS).run();

        assertThat(simulation.sizes()).isEqualTo(simulation.counted());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aProfileReadsUnderOneVersionThroughout(long seed) {
        var readings = new Readings(seed);
        for (var i = 0; i < 60; i++) {
            readings.act();

            assertThat(readings.read()).isEqualTo(readings.replayed());
        }
    }
}
