package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.given;
import static io.pharos.engine.testkit.Scenario.moment;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Transition.Joined;
import io.pharos.model.Transition.Left;
import io.pharos.model.Transition.VisitEnded;
import io.pharos.model.Transition.VisitStarted;
import io.pharos.model.Unit;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import io.pharos.model.Workspace.Visits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What time alone brings about, by examples worked out by hand. */
final class TimeTest {

    private static Draft shop() {
        return workspace("shop").attribute("last_seen", Type.DATE, always(set(eventTime())));
    }

    /** Those with one event last as long as others. */
    private static Visits visits(Duration timeout, Duration longest) {
        return new Visits(timeout, timeout, Duration.ofMinutes(2), Duration.ofMinutes(1), longest);
    }

    @Test
    void leavesTheSegmentTheMomentTheWindowCloses() {
        given(shop().segment("active", that("last_seen", within(days(30)))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenIn("active")
                .whenTimeIs("2026-03-31T09:59:59.999Z")
                .thenIn("active")
                .whenTimeIs("2026-03-31T10:00Z")
                .thenNotIn("active");
    }

    @Test
    void moreThanSevenDaysAgoIsStrict() {
        given(shop().segment("lapsed", that("last_seen", below(ago(days(7)))))
                        .segment("a_week_away", that("last_seen", atMost(ago(days(7)))))
                        .segment("to_the_millisecond", that("last_seen", is(ago(days(7))))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .whenTimeIs("2026-03-08T09:59:59.999Z")
                .thenNotIn("lapsed", "a_week_away", "to_the_millisecond")
                .whenTimeIs("2026-03-08T10:00Z")
                .thenNotIn("lapsed")
                .thenIn("a_week_away", "to_the_millisecond")
                .whenTimeIs("2026-03-08T10:00:00.001Z")
                .thenIn("lapsed", "a_week_away")
                .thenNotIn("to_the_millisecond")
                .whenTimeIs("2027-01-01T00:00Z")
                .thenInSince("lapsed", "2026-03-08T10:00:00.001Z")
                .thenInSince("a_week_away", "2026-03-08T10:00Z");
    }

    @Test
    void aDateInTheFutureIsWithinAnySpan() {
        given(workspace("shop")
                        .attribute("renewal", Type.DATE, always(set(property("renewal"))))
                        .segment("not_long_past", that("renewal", within(days(1)))))
                .on("2026-03-01T10:00Z")
                .sends("subscribe", "renewal", "2026-06-01T00:00:00Z")
                .thenIn("not_long_past")
                .whenTimeIs("2026-06-01T23:59:59.999Z")
                .thenIn("not_long_past")
                .whenTimeIs("2026-06-02T00:00Z")
                .thenNotIn("not_long_past");
    }

    @Test
    void aRangeOfAgesIsEnteredAndLeft() {
        given(shop().segment("cooling", that("last_seen", between(ago(days(14)), ago(days(7))))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .whenTimeIs("2026-04-01T00:00Z")
                .thenHappened(
                        new VisitStarted(moment("2026-03-01T10:00Z")),
                        new VisitEnded(moment("2026-03-01T10:10Z")),
                        new Joined("cooling", moment("2026-03-08T10:00Z")),
                        new Left("cooling", moment("2026-03-15T10:00:00.001Z")));
    }

    @Test
    void aMonthIsCountedFromTheDateInTheWorkspacesZone() {
        given(shop().zone("Europe/Berlin").segment("active", that("last_seen", within(months(1)))))
                // 10:00 in Berlin, where the clocks change before the 1st of April.
                .on("2026-03-01T09:00Z")
                .sends("view")
                .whenTimeIs("2026-04-01T07:59:59.999Z")
                .thenIn("active")
                .whenTimeIs("2026-04-01T08:00Z")
                .thenNotIn("active");
    }

    @Test
    void aMonthFromTheLastDayOfJanuaryEndsWithFebruary() {
        given(shop().segment("active", that("last_seen", within(months(1)))))
                .on("2026-01-31T10:00Z")
                .sends("view")
                .whenTimeIs("2026-02-28T09:59:59.999Z")
                .thenIn("active")
                .whenTimeIs("2026-02-28T10:00Z")
                .thenNotIn("active");
    }

    @Test
    void whatIsDueAtTheTimeOfAnEventHappensBeforeIt() {
        given(shop().segment("active", that("last_seen", within(days(30)))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .on("2026-03-31T10:00Z")
                .sends("view")
                .thenIn("active")
                .thenHappened(
                        new VisitStarted(moment("2026-03-01T10:00Z")),
                        new Joined("active", moment("2026-03-01T10:00Z")),
                        new VisitEnded(moment("2026-03-01T10:10Z")),
                        new Left("active", moment("2026-03-31T10:00Z")),
                        new VisitStarted(moment("2026-03-31T10:00Z")),
                        new Joined("active", moment("2026-03-31T10:00Z")));
    }

    @Test
    void aBadgeAndASegmentChangeTogether() {
        given(shop().rule("gone", that("last_seen", below(ago(days(90)))))
                        .attribute("spent", Type.NUMBER, always(increase(property("total"))))
                        .segment("lapsed_vips", all(wears("vip"), rule("gone")))
                        .badge(
                                "vip",
                                when(that("spent", atLeast(500))),
                                when(that("last_seen", below(ago(days(365)))))))
                .on("2026-03-01T10:00Z")
                .sends("purchase", "total", 499.99)
                .thenDoesNotWear("vip")
                .on("2026-03-01T10:01Z")
                .sends("purchase", "total", 0.01)
                .thenWears("vip")
                .thenNotIn("lapsed_vips")
                .whenTimeIs("2026-07-01T00:00Z")
                .thenInSince("lapsed_vips", "2026-05-30T10:01:00.001Z")
                .whenTimeIs("2027-03-01T10:01:00.001Z")
                .thenDoesNotWear("vip")
                .thenNotIn("lapsed_vips");
    }

    @Test
    void aVisitEndsWhenNothingCameForAWhile() {
        given(shop().visits(visits(Duration.ofMinutes(30), Duration.ofHours(24))))
                .on("2026-03-01T00:00Z")
                .sends("view")
                .on("2026-03-01T00:29Z")
                .sends("view")
                .on("2026-03-01T01:00Z")
                .sends("view")
                .thenHappened(
                        new VisitStarted(moment("2026-03-01T00:00Z")),
                        new VisitEnded(moment("2026-03-01T00:59Z")),
                        new VisitStarted(moment("2026-03-01T01:00Z")));
    }

    @Test
    void aGapOfExactlyTheTimeoutMakesTwoVisits() {
        given(shop())
                .on("2026-03-01T00:00Z")
                .sends("view")
                .on("2026-03-01T00:05Z")
                .sends("view")
                .on("2026-03-01T00:35Z")
                .sends("view")
                .thenHappened(
                        new VisitStarted(moment("2026-03-01T00:00Z")),
                        new VisitEnded(moment("2026-03-01T00:35Z")),
                        new VisitStarted(moment("2026-03-01T00:35Z")));
    }

    @Test
    void aVisitLastsNoLongerThanTheLongest() {
        given(shop().visits(visits(Duration.ofMinutes(30), Duration.ofHours(1))))
                .on("2026-03-01T00:00Z")
                .sends("view")
                .on("2026-03-01T00:20Z")
                .sends("view")
                .on("2026-03-01T00:40Z")
                .sends("view")
                .on("2026-03-01T01:00Z")
                .sends("view")
                .thenHappened(
                        new VisitStarted(moment("2026-03-01T00:00Z")),
                        new VisitEnded(moment("2026-03-01T01:00Z")),
                        new VisitStarted(moment("2026-03-01T01:00Z")));
    }

    @Test
    void whatIsTrueOfAVisitIsOverWithIt() {
        given(workspace("shop")
                        .attribute(Scope.VISIT, "cart", Type.NUMBER, onlyIf(event("cart_add"), increase(1)))
                        .segment("with_cart", that("cart", exists()))
                        .segment("without_cart", not(that("cart", exists()))))
                .on("2026-03-01T10:00Z")
                .sends("cart_add")
                .thenIn("with_cart")
                .thenNotIn("without_cart")
                .whenTimeIs("2026-03-01T10:10Z")
                .thenInSince("without_cart", "2026-03-01T10:10Z")
                .thenHappened(
                        new VisitStarted(moment("2026-03-01T10:00Z")),
                        new Joined("with_cart", moment("2026-03-01T10:00Z")),
                        new VisitEnded(moment("2026-03-01T10:10Z")),
                        new Left("with_cart", moment("2026-03-01T10:10Z")),
                        new Joined("without_cart", moment("2026-03-01T10:10Z")))
                .thenMissing("cart");
    }

    @Test
    void aDateThatMovesAnotherIsReadAsItIs() {
        given(shop().attribute("first_seen", Type.DATE, always(set(attribute("last_seen"), Keep.FIRST)))
                        .segment("new", that("first_seen", within(days(1)))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .on("2026-03-02T09:00Z")
                .sends("view")
                .thenIn("new")
                .whenTimeIs("2026-03-02T10:00Z")
                .thenNotIn("new");
    }

    @Test
    void aRangeWhoseOtherEndAppearsLaterIsStillEnteredOnTime() {
        given(shop().attribute("start", Type.DATE, always(set(property("start"))))
                        .segment("settled", that("start", between(attribute("contract"), ago(days(1)))))
                        .attribute("contract", Type.DATE, always(set(property("contract")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "start", "2026-03-01T10:00:00Z")
                .on("2026-03-01T10:05Z")
                .sends("sign", "contract", "2026-01-01")
                .whenTimeIs("2026-03-02T10:00Z")
                .thenInSince("settled", "2026-03-02T10:00Z");
    }

    @Test
    void aDateThatIsStillAheadIsReached() {
        given(workspace("shop")
                        .attribute("renewal", Type.DATE, always(set(property("renewal"))))
                        .segment("soon", that("renewal", between(fromNow(days(0)), fromNow(days(7)))))
                        .segment("later", that("renewal", above(fromNow(months(1))))))
                .on("2026-03-01T10:00Z")
                .sends("subscribe", "renewal", "2026-04-30T00:00:00Z")
                .whenTimeIs("2026-03-29T23:59:59.999Z")
                .thenIn("later")
                .whenTimeIs("2026-03-30T00:00Z")
                .thenNotIn("later")
                .whenTimeIs("2026-04-30T00:00Z")
                .thenInSince("soon", "2026-04-23T00:00Z")
                .whenTimeIs("2026-04-30T00:00:00.001Z")
                .thenNotIn("soon");
    }

    @Test
    void theAgeOfADateIsCompared() {
        given(shop().derived("age", Type.NUMBER, elapsed(attribute("last_seen"), Unit.DAYS))
                        .derived("whole_age", Type.NUMBER, wholeElapsed(attribute("last_seen"), Unit.DAYS))
                        .attribute("patience", Type.NUMBER, always(set(property("patience"))))
                        .segment("a_day_and_a_half", that("age", atLeast(1.5)))
                        .segment("more_than_two", that("age", above(2)))
                        .segment("third_day", that("whole_age", is(2)))
                        .segment("lost_patience", that("whole_age", above(times("patience", "2")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "patience", 2)
                .thenAttribute("age", 0)
                .whenTimeIs("2026-03-02T16:00Z")
                .thenAttribute("age", 1.25)
                .thenAttribute("whole_age", 1)
                .whenTimeIs("2026-03-06T10:00Z")
                .thenInSince("lost_patience", "2026-03-06T10:00Z")
                .thenHappened(
                        new VisitStarted(moment("2026-03-01T10:00Z")),
                        new VisitEnded(moment("2026-03-01T10:10Z")),
                        new Joined("a_day_and_a_half", moment("2026-03-02T22:00Z")),
                        new Joined("third_day", moment("2026-03-03T10:00Z")),
                        new Joined("more_than_two", moment("2026-03-03T10:00:00.001Z")),
                        new Left("third_day", moment("2026-03-04T10:00Z")),
                        new Joined("lost_patience", moment("2026-03-06T10:00Z")));
    }

    @Test
    void anAgeInMonthsGoesByTheCalendar() {
        given(shop().zone("Europe/Berlin")
                        .derived("age", Type.NUMBER, elapsed(attribute("last_seen"), Unit.MONTHS))
                        .segment("a_month_and_a_half", that("age", atLeast(1.5))))
                // Noon in Berlin; from the 1st of April there on, half a month is 15 days.
                .on("2026-03-01T11:00Z")
                .sends("view")
                .whenTimeIs("2026-04-16T10:00Z")
                .thenAttribute("age", 1.5)
                .thenInSince("a_month_and_a_half", "2026-04-16T10:00Z");
    }

    @Test
    void wholeAgesAreComputedWith() {
        given(shop().attribute("first_seen", Type.DATE, always(set(eventTime(), Keep.FIRST)))
                        .derived("since_first", Type.NUMBER, wholeElapsed(attribute("first_seen"), Unit.DAYS))
                        .derived("since_last", Type.NUMBER, wholeElapsed(attribute("last_seen"), Unit.DAYS))
                        .derived("share", Type.NUMBER, ratio(attribute("since_last"), attribute("since_first")))
                        .segment("mostly_away", that("share", above(0.5))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenMissing("share")
                .on("2026-03-05T09:00Z")
                .sends("view")
                .thenAttribute("share", 0)
                .whenTimeIs("2026-03-30T10:00Z")
                // 5 of 8 whole days; a moment before, 4 of 8.
                .thenInSince("mostly_away", "2026-03-10T09:00Z");
    }

    @Test
    void aDateThatComesFromAnIdentifierMovesThoughNothingWasWritten() {
        given(workspace("shop")
                        .identifier("card", Policy.MERGE)
                        .attribute("suffix", Type.STRING, always(set(property("suffix"))))
                        .derived("issued", Type.STRING, join("", identifier("card"), attribute("suffix")))
                        .derived("issued_on", Type.DATE, parse(attribute("issued"), "yyyyMMdd", "UTC"))
                        .segment("new_card", that("issued_on", within(days(30)))))
                .on("2026-03-05T10:00Z")
                .sends("sign_in", "card", "20260301")
                .thenIn("new_card")
                .whenTimeIs("2026-03-30T23:59:59.999Z")
                .thenIn("new_card")
                .whenTimeIs("2026-03-31T00:00Z")
                .thenNotIn("new_card");
    }
}
