package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * People are erased and expire at random moments, while events come late, are sent again, join and part persons, and the host is
 * killed. More of them: {@code -Dpharos.seeds=5000}.
 */
final class ErasureSimulationTest {
    private static final int SEEDS = Integer.getInteger("pharos.seeds", 150);

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, SEEDS), new Random().longs(SEEDS, 1_000_000, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everybodyElseIsAsIfThoseWhoAreGoneHadNeverBeenThere(long seed) {
        var simulation = Simulation.ofErasures(seed).run();

        var recount = simulation.recount();

        assertThat(simulation.profiles()).isEqualTo(recount.profiles(simulation.now()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everythingFollowsFromTheLog(long seed) {
        var simulation = Simulation.ofErasures(seed).run();

        var undisturbed = simulation.fromTheLogAlone();

        assertThat(simulation.profiles()).isEqualTo(undisturbed.export(simulation.now()));
        assertThat(simulation.ledger()).isEqualTo(undisturbed.ledger());
        assertThat(simulation.sizes()).isEqualTo(Simulation.sizes(undisturbed));
        assertThat(simulation.rig().host().stats().deliveries())
                .isEqualTo(undisturbed.host().stats().deliveries());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsLeftOfThoseWhoAreGone(long seed) {
        var simulation = Simulation.ofErasures(seed).run();
        var recount = simulation.recount();
        var rig = simulation.rig();
        var gone = simulation.identifiers().stream()
                .filter(identifier -> !recount.names(identifier) && simulation.wasErased(identifier))
                .toList();

        assertThat(Leftovers.of(rig, gone)).isEmpty();
        assertThat(ofNobody(rig)).isEmpty();
        assertThat(rig.host().stats().profiles())
                .isEqualTo(recount.profiles(simulation.now()).size());
        var counted = new EnumMap<DeliveryRecord.State, Long>(DeliveryRecord.State.class);
        Stream.of(DeliveryRecord.State.values()).forEach(state -> counted.put(state, 0L));
        rig.ledger().forEach(row -> counted.merge(row.state(), 1L, Long::sum));
        assertThat(rig.host().stats().deliveries()).isEqualTo(counted);
    }

    /** Rows of persons that are not there. */
    private static List<String> ofNobody(Rig rig) {
        var found = new ArrayList<String>();
        try (var view = rig.storage().state().view()) {
            for (var family : List.of(Family.HISTORY, Family.CHECKPOINTS, Family.BACKLOG, Family.DEADLINES)) {
                view.scan(family, Keys.FIRST, Keys.behind(Keys.FIRST), (key, _) -> {
                    var person = ByteBuffer.wrap(key).getLong(family == Family.DEADLINES ? Long.BYTES : 0);
                    if (view.get(Family.PROFILES, Keys.profile(person)).isEmpty()) {
                        found.add(family + " of " + Long.toHexString(person));
                    }
                    return true;
                });
            }
        }
        return found;
    }
}
