package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Delivery.Outcome;
import io.pharos.model.Fact;
import io.pharos.runtime.DeliveryRecord.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which transitions the world hears of, and when. */
final class HeadRuleTest {
    private final Rig rig = Rig.of(Shop.WORKSPACE, "2026-03-01T10:00:00Z").open();

    @Test
    void aLiveEventFiresAtOnce() {
        rig.send("ada", "purchase");
        rig.send("ada", "purchase");
        assertThat(rig.offers()).containsExactly("welcome_buyer for anonymous:ada");

        rig.send("ada", "purchase");
        assertThat(rig.offers()).containsExactly("welcome_buyer for anonymous:ada", "thank_regular for anonymous:ada");
        var delivery = rig.offered().getLast();
        assertThat(delivery.event()).isNotNull();
        assertThat(delivery.profile().badges()).containsKey("regular");
        assertThat(delivery.notBefore()).isEqualTo(rig.now());
    }

    @Test
    void aLateLiveEventFiresTheDifferenceOnce() {
        rig.send("ada", "purchase", "2026-03-01T09:59:00Z");
        rig.send("ada", "purchase", "2026-03-01T09:59:30Z");
        rig.send("ada", "purchase", "2026-03-01T09:55:00Z");
        rig.send("ada", "page_view", "2026-03-01T09:54:00Z");

        assertThat(rig.offers()).containsExactly("welcome_buyer for anonymous:ada", "thank_regular for anonymous:ada");
        assertThat(rig.host().stats().lateFolds()).isEqualTo(2);
        assertThat(rig.host().stats().badges()).containsEntry("regular", 1L);
    }

    @Test
    void anEventThatComesTooLateIsFoldedSilently() {
        rig.send("ada", "purchase", "2026-03-01T09:49:59.999Z");
        assertThat(rig.offers()).isEmpty();
        assertThat(rig.profileOf("ada").segments()).containsKey("buyers");

        rig.send("bob", "purchase", "2026-03-01T09:50:00Z");
        assertThat(rig.offers()).containsExactly("welcome_buyer for anonymous:bob");
    }

    @Test
    void anImportFiresNothingNorDoItsDeadlinesLater() {
        rig.imported("ada", "purchase", "2025-06-01T10:00:00Z");
        rig.tick("2026-03-01T10:05:00Z").tick("2026-03-01T11:00:00Z");

        assertThat(rig.offers()).isEmpty();
        assertThat(rig.ledger()).isEmpty();
        assertThat(rig.profileOf("ada").segments()).containsKeys("buyers", "lapsed");
        assertThat(rig.host().stats().segments()).containsEntry("lapsed", 1L);
    }

    @Test
    void theRowsOfAnImportAreNotLateForEachOther() {
        rig.imported("ada", "purchase", "2025-06-01T10:00:00Z");
        rig.imported("ada", "page_view", "2025-09-01T10:00:00Z");
        rig.restart();
        rig.imported("ada", "purchase", "2025-12-01T10:00:00Z");
        rig.imported("ada", "purchase", "2026-02-01T10:00:00Z");

        assertThat(rig.host().stats().lateFolds()).isZero();
        assertThat(rig.profileOf("ada").badges()).containsKey("regular");
        assertThat(rig.host().stats().badges()).containsEntry("regular", 1L);
        assertThat(rig.host().stats().segments()).doesNotContainKey("lapsed");
    }

    @Test
    void whatFellDueBeforeAnImportIsNotFiredByTheNextLiveEvent() {
        rig.imported("ada", "purchase", "2025-06-01T10:00:00Z");
        rig.send("ada", "page_view");
        rig.tick("2026-03-01T11:00:00Z");

        assertThat(rig.offers()).containsExactly("greet_again for anonymous:ada");
        assertThat(rig.ledger()).hasSize(1);
    }

    @Test
    void whatFellDueBeforeAnImportIsNotFiredByTheNextDeadlineEither() {
        rig.imported("ada", "page_view", "2025-06-01T10:00:00Z");
        assertThat(rig.profileOf("ada").segments()).containsOnlyKeys("lapsed");

        rig.tick("2026-06-01T10:00:00.001Z").tick("2026-06-01T11:00:00Z");

        assertThat(rig.profileOf("ada").segments()).containsOnlyKeys("gone", "lapsed");
        assertThat(rig.ledger()).isEmpty();
    }

    @Test
    void whatIsSilentIsJournalledAsSilent() {
        rig.imported("ada", "purchase", "2025-06-01T10:00:00Z");

        var moves = rig.host().journal().latest(10).stream()
                .map(Journal.Entry::fact)
                .filter(Fact.Moved.class::isInstance)
                .map(Fact.Moved.class::cast)
                .toList();
        assertThat(moves).hasSize(2).allMatch(Fact.Moved::silent);
    }

    @Test
    void anImportIntoThePastOfALiveProfileFiresNothing() {
        rig.send("ada", "page_view");
        rig.imported("ada", "purchase", "2026-02-01T10:00:00Z");
        rig.imported("ada", "purchase", "2026-02-01T11:00:00Z");
        rig.imported("ada", "purchase", "2026-02-01T12:00:00Z");

        assertThat(rig.offers()).isEmpty();
        assertThat(rig.profileOf("ada").badges()).containsKey("regular");
        assertThat(rig.host().stats().badges()).containsEntry("regular", 1L);
    }

    @Test
    void timeAloneFiresAfterSettling() {
        rig.send("ada", "page_view");
        rig.tick("2026-03-31T10:00:00Z");
        assertThat(rig.profileOf("ada").segments()).doesNotContainKey("lapsed");

        rig.tick("2026-03-31T10:00:00.001Z");
        assertThat(rig.profileOf("ada").segments()).containsKey("lapsed");
        assertThat(rig.ledger()).extracting(DeliveryRecord::state).containsExactly(State.HELD);
        assertThat(rig.offers()).isEmpty();

        rig.tick("2026-03-31T10:00:30Z");
        assertThat(rig.offers()).isEmpty();
        rig.tick("2026-03-31T10:00:30.001Z");
        assertThat(rig.offers()).containsExactly("win_back for anonymous:ada");
        assertThat(rig.offered().getFirst().event()).isNull();
    }

    @Test
    void aTickThatComesLateFiresWhatFellDueMeanwhile() {
        rig.send("ada", "page_view");
        rig.timeIs("2026-06-01T00:00:00Z");
        rig.restart();
        rig.tick();
        rig.tick("2026-06-01T00:00:30Z");

        assertThat(rig.offers()).containsExactly("win_back for anonymous:ada");
    }

    @Test
    void whatIsUndoneBeforeItLeavesIsCancelled() {
        rig.send("ada", "page_view");
        rig.tick("2026-03-31T10:00:10Z");
        assertThat(rig.ledger()).extracting(DeliveryRecord::state).containsExactly(State.HELD);

        rig.timeIs("2026-03-31T10:00:20Z");
        rig.send("ada", "page_view", "2026-03-31T09:59:59Z");
        rig.tick("2026-03-31T10:00:40Z");

        assertThat(rig.offers()).doesNotContain("win_back for anonymous:ada");
        var winBack = rig.ledger().stream()
                .filter(row -> row.delivery().action().equals("win_back"))
                .findFirst()
                .orElseThrow();
        assertThat(winBack.state()).isEqualTo(State.CANCELLED);
        assertThat(winBack.outcome())
                .hasValueSatisfying(outcome -> assertThat(outcome).isInstanceOf(Outcome.Cancelled.class));
    }

    @Test
    void whatAnEventBringsAlongFromThePastSettlesToo() {
        rig.send("ada", "page_view");
        rig.timeIs("2026-04-20T10:00:00Z");
        rig.send("ada", "page_view");

        // no tick came in between: the event finds the deadline due
        assertThat(rig.offers()).containsExactly("greet_again for anonymous:ada");
        rig.tick("2026-04-20T10:00:30Z");
        assertThat(rig.ledger())
                .filteredOn(row -> row.delivery().action().equals("win_back"))
                .extracting(DeliveryRecord::state)
                .containsExactly(State.CANCELLED);
    }

    @Test
    void manyDeadlinesAtOnceAreAllMet() {
        for (var i = 0; i < 700; i++) {
            rig.send("visitor" + i, "page_view");
        }
        rig.tick("2026-04-20T10:00:00Z");
        assertThat(rig.host().stats().segments()).containsEntry("lapsed", 700L);
        assertThat(rig.host().stats().lag()).isEqualTo(Duration.ZERO);

        rig.tick("2026-04-20T10:00:30Z");
        assertThat(rig.offers()).hasSize(700).doesNotHaveDuplicates();
    }
}
