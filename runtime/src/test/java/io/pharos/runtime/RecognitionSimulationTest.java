package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is published about who is who between events, unlinks and crashes: in the end it is as if the last version had always
 * been in force. The name of a failed test shows its seed. More of them: {@code -Dpharos.seeds=5000}.
 */
final class RecognitionSimulationTest {
    private static final int SEEDS = Integer.getInteger("pharos.seeds", 100);
    private static final int OTHERS = 3;

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, SEEDS), new Random().longs(SEEDS / 2, 1_000_000, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPersonIsTheFoldUnderTheLastVersion(long seed) {
        var simulation = Simulation.ofRecognition(seed, OTHERS).run();

        assertThat(simulation.profiles()).isEqualTo(simulation.replayed());
        assertThat(simulation.refold()).matches(Refold::isComplete);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everythingFollowsFromTheLog(long seed) {
        var simulation = Simulation.ofRecognition(seed, OTHERS).run();
        var undisturbed = simulation.fromTheLogAlone();

        assertThat(simulation.profiles()).isEqualTo(undisturbed.export(simulation.now()));
        assertThat(simulation.ledger()).isEqualTo(undisturbed.ledger());
        assertThat(simulation.sizes()).isEqualTo(Simulation.sizes(undisturbed));
        assertThat(simulation.versions()).isEqualTo(undisturbed.versions());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sizesAreThoseOfTheProfiles(long seed) {
        var simulation = Simulation.ofRecognition(seed, OTHERS).run();

        assertThat(simulation.sizes()).isEqualTo(simulation.counted());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noEventIsTakenTwice(long seed) {
        var simulation = Simulation.ofRecognition(seed, OTHERS).run();

        assertThat(simulation.sentAgain()).containsExactly(Receipt.Status.DUPLICATE);
        assertThat(simulation.profiles()).isEqualTo(simulation.replayed());
    }
}
