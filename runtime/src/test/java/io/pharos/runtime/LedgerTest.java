package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Delivery;
import io.pharos.model.Delivery.Outcome;
import io.pharos.runtime.DeliveryRecord.State;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What became of deliveries, across restarts. */
final class LedgerTest {
    private final Rig rig = Rig.of(Shop.WORKSPACE, "2026-03-01T10:00:00Z").open();

    @Test
    void whatIsNotSettledIsOfferedAgainAfterACrashUnderTheSameId() {
        rig.send("ada", "purchase");
        var first = rig.offered().getFirst();
        rig.crash();
        assertThat(rig.offered()).containsExactly(first, first);

        rig.restart();
        assertThat(rig.offered()).containsExactly(first, first, first);
    }

    @Test
    void aClockFinerThanTheLogMakesTheSameIdAgain() {
        rig.imported("ada", "page_view", "2026-01-30T10:00:00Z");
        rig.tick("2026-03-01T10:00:01.000123456Z"); // 30 days are over
        rig.send("ada", "page_view", "2026-03-01T09:59:59Z"); // late: she is not lapsed as of the moment it is logged
        rig.crash();

        assertThat(rig.offers()).containsExactly("greet_again for anonymous:ada", "greet_again for anonymous:ada");
        assertThat(rig.offered().getLast().id())
                .isEqualTo(rig.offered().getFirst().id());
    }

    @Test
    void otherShardsThanBeforeMakeTheSameIdsAgain() {
        rig.settings(Rig.settings(4)).restart().flush();
        rig.settings(Rig.settings(2)).crash();
        for (var visitor = 0; visitor < 700; visitor++) {
            rig.send("v" + visitor, "page_view", "2026-03-01T10:00:00Z");
        }
        rig.tick("2026-03-31T10:00:01Z"); // lapsed, all at once: more than a tick takes
        rig.tick("2026-03-31T10:01:00Z");
        var before = ids();
        rig.crash();

        assertThat(before).hasSize(700);
        assertThat(ids()).isEqualTo(before);
    }

    private Set<String> ids() {
        return rig.offered().stream().map(Delivery::id).collect(Collectors.toSet());
    }

    @Test
    void whatIsSettledIsNotOfferedAgain() {
        rig.send("ada", "purchase");
        var delivery = rig.offered().getFirst();
        rig.wait(rig.host().settle(delivery.id(), new Outcome.Delivered(rig.now(), 1, "200")));
        rig.crash();
        rig.restart();

        assertThat(rig.offered()).hasSize(1);
        assertThat(rig.ledger()).hasSize(1).first().satisfies(row -> {
            assertThat(row.state()).isEqualTo(State.DELIVERED);
            assertThat(row.outcome()).contains(new Outcome.Delivered(rig.now(), 1, "200"));
            assertThat(row.delivery()).isEqualTo(delivery);
        });
    }

    @Test
    void onlyTheFirstOutcomeCounts() {
        rig.send("ada", "purchase");
        var id = rig.offered().getFirst().id();
        rig.wait(rig.host().settle(id, new Outcome.Dead(rig.now(), 5, "gone")));
        rig.wait(rig.host().settle(id, new Outcome.Delivered(rig.now(), 1, "200")));
        rig.wait(rig.host().settle("no such delivery", new Outcome.Delivered(rig.now(), 1, "200")));

        assertThat(rig.ledger()).extracting(DeliveryRecord::state).containsExactly(State.DEAD);
        assertThat(rig.host().stats().deliveries())
                .isEqualTo(Map.of(
                        State.HELD, 0L, State.PENDING, 0L, State.DELIVERED, 0L, State.DEAD, 1L, State.CANCELLED, 0L));
    }

    @Test
    void whatWasGivenUpCanBeSentAgain() {
        rig.send("ada", "purchase");
        var delivery = rig.offered().getFirst();
        assertThat(rig.wait(rig.host().redeliver(delivery.id()))).isFalse();
        rig.wait(rig.host().settle(delivery.id(), new Outcome.Dead(rig.now(), 5, "gone")));

        assertThat(rig.wait(rig.host().redeliver(delivery.id()))).isTrue();
        assertThat(rig.offered()).containsExactly(delivery, delivery);
        rig.crash();
        assertThat(rig.ledger()).extracting(DeliveryRecord::state).containsExactly(State.PENDING);
        rig.wait(rig.host().settle(delivery.id(), new Outcome.Delivered(rig.now(), 1, "200")));
        assertThat(rig.ledger()).extracting(DeliveryRecord::state).containsExactly(State.DELIVERED);
    }

    @Test
    void whatIsHeldSurvivesACrash() {
        rig.send("ada", "page_view");
        rig.tick("2026-04-20T10:00:00Z");
        rig.crash();
        assertThat(rig.ledger()).extracting(DeliveryRecord::state).containsExactly(State.HELD);
        rig.restart();
        rig.tick("2026-04-20T10:00:30Z");

        assertThat(rig.offers()).containsExactly("win_back for anonymous:ada");
    }

    @Test
    void deliveriesAreListedLatestFirst() {
        rig.send("ada", "purchase");
        rig.send("bob", "purchase");
        rig.send("cyd", "purchase");

        assertThat(rig.ledger())
                .extracting(row -> row.delivery().profile().id())
                .containsExactly("anonymous:cyd", "anonymous:bob", "anonymous:ada");
    }

    @Test
    void twoStoresMakeDifferentIdsOfTheSameEvents() {
        rig.send("ada", "purchase");
        var other = Rig.of(Shop.WORKSPACE, "2026-03-01T10:00:00Z").open();
        other.send("ada", "purchase");

        assertThat(other.offered().getFirst().id())
                .isNotEqualTo(rig.offered().getFirst().id());
    }
}
