package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.given;
import static io.pharos.engine.testkit.Scenario.moment;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Figure;
import io.pharos.model.Transition.Joined;
import io.pharos.model.Transition.Left;
import io.pharos.model.Transition.VisitEnded;
import io.pharos.model.Transition.VisitStarted;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What visitors did, how often and in which order, by examples worked out by hand. */
final class BehaviourTest {

    private static Draft segment(Condition condition) {
        return workspace("shop").segment("in", condition);
    }

    @Test
    void anEventCountsFromItsTimeUntilTheWindowCloses() {
        given(segment(did(kind("view"), days(7))).segment("out", not(did(kind("view"), days(7)))))
                .on("2026-03-01T10:00Z")
                .sends("purchase")
                .thenIn("out")
                .on("2026-03-02T10:00Z")
                .sends("view")
                .thenIn("in")
                .whenTimeIs("2026-03-09T09:59:59.999Z")
                .thenIn("in")
                .whenTimeIs("2026-03-09T10:00Z")
                .thenNotIn("in")
                .thenInSince("out", "2026-03-09T10:00Z");
    }

    @Test
    void timesAreCountedWithinTheWindow() {
        given(segment(did(kind("view"), days(7), times(atLeast(2), below(4))))
                        .segment("never", did(kind("view"), days(7), times(is(0)))))
                .on("2026-03-01T10:00Z")
                .sends("start")
                .thenIn("never")
                .sends("view")
                .thenNotIn("in", "never")
                .on("2026-03-03T10:00Z")
                .sends("view")
                .thenIn("in")
                .sends("view")
                .sends("view")
                .thenNotIn("in")
                .whenTimeIs("2026-03-08T10:00Z")
                .thenInSince("in", "2026-03-08T10:00Z")
                .whenTimeIs("2026-03-10T10:00Z")
                .thenNotIn("in")
                .thenIn("never");
    }

    @Test
    void aMonthIsCountedFromTheEvent() {
        given(segment(did(kind(), months(1))))
                .on("2026-01-31T10:00Z")
                .sends("view")
                .whenTimeIs("2026-02-28T09:59:59.999Z")
                .thenIn("in")
                .whenTimeIs("2026-02-28T10:00Z")
                .thenNotIn("in");
    }

    @Test
    void figuresOfWhatEventsCarry() {
        var purchase = kind("purchase");
        var total = property("total");
        given(workspace("shop")
                        .segment("total", did(purchase, figure(Figure.TOTAL, total, is(12))))
                        .segment("average", did(purchase, figure(Figure.AVERAGE, total, is(4))))
                        .segment("least", did(purchase, figure(Figure.MIN, total, is(1))))
                        .segment("greatest", did(purchase, figure(Figure.MAX, total, is(8))))
                        .segment("nothing", did(purchase, figure(Figure.TOTAL, total, is(0))))
                        .segment("no_average", did(purchase, figure(Figure.AVERAGE, total, isMissing())))
                        .segment("both", did(purchase, times(is(4)), figure(Figure.MAX, total, above(7)))))
                .on("2026-03-01T10:00Z")
                .sends("view", "total", 100)
                .thenIn("nothing", "no_average")
                .sends("purchase", "total", 3)
                .sends("purchase", "total", "8")
                .sends("purchase", "total", "free")
                .thenNotIn("both")
                .sends("purchase", "total", 1)
                .thenIn("total", "average", "least", "greatest", "both")
                .thenNotIn("nothing", "no_average");
    }

    @Test
    void theFirstAndTheLastTime() {
        given(workspace("shop")
                        .segment("old", did(kind("view"), first(below(ago(days(7))))))
                        .segment("recent", did(kind("view"), last(within(days(7)))))
                        .segment("never", did(kind("view"), first(isMissing()))))
                .on("2026-03-01T10:00Z")
                .sends("start")
                .thenIn("never")
                .thenNotIn("old", "recent")
                .sends("view")
                .on("2026-03-05T10:00Z")
                .sends("view")
                .whenTimeIs("2026-03-08T10:00Z")
                .thenNotIn("old")
                .whenTimeIs("2026-03-12T09:59:59.999Z")
                .thenInSince("old", "2026-03-08T10:00:00.001Z")
                .thenIn("recent")
                .whenTimeIs("2026-03-12T10:00Z")
                .thenNotIn("recent");
    }

    @Test
    void eventsAreJudgedWhenTheyArrive() {
        given(workspace("shop")
                        .attribute(Scope.EVENT, "gross", Type.NUMBER, always(set(sum(property("net"), 1))))
                        .attribute("plan", Type.STRING, always(set(property("plan"))))
                        .segment(
                                "as_gold",
                                did(
                                        kind(that("plan", is("gold")), "purchase"),
                                        figure(Figure.TOTAL, attribute("gross"), atLeast(5))))
                        .attribute(
                                "as_gold_at",
                                Type.DATE,
                                onlyIf(did(kind(that("plan", is("gold")), "purchase")), set(eventTime()))))
                .on("2026-03-01T10:00Z")
                .sends("purchase", "net", 9)
                .thenNotIn("as_gold")
                .on("2026-03-01T10:01Z")
                .sends("purchase", "net", 4, "plan", "gold")
                .thenIn("as_gold")
                .thenAttribute("as_gold_at", moment("2026-03-01T10:01Z"))
                .on("2026-03-01T10:02Z")
                .sends("view", "plan", "silver")
                .thenIn("as_gold");
    }

    @Test
    void aLateEventCountsWhereItBelongs() {
        given(segment(did(kind("view"), days(7), times(atLeast(2)))))
                .on("2026-03-05T10:00Z")
                .sends("view")
                .on("2026-03-01T10:00Z")
                .sends("view")
                .whenTimeIs("2026-03-08T09:59Z")
                .thenInSince("in", "2026-03-05T10:00Z")
                .whenTimeIs("2026-03-08T10:00Z")
                .thenNotIn("in");
    }

    @Test
    void anAbandonedCart() {
        given(segment(sequenceWithout(kind("purchase"), hours(2), next(kind("cart_add")))))
                .on("2026-03-01T10:00Z")
                .sends("cart_add")
                .on("2026-03-01T11:00Z")
                .sends("cart_add")
                .whenTimeIs("2026-03-01T11:59:59.999Z")
                .thenNotIn("in")
                .whenTimeIs("2026-03-01T12:00Z")
                .thenIn("in")
                .on("2026-03-02T10:00Z")
                .sends("purchase")
                .thenNotIn("in")
                .on("2026-03-02T10:01Z")
                .sends("cart_add")
                .whenTimeIs("2026-03-02T12:01Z")
                .thenHappened(
                        new VisitStarted(moment("2026-03-01T10:00Z")),
                        new VisitEnded(moment("2026-03-01T10:10Z")),
                        new VisitStarted(moment("2026-03-01T11:00Z")),
                        new VisitEnded(moment("2026-03-01T11:10Z")),
                        new Joined("in", moment("2026-03-01T12:00Z")),
                        new VisitStarted(moment("2026-03-02T10:00Z")),
                        new Left("in", moment("2026-03-02T10:00Z")),
                        new VisitEnded(moment("2026-03-02T10:31Z")),
                        new Joined("in", moment("2026-03-02T12:01Z")));
    }

    @Test
    void eachCartAddStartsTheClockAgainIfItIsUnwantedToo() {
        given(segment(sequenceWithout(kind("purchase", "cart_add"), hours(2), next(kind("cart_add")))))
                .on("2026-03-01T10:00Z")
                .sends("cart_add")
                .on("2026-03-01T11:00Z")
                .sends("cart_add")
                .whenTimeIs("2026-03-01T12:59:59.999Z")
                .thenNotIn("in")
                .whenTimeIs("2026-03-01T13:00Z")
                .thenIn("in");
    }

    @Test
    void stepsComeOneAfterTheOtherInTime() {
        given(segment(sequence(next(kind("a")), next(kind("b"), hours(1)), next(kind("c")))))
                .on("2026-03-01T10:00Z")
                .sends("a")
                .on("2026-03-01T11:00:00.001Z")
                .sends("b")
                .sends("c")
                .thenNotIn("in")
                .on("2026-03-01T12:00Z")
                .sends("a")
                .on("2026-03-01T13:00Z")
                .sends("b")
                .on("2026-05-01T13:00Z")
                .sends("c")
                .thenIn("in");
    }

    @Test
    void oneEventIsOneStep() {
        given(segment(sequence(next(kind("a")), next(kind("a")))))
                .on("2026-03-01T10:00Z")
                .sends("a")
                .thenNotIn("in")
                .sends("a")
                .thenIn("in");
    }

    @Test
    void whatMustBeAbsentLiesStrictlyBetween() {
        given(segment(sequence(next(kind("a")), next(kind("b"), kind("a", "b", "x")))))
                .on("2026-03-01T10:00Z")
                .sends("a")
                .sends("x")
                .sends("b")
                .thenNotIn("in")
                .sends("a")
                .sends("a")
                .sends("b")
                .thenIn("in");
    }

    @Test
    void aSequenceIsForgottenAfterAWhile() {
        given(segment(sequenceWithin(days(1), next(kind("a")), next(kind("b")))))
                .on("2026-03-01T10:00Z")
                .sends("a")
                .on("2026-03-05T10:00Z")
                .sends("b")
                .whenTimeIs("2026-03-06T09:59:59.999Z")
                .thenIn("in")
                .whenTimeIs("2026-03-06T10:00Z")
                .thenNotIn("in");
    }

    @Test
    void anEnrichmentSeesTheEventThatCompletesASequence() {
        given(workspace("shop")
                        .attribute(
                                "funnels",
                                Type.NUMBER,
                                onlyIf(all(event("b"), sequence(next(kind("a")), next(kind("b")))), increase(1))))
                .on("2026-03-01T10:00Z")
                .sends("b")
                .thenMissing("funnels")
                .sends("a")
                .sends("b")
                .thenAttribute("funnels", 1);
    }

    @Test
    void atTheEndOfAVisitNothingMoreIsCounted() {
        given(workspace("shop").badge("twice", when(did(kind("view"), times(atLeast(2))))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .whenTimeIs("2026-03-01T11:00Z")
                .thenDoesNotWear("twice");
    }

    @Test
    void eventsOfAListAreAnyOfThem() {
        given(segment(did(kind(that(property("tags"), has("sale")), "view", "search"), times(is(2)))))
                .on("2026-03-01T10:00Z")
                .sends("view", "tags", List.of("sale", "new"))
                .sends("search", "tags", "sale")
                .sends("search", "tags", "new")
                .thenIn("in");
    }
}
