package io.pharos.runtime;

import static io.pharos.engine.testkit.Definitions.above;
import static io.pharos.engine.testkit.Definitions.increase;
import static io.pharos.engine.testkit.Definitions.onlyIf;
import static io.pharos.engine.testkit.Definitions.that;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.testkit.Definitions;
import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Fact;
import io.pharos.model.Identifier;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Somebody is erased: what goes, what stays, and what comes late. */
final class ErasureTest {
    private static final Identifier ADA = new Identifier("email", "ada@example.org");
    private static final Identifier BOB = new Identifier("email", "bob@example.org");

    private int events;

    private static Workspace workspace(Policy policy) {
        return Shop.withAllTriggers(Draft.workspace("shop")
                .identifier("email", policy)
                .attribute("orders", Type.NUMBER, onlyIf(Definitions.event("purchase"), increase(1)))
                .segment("buyers", that("orders", above(0)))
                .build());
    }

    @Test
    void nothingIsLeftOfWhoWasErased() {
        var rig = Rig.of(workspace(Policy.MERGE), "2026-03-01T10:00:00Z").open();
        send(rig, "tablet", ADA, "purchase");
        send(rig, "laptop", ADA, "page_view");
        send(rig, "phone", BOB, "purchase");

        var erasure = erase(rig, ADA).orElseThrow();

        assertThat(erasure.identifiers())
                .containsExactly(Identifier.anonymous("laptop"), Identifier.anonymous("tablet"), ADA);
        assertThat(erasure.events()).isEqualTo(2);
        assertThat(erasure.deliveries()).isPositive();
        assertThat(Leftovers.of(rig, erasure.identifiers())).isEmpty();
        assertThat(rig.wait(rig.host().profile(ADA))).isEmpty();
        assertThat(rig.profile("tablet")).isEmpty();
        assertThat(rig.profileOf("phone").segments()).containsKey("buyers");
        var stats = rig.host().stats();
        assertThat(stats.profiles()).isEqualTo(1);
        assertThat(stats.segments()).containsEntry("buyers", 1L);
        assertThat(stats.deliveries().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(rig.ledger().size());
    }

    @Test
    void nobodyIsErasedWhoIsNotKnown() {
        var rig = Rig.of(workspace(Policy.MERGE), "2026-03-01T10:00:00Z").open();

        assertThat(erase(rig, ADA)).isEmpty();
    }

    @Test
    void whatIsFromBeforeIsRefusedAndWhatComesLaterIsOfSomebodyNew() {
        var rig = Rig.of(workspace(Policy.MERGE), "2026-03-01T10:00:00Z").open();
        var purchase = event(rig, "tablet", ADA, "purchase");
        rig.send(purchase);
        rig.timeIs("2026-03-01T11:00:00Z");
        erase(rig, ADA);

        rig.timeIs("2026-03-01T12:00:00Z");
        var late = event(rig, "tablet", null, "purchase", "2026-03-01T09:00:00Z");
        for (var refused : List.of(purchase, late)) {
            var receipt = rig.send(refused);
            assertThat(receipt.status()).isEqualTo(Receipt.Status.ERASED);
            assertThat(receipt.problems().getFirst().code()).isEqualTo("event.erased");
        }
        assertThat(rig.profile("tablet")).isEmpty();
        assertThat(rig.host().stats().erased()).isEqualTo(2);

        rig.send("tablet", "page_view");
        assertThat(rig.profileOf("tablet").attributes()).doesNotContainKey("orders");
    }

    @Test
    void whatWasRefusedLeavesTheLogToo() {
        var rig = Rig.of(workspace(Policy.MERGE), "2026-03-01T10:00:00Z").open();
        var purchase = event(rig, "tablet", ADA, "purchase");
        rig.send(purchase);
        erase(rig, ADA);
        assertThat(namedInTheLog(rig, ADA)).isZero();

        rig.send(purchase);
        assertThat(namedInTheLog(rig, ADA)).isEqualTo(1);
        rig.wait(rig.host().dropLog());
        assertThat(namedInTheLog(rig, ADA)).isZero();

        erase(rig, ADA);
        assertThat(namedInTheLog(rig, ADA)).isEqualTo(1);
        rig.restart();
        while (rig.threads().step()) {}
        assertThat(namedInTheLog(rig, ADA)).isZero();
    }

    private static long namedInTheLog(Rig rig, Identifier identifier) {
        var log = rig.storage().log();
        for (var from = 0L; from < log.end(); from++) {
            try {
                return log.read(from, Integer.MAX_VALUE).stream()
                        .filter(entry -> Leftovers.has(entry, identifier.value()))
                        .count();
            } catch (IllegalArgumentException gone) {
                // the next one may be there
            }
        }
        return 0;
    }

    @Test
    void whatIsRefusedStaysSoAfterARestartAndForAsLongAsTheWorkspaceSays() {
        var rig = Rig.of(workspace(Policy.MERGE), "2026-03-01T10:00:00Z").open();
        var purchase = event(rig, "tablet", ADA, "purchase");
        rig.send(purchase);
        erase(rig, ADA);
        rig.restart();
        assertThat(rig.send(purchase).status()).isEqualTo(Receipt.Status.ERASED);

        rig.tick("2026-03-31T09:59:59Z");
        assertThat(rig.send(purchase).status()).isEqualTo(Receipt.Status.ERASED);

        rig.tick("2026-03-31T10:00:00Z");
        assertThat(rig.send(purchase).status()).isEqualTo(Receipt.Status.ACCEPTED);
    }

    @Test
    void othersLoseTheIdentifierAndNothingElse() {
        var rig = Rig.of(workspace(Policy.MERGE), "2026-03-01T10:00:00Z").open();
        var tablet = Identifier.anonymous("tablet");
        send(rig, "tablet", ADA, "purchase");
        rig.wait(rig.host().unlink(ADA, tablet));
        send(rig, "tablet", null, "page_view");
        send(rig, "tablet", ADA, "purchase");

        var erasure = erase(rig, tablet).orElseThrow();

        assertThat(erasure.identifiers()).containsExactly(tablet);
        assertThat(erasure.events()).isEqualTo(1);
        assertThat(erasure.mentions()).isEqualTo(2);
        assertThat(Leftovers.of(rig, List.of(tablet))).isEmpty();
        var ada = rig.wait(rig.host().profile(ADA)).orElseThrow().snapshot();
        assertThat(ada.identifiers()).containsExactly(ADA);
        assertThat(ada.attributes()).containsEntry("orders", Value.Amount.of(2));
    }

    @Test
    void whatWasToBeSentIsNotSent() {
        var rig = Rig.of(workspace(Policy.MERGE), "2026-03-01T10:00:00Z").open();
        send(rig, "tablet", ADA, "purchase");
        var pending = rig.offers().size();
        assertThat(pending).isPositive();

        var erasure = erase(rig, ADA).orElseThrow();

        assertThat(erasure.cancelled()).isEqualTo(pending);
        assertThat(rig.withdrawn()).hasSize(pending);
        assertThat(rig.ledger()).isEmpty();
    }

    @Test
    void theJournalOnlyKnowsThatThereWasSomething() {
        var rig = Rig.of(workspace(Policy.MERGE), "2026-03-01T10:00:00Z").open();
        send(rig, "tablet", ADA, "purchase");
        send(rig, "phone", BOB, "page_view");
        erase(rig, ADA);

        var facts = rig.host().journal().latest(100);

        assertThat(facts.toString()).doesNotContain("ada@", "tablet").contains("bob@");
        assertThat(facts).anyMatch(entry -> entry.fact() instanceof Fact.Removed);
    }

    @Test
    void onASharedDeviceOnlyWhatWasTheirsGoes() {
        var rig = Rig.of(workspace(Policy.SWITCH), "2026-03-01T10:00:00Z").open();
        rig.send(event(rig, "kiosk", ADA, "page_view", "2026-03-01T08:00:00Z"));
        rig.send(event(rig, "kiosk", null, "purchase", "2026-03-01T08:01:00Z"));
        rig.send(event(rig, "kiosk", BOB, "page_view", "2026-03-01T09:00:00Z"));
        rig.send(event(rig, "kiosk", null, "purchase", "2026-03-01T09:01:00Z"));

        var erasure = erase(rig, ADA).orElseThrow();

        assertThat(erasure.events()).isEqualTo(2);
        assertThat(erasure.sightings()).isEqualTo(1);
        assertThat(Leftovers.of(rig, List.of(ADA))).isEmpty();
        var unnamed = event(rig, "kiosk", null, "purchase", "2026-03-01T08:30:00Z");
        assertThat(rig.send(unnamed).status()).isEqualTo(Receipt.Status.ERASED);
        var bobs = event(rig, "kiosk", null, "purchase", "2026-03-01T09:30:00Z");
        assertThat(rig.send(bobs).status()).isEqualTo(Receipt.Status.ACCEPTED);
        assertThat(rig.wait(rig.host().profile(BOB)).orElseThrow().snapshot().attributes())
                .containsEntry("orders", Value.Amount.of(2));
        assertThat(erase(rig, Identifier.anonymous("kiosk"))).isEmpty();
    }

    private static Optional<Erasure> erase(Rig rig, Identifier identifier) {
        return rig.wait(rig.host().erase(identifier));
    }

    private void send(Rig rig, String visitor, Identifier email, String name) {
        rig.send(event(rig, visitor, email, name));
    }

    private Event event(Rig rig, String visitor, Identifier email, String name) {
        return event(rig, visitor, email, name, rig.now().toString());
    }

    private Event event(Rig rig, String visitor, Identifier email, String name, String time) {
        var properties = new LinkedHashMap<String, Value>(Map.of("path", new Value.Text("/")));
        if (email != null) {
            properties.put("email", new Value.Text(email.value()));
        }
        return new Event(
                "event-" + events++,
                "website",
                visitor,
                name,
                Instant.parse(time),
                0,
                rig.now(),
                Origin.LIVE,
                null,
                properties,
                List.of());
    }
}
