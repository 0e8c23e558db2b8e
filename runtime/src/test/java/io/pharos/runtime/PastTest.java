package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.Cause;
import io.pharos.engine.Change;
import io.pharos.engine.Why;
import io.pharos.engine.testkit.Draft;
import io.pharos.model.Delivery.Outcome;
import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import io.pharos.model.Value;
import io.pharos.runtime.DeliveryRecord.State;
import io.pharos.runtime.Timeline.Item;
import io.pharos.runtime.Timeline.Kind;
import io.pharos.runtime.Timeline.Place;
import io.pharos.runtime.Timeline.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a host tells of the past of a profile, and of what is coming. */
final class PastTest {
    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
    private static final Identifier ADA = Identifier.anonymous("ada");

    private final Rig rig = Rig.of(Shop.WORKSPACE, "2026-03-01T10:00:00Z").open();

    private Optional<Snapshot> profile(String at) {
        return rig.wait(rig.host().past().profile(ADA, Instant.parse(at)));
    }

    private Timeline timeline(Query query) {
        return rig.wait(rig.host().past().timeline(ADA, query)).orElseThrow();
    }

    private List<Item> items(Kind... kinds) {
        return timeline(new Query(kinds.length == 0 ? ALL : Set.of(kinds), Optional.empty(), 1000))
                .items();
    }

    private void purchaseAt(String time) {
        rig.timeIs(time).send("ada", "purchase");
    }

    @Test
    void aProfileIsReadAsItWasAndAsItWillBe() {
        purchaseAt("2026-03-01T10:00:00Z");
        purchaseAt("2026-03-02T10:00:00Z");

        assertThat(profile("2026-03-01T09:59:59.999Z")).isEmpty();
        assertThat(profile("2026-03-01T10:00:00Z").orElseThrow().attributes())
                .containsEntry("orders", Value.Amount.ONE);
        assertThat(profile("2026-03-02T10:00:00Z").orElseThrow().attributes())
                .containsEntry("orders", Value.Amount.of(2));
        assertThat(profile("2026-04-01T10:00:00Z").orElseThrow().segments()).doesNotContainKey("lapsed");
        assertThat(profile("2026-04-01T10:00:00.001Z").orElseThrow().segments())
                .containsEntry("lapsed", Instant.parse("2026-04-01T10:00:00.001Z"));
    }

    @Test
    void whoIsUnknownHasNoPast() {
        assertThat(profile("2026-03-01T10:00:00Z")).isEmpty();
        assertThat(rig.wait(rig.host().past().timeline(ADA, new Query(ALL, Optional.empty(), 10))))
                .isEmpty();
        assertThat(rig.wait(rig.host().past().coming(ADA, rig.now(), 10))).isEmpty();
        assertThat(rig.wait(rig.host().past().has(ADA, "e0"))).isFalse();
    }

    @Test
    void aTimelineTellsLatestFirstWhatHappenedAndWhatCameOfIt() {
        purchaseAt("2026-03-01T10:00:00Z");
        rig.tick("2026-03-01T11:00:00Z");

        var items = items();

        assertThat(items).hasSize(5);
        assertThat(items.get(0))
                .isEqualTo(new Item.Turned(
                        new Transition.VisitEnded(Instant.parse("2026-03-01T10:10:00Z")),
                        new Cause.OfVisitEnd(Instant.parse("2026-03-01T10:10:00Z")),
                        List.of()));
        assertThat(((Item.Acted) items.get(1)).delivery().delivery().action()).isEqualTo("welcome_buyer");
        assertThat(items.get(1).at()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(((Item.Turned) items.get(2)).transition())
                .isEqualTo(new Transition.Joined("buyers", Instant.parse("2026-03-01T10:00:00Z")));
        assertThat(((Item.Turned) items.get(2)).cause()).isInstanceOf(Cause.OfEvent.class);
        assertThat(((Item.Happened) items.get(3)).changes())
                .contains(new Change("orders", Optional.empty(), Optional.of(Value.Amount.ONE)));
        assertThat(((Item.Turned) items.get(4)).transition()).isInstanceOf(Transition.VisitStarted.class);
    }

    @Test
    void anActionIsToldWithWhatBecameOfIt() {
        purchaseAt("2026-03-01T10:00:00Z");
        var delivery = rig.offered().getFirst();
        assertThat(action().state()).isEqualTo(State.PENDING);

        rig.wait(rig.host().settle(delivery.id(), new Outcome.Dead(rig.now(), 3, "gone")));

        assertThat(action().state()).isEqualTo(State.DEAD);
        assertThat(action().outcome()).contains(new Outcome.Dead(rig.now(), 3, "gone"));
        rig.crash();
        assertThat(action().state()).isEqualTo(State.DEAD);
    }

    private DeliveryRecord action() {
        return ((Item.Acted) items(Kind.ACTION).getFirst()).delivery();
    }

    @Test
    void actionsThatTimeSetOffAreToldAsWell() {
        purchaseAt("2026-03-01T10:00:00Z");
        rig.tick("2026-04-02T00:00:00Z");

        assertThat(items(Kind.ACTION))
                .extracting(item -> ((Item.Acted) item).delivery().delivery().action())
                .containsExactly("win_back", "welcome_buyer");
        assertThat(items(Kind.ACTION))
                .extracting(Item::at)
                .containsExactly(Instant.parse("2026-04-02T00:00:00Z"), Instant.parse("2026-03-01T10:00:00Z"));
    }

    @Test
    void actionsOfOthersAreNotTold() {
        rig.send("bob", "purchase");
        rig.send("ada", "view");

        assertThat(items(Kind.ACTION)).isEmpty();
    }

    @Test
    void onePersonHasTheActionsOfAllThatTheyWere() {
        purchaseAt("2026-03-01T10:00:00Z");
        rig.timeIs("2026-03-02T10:00:00Z").send("bob", "purchase");
        assertThat(items(Kind.ACTION)).hasSize(1);

        rig.send(withEmail("ada"));
        rig.send(withEmail("bob"));
        rig.writeBack();

        assertThat(items(Kind.ACTION)).hasSize(2);
        assertThat(items(Kind.EVENT)).hasSize(4);
    }

    private Event withEmail(String visitor) {
        return new Event(
                "of " + visitor,
                "website",
                visitor,
                "sign_in",
                rig.now(),
                0,
                rig.now(),
                Origin.LIVE,
                null,
                Map.of("email", new Value.Text("ada@example.com")),
                List.of());
    }

    @Test
    void pagesFollowEachOtherWhateverHappensMeanwhile() {
        for (var day = 1; day <= 9; day++) {
            purchaseAt("2026-03-0" + day + "T10:00:00Z");
        }
        var whole = items();
        var pages = new ArrayList<Item>();
        var next = Optional.<Place>empty();
        do {
            var page = timeline(new Query(ALL, next, 4));
            assertThat(page.items()).hasSizeBetween(1, 4);
            pages.addAll(page.items());
            next = page.before();
            purchaseAt("2026-03-10T10:00:00Z");
        } while (next.isPresent());

        assertThat(pages).isEqualTo(whole);
    }

    @Test
    void onlyTheKindsAskedForStandInATimeline() {
        purchaseAt("2026-03-01T10:00:00Z");
        purchaseAt("2026-03-02T10:00:00Z");
        purchaseAt("2026-03-03T10:00:00Z");

        assertThat(items(Kind.BADGE_ASSIGNED)).hasSize(1);
        assertThat(items(Kind.EVENT, Kind.JOINED)).hasSize(4);
        assertThat(timeline(new Query(Set.of(Kind.JOINED), Optional.empty(), 1)).before())
                .isEmpty();
    }

    @Test
    void whatIsNotYetWrittenIsToldAtEveryMomentOfWriting() {
        for (var steps = 0; steps < 30; steps++) {
            purchaseAt("2026-03-01T10:00:00Z");
            var _ = rig.host().writeBack().write();
            for (var step = 0; step < steps && rig.threads().step(); ) {
                step++;
            }
            assertThat(items(Kind.EVENT)).hasSize(steps + 1);
        }
    }

    @Test
    void othersAreServedWhileAHistoryIsFolded() {
        purchaseAt("2026-03-01T10:00:00Z");
        rig.threads().hold("past");
        var timeline = rig.host().past().timeline(ADA, new Query(ALL, Optional.empty(), 10));

        rig.send("bob", "purchase");
        rig.send("ada", "purchase");

        assertThat(timeline).isNotDone();
        assertThat(rig.profileOf("ada").attributes()).containsEntry("orders", Value.Amount.of(2));
        rig.threads().hold("");
        assertThat(rig.wait(timeline).orElseThrow().items()).isNotEmpty();
    }

    @Test
    void whoseTurnHasNotComeIsToldOfUnderTheDefinitionsInForce() {
        purchaseAt("2026-03-01T10:00:00Z");
        assertThat(items(Kind.BADGE_ASSIGNED)).isEmpty();
        rig.threads().hold("refolding");
        var _ = rig.host().publish(rig.proposal(Shop.GENEROUS));
        rig.threads().run();

        assertThat(rig.profileOf("ada").badges()).isEmpty();
        assertThat(items(Kind.BADGE_ASSIGNED)).hasSize(1);
        assertThat(items(Kind.ACTION)).hasSize(1);
        assertThat(profile("2026-03-01T10:00:00Z").orElseThrow().badges()).containsKey("regular");
        rig.threads().hold("");
        rig.threads().run();
        assertThat(rig.profileOf("ada").badges()).containsKey("regular");
    }

    @Test
    void whyIsAskedOfNowOrOfAMomentOfThePast() {
        purchaseAt("2026-03-01T10:00:00Z");
        purchaseAt("2026-03-02T10:00:00Z");

        assertThat(orders(Optional.empty()).orElseThrow().value()).contains(Value.Amount.of(2));
        assertThat(orders(Optional.of(Instant.parse("2026-03-01T12:00:00Z")))
                        .orElseThrow()
                        .value())
                .contains(Value.Amount.ONE);
        assertThat(orders(Optional.of(Instant.parse("2026-02-28T12:00:00Z")))).isEmpty();
    }

    private Optional<Why.Written> orders(Optional<Instant> at) {
        return rig.wait(rig.host().past().why(ADA, at, (history, moment) -> history.attribute("orders", moment, 5)))
                .map(explained -> (Why.Written) explained.why());
    }

    @Test
    void whatIsComingHappensThenAndNotBefore() {
        purchaseAt("2026-03-01T10:00:00Z");
        rig.timeIs("2026-03-01T12:00:00Z");

        var coming = rig.wait(rig.host().past().coming(ADA, Instant.parse("2027-04-01T00:00:00Z"), 10))
                .orElseThrow();

        assertThat(coming)
                .containsExactly(
                        new Transition.Joined("lapsed", Instant.parse("2026-03-31T10:00:00.001Z")),
                        new Transition.Joined("gone", Instant.parse("2027-03-01T10:00:00.001Z")));
        for (var transition : coming) {
            rig.tick(transition.at().minusMillis(1).toString());
            var name = ((Transition.Joined) transition).segment();
            assertThat(rig.profileOf("ada").segments()).doesNotContainKey(name);
            rig.tick(transition.at().toString());
            assertThat(rig.profileOf("ada").segments()).containsKey(name);
        }
    }

    @Test
    void anEventIsInWhenItsSourceHasSentItInTheNameOfTheVisitor() {
        var event = new Event(
                "row-17",
                Draft.TILL,
                "ada",
                "purchase",
                rig.now(),
                0,
                rig.now(),
                Origin.LIVE,
                null,
                Map.of(),
                List.of());
        rig.send("bob", "view");
        rig.send(event);

        assertThat(rig.wait(rig.host().past().has(ADA, event.id()))).isTrue();
        assertThat(rig.wait(rig.host().past().has(Identifier.anonymous("bob"), event.id())))
                .isFalse();
        assertThat(rig.wait(rig.host().past().has(ADA, "e99"))).isFalse();
    }

    @Test
    void aPlaceIsReadAsItIsWritten() {
        var place = new Place(-62_135_596_800_000L, 1_048_576);

        assertThat(Place.parse(place.toString())).isEmpty();
        assertThat(Place.parse(new Place(1_772_359_200_000L, 3).toString())).contains(new Place(1_772_359_200_000L, 3));
        for (var text : List.of("", "-", "x", "1-", "1-2-3", "1--2", "zzzzzzzzzzzzzzzzz-1", "!-1")) {
            assertThat(Place.parse(text)).as(text).isEmpty();
        }
    }
}
