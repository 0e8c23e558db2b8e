package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Identifier;
import io.pharos.model.Value;
import io.pharos.runtime.Receipt.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes in comes out again: events, profiles, crashes between them. */
final class HostTest {
    private final Rig rig = Rig.of(Shop.WORKSPACE, "2026-03-01T10:00:00Z").open();

    @Test
    void anEventIsReadInTheProfileAsSoonAsItIsAnswered() {
        var receipt = rig.send("ada", "purchase");

        assertThat(receipt.status()).isEqualTo(Status.ACCEPTED);
        assertThat(receipt.routing()).isEqualTo(Identifier.anonymous("ada"));
        assertThat(rig.profileOf("ada").attributes()).containsEntry("orders", Value.Amount.ONE);
        assertThat(rig.profileOf("ada").segments()).containsKey("buyers");
        assertThat(rig.profile("bob")).isEmpty();
    }

    @Test
    void aProfileInMemoryIsReadWithoutWaitingForItsShard() {
        var ada = Identifier.anonymous("ada");
        rig.send("ada", "purchase");
        rig.send("ada", "purchase");

        assertThat(rig.host().profile(ada)).isCompletedWithValueMatching(HostTest::hasTwoOrders);
        rig.restart();
        var first = rig.host().profile(ada);
        assertThat(first).isNotDone();
        assertThat(rig.wait(first)).matches(HostTest::hasTwoOrders);
        assertThat(rig.host().profile(ada)).isCompletedWithValueMatching(HostTest::hasTwoOrders);
    }

    @Test
    void aProfileThatMemoryHasNoRoomForIsReadAllTheSame() {
        rig.settings(Rig.settings(2).withCache(0)).open();
        rig.send("ada", "purchase");
        rig.send("ada", "purchase");

        var read = rig.host().profile(Identifier.anonymous("ada"));
        assertThat(read).isNotDone();
        assertThat(rig.wait(read)).matches(HostTest::hasTwoOrders);
    }

    private static boolean hasTwoOrders(Optional<ReadProfile> profile) {
        return profile.orElseThrow().snapshot().attributes().get("orders").equals(Value.Amount.of(2));
    }

    @Test
    void aSecondEventOfOneIdIsADuplicateAndChangesNothing() {
        var event = rig.event("ada", "purchase", "2026-03-01T10:00:00Z", Origin.LIVE);
        rig.send(event);

        assertThat(rig.send(event).status()).isEqualTo(Status.DUPLICATE);
        rig.writeBack();
        assertThat(rig.send(event).status()).isEqualTo(Status.DUPLICATE);
        assertThat(rig.crash().send(event).status()).isEqualTo(Status.DUPLICATE);
        assertThat(rig.restart().send(event).status()).isEqualTo(Status.DUPLICATE);
        assertThat(rig.profileOf("ada").attributes()).containsEntry("orders", Value.Amount.ONE);
        assertThat(rig.host().stats().events()).isEqualTo(1);
        assertThat(rig.host().stats().duplicates()).isEqualTo(4);
    }

    @Test
    void theSameIdFromAnotherSenderIsAnotherEvent() {
        var event = rig.event("ada", "purchase", "2026-03-01T10:00:00Z", Origin.LIVE);
        rig.send(event);
        var other = rig.event("bob", "purchase", "2026-03-01T10:00:00Z", Origin.LIVE);
        var same = new Event(
                event.id(),
                event.source(),
                "bob",
                event.name(),
                event.time(),
                0,
                event.arrival(),
                event.origin(),
                null,
                event.properties(),
                List.of());

        assertThat(rig.send(same).status()).isEqualTo(Status.ACCEPTED);
        assertThat(rig.send(other).status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void whatWasAnsweredSurvivesACrash() {
        rig.send("ada", "purchase");
        rig.send("ada", "purchase");
        rig.crash();
        assertThat(rig.profileOf("ada").attributes()).containsEntry("orders", Value.Amount.of(2));

        rig.send("ada", "purchase");
        rig.writeBack();
        rig.flush();
        rig.send("ada", "purchase");
        rig.crash();
        assertThat(rig.profileOf("ada").attributes()).containsEntry("orders", Value.Amount.of(4));
        assertThat(rig.host().stats().events()).isEqualTo(4);
        assertThat(rig.host().stats().segments()).containsEntry("buyers", 1L);
        assertThat(rig.host().stats().badges()).containsEntry("regular", 1L);
    }

    @Test
    void aProfileIsFoundByAnIdentifierItCarries() {
        rig.send(withEmail("ada", "a@example.org"));
        rig.send(withEmail("bob", "a@example.org"));

        var email = new Identifier("email", "a@example.org");
        assertThat(rig.wait(rig.host().profile(email)).orElseThrow().snapshot().id())
                .isEqualTo("anonymous:ada");
        rig.restart();
        assertThat(rig.wait(rig.host().profile(email)).orElseThrow().snapshot().id())
                .isEqualTo("anonymous:ada");
    }

    @Test
    void whoIsKnownByOneIdentifierIsOnePerson() {
        rig.send(withEmail("ada", "a@example.org"));
        rig.writeBack();
        rig.send(withEmail(null, "a@example.org"));
        rig.send(withEmail("bob", "a@example.org"));
        rig.send("bob", "purchase");
        rig.send("ada", "purchase");

        assertThat(rig.profileOf("bob").attributes()).containsEntry("orders", Value.Amount.of(2));
        rig.restart();
        assertThat(rig.profileOf("ada")).isEqualTo(rig.profileOf("bob"));
        assertThat(rig.profileOf("ada").identifiers())
                .containsExactly(
                        Identifier.anonymous("ada"),
                        Identifier.anonymous("bob"),
                        new Identifier("email", "a@example.org"));
    }

    @Test
    void anEventWithoutAVisitorGetsOneThatFollowsFromIt() {
        var event = rig.event(null, "purchase", "2026-03-01T10:00:00Z", Origin.LIVE);
        var receipt = rig.send(event);

        assertThat(receipt.status()).isEqualTo(Status.ACCEPTED);
        assertThat(rig.send(event).status()).isEqualTo(Status.DUPLICATE);
        assertThat(rig.wait(rig.host().profile(receipt.routing()))).isPresent();
    }

    @Test
    void anExportIsSortedAndReadsThePastAsItWas() {
        rig.send("bob", "purchase");
        rig.send("ada", "purchase");
        rig.timeIs("2026-03-02T10:00:00Z");
        rig.send("ada", "purchase");
        rig.send("cyd", "page_view");

        var then = rig.export(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(then).extracting(each -> each.id()).containsExactly("anonymous:ada", "anonymous:bob");
        assertThat(then.getFirst().attributes()).containsEntry("orders", Value.Amount.ONE);
        var today = rig.export(rig.now());
        assertThat(today)
                .extracting(each -> each.id())
                .containsExactly("anonymous:ada", "anonymous:bob", "anonymous:cyd");
        assertThat(today.getFirst().attributes()).containsEntry("orders", Value.Amount.of(2));
    }

    @Test
    void aFullMailboxTakesNothingOfABatchAndLosesNothing() {
        rig.settings(Rig.settings(2).withMailbox(3, 1 << 20)).crash();
        var now = rig.now().toString();
        var first = rig.host()
                .ingest(List.of(
                        rig.event("a", "purchase", now, Origin.LIVE), rig.event("b", "purchase", now, Origin.LIVE)));
        var second =
                List.of(rig.event("a", "purchase", now, Origin.LIVE), rig.event("c", "purchase", now, Origin.LIVE));

        var refused = rig.host().ingest(second);
        assertThat(refused.exceptionNow())
                .isInstanceOfSatisfying(
                        Overloaded.class,
                        overloaded -> assertThat(overloaded.retryAfter()).isPositive());
        assertThat(rig.wait(first)).hasSize(2);
        assertThat(rig.wait(rig.host().ingest(second)))
                .extracting(Receipt::status)
                .containsOnly(Status.ACCEPTED);
        assertThat(rig.host().stats().events()).isEqualTo(4);
        assertThat(rig.host().stats().mailboxEvents()).isZero();
        assertThat(rig.host().stats().mailboxBytes()).isZero();
        var tooMany = IntStream.range(0, 4)
                .mapToObj(_ -> rig.event("a", "x", now, Origin.LIVE))
                .toList();
        assertThat(rig.host().ingest(tooMany).exceptionNow()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherDefinitionsFoldTheWholePastSilently() {
        rig.send("ada", "purchase");
        rig.send("bob", "page_view");
        rig.restart(Shop.GENEROUS);
        rig.threads().run();

        assertThat(rig.host().stats().badges()).containsEntry("regular", 1L);
        assertThat(rig.host().stats().segments()).containsEntry("buyers", 1L);
        assertThat(rig.profileOf("ada").badges()).containsKey("regular");
        assertThat(rig.offers()).doesNotContain("thank_regular for anonymous:ada");
        rig.send("bob", "purchase");
        assertThat(rig.offers()).contains("thank_regular for anonymous:bob");
    }

    @Test
    void theNumberOfShardsMayChange() {
        for (var i = 0; i < 20; i++) {
            rig.send("visitor" + i, "purchase");
        }
        for (var shards : List.of(5, 1, 3)) {
            rig.settings(Rig.settings(shards));
            rig.crash();
            for (var i = 0; i < 20; i++) {
                rig.send("visitor" + i, "purchase");
            }
        }
        assertThat(rig.export(rig.now()))
                .hasSize(20)
                .allSatisfy(profile -> assertThat(profile.attributes()).containsEntry("orders", Value.Amount.of(4)));
        assertThat(rig.host().stats().segments()).containsEntry("buyers", 20L);
        assertThat(rig.host().stats().events()).isEqualTo(80);
    }

    @Test
    void aLogThatDoesNotReachTheProfilesIsAnError() {
        rig.send("ada", "purchase");
        rig.writeBack();
        rig.flush();

        assertThatThrownBy(rig::crashWithoutLog)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("files of the log are missing");
    }

    private Event withEmail(String visitor, String email) {
        var event = rig.event(visitor, "login", rig.now().toString(), Origin.LIVE);
        return new Event(
                event.id(),
                event.source(),
                visitor,
                event.name(),
                event.time(),
                0,
                event.arrival(),
                event.origin(),
                null,
                Map.of("email", new Value.Text(email)),
                List.of());
    }
}
