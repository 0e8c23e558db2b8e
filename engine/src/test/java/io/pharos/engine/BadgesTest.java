package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.given;
import static io.pharos.engine.testkit.Scenario.moment;

import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Transition.BadgeAssigned;
import io.pharos.model.Transition.BadgeRemoved;
import io.pharos.model.Transition.Joined;
import io.pharos.model.Transition.Left;
import io.pharos.model.Transition.VisitEnded;
import io.pharos.model.Transition.VisitStarted;
import org.junit.jupiter.api.Test;

/** How badges and segments come and go, by examples worked out by hand. */
final class BadgesTest {

    @Test
    void aBadgeStaysUntilItIsRemoved() {
        given(workspace("shop").badge("vip", when(event("purchase")), when(event("return"))))
                .on("2026-03-01T10:00Z")
                .sends("purchase")
                .thenWears("vip")
                .on("2026-03-05T10:00Z")
                .sends("view")
                .thenWears("vip")
                .thenWearsSince("vip", "2026-03-01T10:00Z")
                .sends("return")
                .thenDoesNotWear("vip");
    }

    @Test
    void removeWinsOverAssign() {
        given(workspace("shop").badge("vip", when(event("purchase")), when(that(property("staff"), is(true)))))
                .on("2026-03-01T10:00Z")
                .sends("purchase", "staff", true)
                .thenDoesNotWear("vip")
                .sends("purchase")
                .thenWears("vip")
                .sends("purchase", "staff", true)
                .thenDoesNotWear("vip");
    }

    @Test
    void eachSeesTheNewStateOfThoseItAsksFor() {
        given(workspace("shop")
                        .badge("third", when(in("second")), when(not(in("second"))))
                        .segment("second", wears("first"))
                        .badge("first", when(event("purchase")), when(event("return"))))
                .on("2026-03-01T10:00Z")
                .sends("purchase")
                .thenWears("first", "third")
                .thenIn("second")
                .sends("return")
                .thenDoesNotWear("first", "third")
                .thenNotIn("second");
    }

    @Test
    void aBadgeThatAsksWhatAnEventLacksIsLookedAtAgain() {
        given(workspace("shop")
                        .attribute(Scope.EVENT, "coupon", Type.STRING, always(set(property("coupon"))))
                        .badge("with_coupon", when(that("coupon", exists())), when(that("coupon", isMissing()))))
                .on("2026-03-01T10:00Z")
                .sends("purchase", "coupon", "X")
                .thenWears("with_coupon")
                .sends("purchase")
                .thenDoesNotWear("with_coupon")
                .sends("purchase", "coupon", "X")
                .thenWears("with_coupon")
                .whenTimeIs("2026-03-01T10:30Z")
                .thenDoesNotWear("with_coupon");
    }

    @Test
    void aGateOpensAtItsMomentOnly() {
        given(workspace("shop")
                        .attribute(Scope.VISIT, "views", Type.NUMBER, always(increase(1)))
                        .badge(
                                "newcomer",
                                when(When.NEW_VISITOR, all()),
                                when(When.NEW_VISIT, that("views", atLeast(2))))
                        .badge("returned", when(When.NEW_VISIT, not(wears("newcomer"))))
                        .badge("engaged", when(When.VISIT_ENDED, that("views", atLeast(2))))
                        .badge("engaged_now", when(When.ANY_EVENT, that("views", atLeast(2)))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenWears("newcomer")
                .thenDoesNotWear("returned", "engaged", "engaged_now")
                .sends("view")
                .thenWears("newcomer", "engaged_now")
                .thenDoesNotWear("engaged")
                .whenTimeIs("2026-03-01T10:30Z")
                .thenWearsSince("engaged", "2026-03-01T10:30Z");
    }

    @Test
    void atTheEndOfAVisitItsLastEventCanStillBeRead() {
        given(workspace("shop").badge("left_from_basket", when(When.VISIT_ENDED, that(property("page"), is("basket")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "page", "basket")
                .thenDoesNotWear("left_from_basket")
                .whenTimeIs("2026-03-01T10:10Z")
                .thenWears("left_from_basket");
        given(workspace("shop").badge("left_with_purchase", when(When.VISIT_ENDED, event("purchase"))))
                .on("2026-03-01T10:00Z")
                .sends("purchase")
                .whenTimeIs("2026-03-01T10:10Z")
                .thenDoesNotWear("left_with_purchase");
    }

    @Test
    void whatIsLostAndRegainedWithinAStepWasHadAllAlong() {
        given(workspace("shop")
                        .attribute(Scope.VISIT, "views", Type.NUMBER, always(increase(1)))
                        .badge("away", when(that("views", isMissing())), when(When.VISIT_ENDED, all()))
                        .segment("known", all()))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenDoesNotWear("away")
                .whenTimeIs("2026-03-01T10:10Z")
                .thenWearsSince("away", "2026-03-01T10:10Z")
                .on("2026-03-02T10:00Z")
                .sends("view")
                .whenTimeIs("2026-03-02T10:10Z")
                .thenWearsSince("away", "2026-03-01T10:10Z")
                .thenHappened(
                        new VisitStarted(moment("2026-03-01T10:00Z")),
                        new Joined("known", moment("2026-03-01T10:00Z")),
                        new VisitEnded(moment("2026-03-01T10:10Z")),
                        new BadgeAssigned("away", moment("2026-03-01T10:10Z")),
                        new VisitStarted(moment("2026-03-02T10:00Z")),
                        new VisitEnded(moment("2026-03-02T10:10Z")));
    }

    @Test
    void aStepTellsOfVisitsThenBadgesThenWhoLeftThenWhoJoined() {
        given(workspace("shop")
                        .segment("b_in", event("go"))
                        .segment("a_out", event("start"))
                        .badge("on", when(event("go")), when(event("start")))
                        .badge("off", when(event("start")), when(event("go"))))
                .on("2026-03-01T10:00Z")
                .sends("start")
                .on("2026-03-02T10:00Z")
                .sends("go")
                .thenHappened(
                        new VisitStarted(moment("2026-03-01T10:00Z")),
                        new BadgeAssigned("off", moment("2026-03-01T10:00Z")),
                        new Joined("a_out", moment("2026-03-01T10:00Z")),
                        new VisitEnded(moment("2026-03-01T10:10Z")),
                        new Left("a_out", moment("2026-03-01T10:10Z")),
                        new VisitStarted(moment("2026-03-02T10:00Z")),
                        new BadgeAssigned("on", moment("2026-03-02T10:00Z")),
                        new BadgeRemoved("off", moment("2026-03-02T10:00Z")),
                        new Joined("b_in", moment("2026-03-02T10:00Z")));
    }

    @Test
    void aFirstEventJudgesBadgesBeforeTheSegmentsThatAskForThem() {
        given(workspace("shop")
                        .segment("silent", not(that("views", exists())))
                        .attribute("views", Type.NUMBER)
                        .badge("welcome", when(in("silent")), when(When.NEW_VISITOR, all()))
                        .segment("welcomed", wears("welcome")))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenIn("silent")
                .thenDoesNotWear("welcome")
                .thenNotIn("welcomed")
                .sends("view")
                .thenWears("welcome")
                .thenIn("welcomed");
    }
}
