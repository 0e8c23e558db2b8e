package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.given;

import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Expression.Summary;
import io.pharos.model.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Timelines and funnels where entries and steps are not as they mostly are. */
final class RecordingsTest {

    @Test
    void ofOneMomentTheEntryRecordedFirstGoesFirst() {
        given(workspace("shop")
                        .attribute(
                                "seen",
                                Type.TIMELINE,
                                timeline(days(365), 2),
                                always(entry(property("at"), property("x"))))
                        .derived("most", Type.NUMBER, rolling(Summary.MAX, "seen", "x")))
                .on("2026-03-01T10:00Z")
                .sends("view", "at", "2026-02-01", "x", 9)
                .sends("view", "at", "2026-02-01", "x", 5)
                .thenAttribute("most", 9)
                .sends("view", "at", "2026-02-02", "x", 1)
                .thenAttribute("most", 5)
                .thenTroubled(1)
                // Earlier than all that are there, and so the one that goes.
                .sends("view", "at", "2026-01-01", "x", 20)
                .thenAttribute("most", 5)
                .thenTroubled(2);
    }

    @Test
    void anEntryThatIsTooOldAlreadyLeavesAnEmptyTimeline() {
        given(workspace("shop")
                        .attribute("seen", Type.TIMELINE, timeline(days(30), 10), always(entry(property("at"))))
                        .derived("count", Type.NUMBER, rollingCount("seen", days(7)))
                        .derived("gap", Type.NUMBER, longestGap("seen", Unit.DAYS))
                        .segment("known", that("seen", exists())))
                .on("2026-03-31T00:00Z")
                .sends("view")
                .thenMissing("seen", "gap")
                .thenAttribute("count", 0)
                .sends("view", "at", "2026-03-01T00:00Z")
                .thenEntries("seen", 0)
                .thenIn("known")
                .sends("view", "at", "2026-03-01T00:00:00.001Z")
                .thenEntries("seen", 1)
                .thenAttribute("count", 0)
                .thenTroubled(0);
    }

    @Test
    void aWindowOfMonthsIsThatOfTheEntrysCalendar() {
        given(workspace("shop")
                        .zone("Europe/Berlin")
                        .attribute("seen", Type.TIMELINE, always(entry(property("at"), property("x"))))
                        .derived("sum", Type.NUMBER, rolling(Summary.SUM, "seen", "x", months(1)))
                        .segment("rich", that("sum", atLeast(3))))
                .on("2026-02-01T12:00Z")
                .sends("view", "at", "2026-01-31T12:00", "x", 1)
                .sends("view", "at", "2026-01-28T12:00", "x", 2)
                .thenAttribute("sum", 3)
                // A month after either it is the 28th of February.
                .whenTimeIs("2026-02-28T10:59:59.999Z")
                .thenAttribute("sum", 3)
                .thenIn("rich")
                .whenTimeIs("2026-02-28T11:00Z")
                .thenAttribute("sum", 0)
                .thenNotIn("rich");
    }

    @Test
    void entriesWithoutANumberArePassedOver() {
        given(workspace("shop")
                        .attribute("seen", Type.TIMELINE, always(entry(eventTime(), property("x"))))
                        .derived("average", Type.NUMBER, rolling(Summary.AVERAGE, "seen", "x"))
                        .derived("sum", Type.NUMBER, rolling(Summary.SUM, "seen", "x"))
                        .derived("count", Type.NUMBER, countOf(attribute("seen"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", "none")
                .thenMissing("average")
                .thenAttribute("sum", 0)
                .sends("view", "x", "3")
                .sends("view")
                .sends("view", "x", 4)
                .thenAttribute("average", 3.5)
                .thenAttribute("count", 4)
                .thenTroubled(0);
    }

    @Test
    void aRollingSumWithTooManyDigitsIsRounded() {
        var most = new BigDecimal("9999999999999999999999999999999999");
        given(workspace("shop")
                        .attribute(
                                "seen", Type.TIMELINE, timeline(days(1), 10), always(entry(eventTime(), property("x"))))
                        .derived("sum", Type.NUMBER, rolling(Summary.SUM, "seen", "x")))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", most)
                .on("2026-03-01T12:00Z")
                .sends("view", "x", 0.5)
                .thenAttribute("sum", new BigDecimal("1e34"))
                .whenTimeIs("2026-03-02T10:00Z")
                .thenAttribute("sum", 0.5)
                .thenTroubled(0);
    }

    @Test
    void anAverageOfTalliesCountsTheEntriesThatHaveTheKey() {
        given(workspace("shop")
                        .attribute(Scope.EVENT, "basket", Type.TALLY, always(set(pairs(property("k"), property("v")))))
                        .attribute("orders", Type.TIMELINE, always(entry(eventTime(), attribute("basket"))))
                        .derived(
                                Scope.VISITOR,
                                "average",
                                Type.TALLY,
                                whole(),
                                rolling(Summary.AVERAGE, "orders", "basket"))
                        .derived("least", Type.NUMBER, rolling(Summary.MIN, "orders", "basket")))
                .on("2026-03-01T10:00Z")
                .sends("view", "k", List.of("shoes", "hats"), "v", List.of(150, 1))
                .sends("view", "k", "socks", "v", 2.5)
                .sends("view", "k", "shoes", "v", 110)
                .thenTally("average", Map.of("shoes", "130", "hats", "1", "socks", "3"))
                .thenAttribute("least", 1);
    }

    @Test
    void whatIsCapturedIsThereAsItWas() {
        given(workspace("shop")
                        .attribute("total", Type.NUMBER, always(increase(property("x"))))
                        .attribute("seen", Type.TIMELINE, timeline(), always(entry(eventTime(), attribute("total"))))
                        .derived("sum", Type.NUMBER, rolling(Summary.SUM, "seen", "total")))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", 1)
                .sends("view", "x", 2)
                .sends("view", "x", 3)
                // 1 and 3 and 6.
                .thenAttribute("sum", 10);
    }

    @Test
    void aStepAtTheEndOfAVisitIsDoneAtThatMoment() {
        given(workspace("shop")
                        .attribute(
                                "way",
                                Type.FUNNEL,
                                funnel(days(1), required("came"), required("left")),
                                onlyIf(event("view"), step(0)),
                                at(When.VISIT_ENDED, step(1)))
                        .segment("on_the_way", that("way", completed(false)))
                        .segment("through", that("way", completed(true)))
                        .segment("not_yet", that("way", done("came"))))
                .on("2026-03-01T10:00Z")
                .sends("other")
                .thenMissing("way")
                .thenNotIn("on_the_way", "through", "not_yet")
                .sends("view")
                .thenIn("on_the_way", "not_yet")
                .whenTimeIs("2026-03-01T10:30Z")
                .thenInSince("through", "2026-03-01T10:30Z")
                .thenDone("way", true, "came", "left")
                .whenTimeIs("2026-04-01T10:30Z")
                .thenIn("through");
    }

    @Test
    void aFunnelOfWhichTimeIsUpStartsAnewWithTheSameEvent() {
        given(workspace("shop")
                        .attribute(
                                "way",
                                Type.FUNNEL,
                                funnel(hours(1), required("a"), optional("b"), required("c")),
                                onlyIf(event("a"), step(0)),
                                onlyIf(event("b"), step(1)),
                                onlyIf(event("c"), step(2))))
                .on("2026-03-01T10:00Z")
                .sends("a")
                .sends("b")
                .thenDone("way", false, "a", "b")
                .on("2026-03-01T11:00Z")
                .thenMissing("way")
                .sends("c")
                .thenMissing("way")
                .sends("a")
                .sends("c")
                .thenDone("way", true, "a", "c")
                .sends("b")
                .sends("a")
                .thenDone("way", true, "a", "c");
    }
}
