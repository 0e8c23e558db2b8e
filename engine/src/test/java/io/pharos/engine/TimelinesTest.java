package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.given;
import static io.pharos.engine.testkit.Scenario.moment;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Shape.Funnel;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment;
import io.pharos.model.Expression.Summary;
import io.pharos.model.Transition.Joined;
import io.pharos.model.Transition.Left;
import io.pharos.model.Transition.VisitEnded;
import io.pharos.model.Transition.VisitStarted;
import io.pharos.model.Unit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Timelines, what rolls along them, and funnels, by examples worked out by hand. */
final class TimelinesTest {

    private static Draft shop() {
        return workspace("shop")
                .attribute(
                        "orders",
                        Type.TIMELINE,
                        timeline(days(90), 100),
                        onlyIf(event("purchase"), entry(eventTime(), property("total"))))
                .derived("average", Type.NUMBER, rolling(Summary.AVERAGE, "orders", "total"))
                .derived("sum", Type.NUMBER, rolling(Summary.SUM, "orders", "total"));
    }

    @Test
    void entriesAreGoneWhenTheyAreTooOld() {
        given(shop())
                .on("2026-01-01T10:00Z")
                .sends("purchase", "total", 10)
                .on("2026-02-16T10:00Z")
                .sends("purchase", "total", 20)
                .on("2026-03-26T10:00Z")
                .sends("purchase", "total", 30)
                .thenAttribute("average", 20)
                .on("2026-04-11T10:00Z")
                .sends("purchase", "total", 40)
                .thenEntries("orders", 3)
                .thenAttribute("average", 30);
    }

    @Test
    void entriesAreGoneAtThatVeryMomentThoughNobodyComes() {
        given(shop().segment("buying", that("orders", count(above(0)))).segment("known", that("orders", exists())))
                .on("2026-01-01T10:00Z")
                .sends("purchase", "total", 10)
                .whenTimeIs("2026-04-01T09:59:59.999Z")
                .thenEntries("orders", 1)
                .thenAttribute("average", 10)
                .thenIn("buying")
                .whenTimeIs("2026-04-01T10:00Z")
                .thenEntries("orders", 0)
                .thenMissing("average")
                .thenAttribute("sum", 0)
                .thenNotIn("buying")
                .thenIn("known");
    }

    @Test
    void theEarliestEntryMakesRoom() {
        given(workspace("shop")
                        .attribute(
                                "seen", Type.TIMELINE, timeline(days(1), 2), always(entry(eventTime(), property("x"))))
                        .derived("least", Type.NUMBER, rolling(Summary.MIN, "seen", "x")))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", 1)
                .on("2026-03-02T09:00Z")
                .sends("view", "x", 2)
                .on("2026-03-02T10:00Z")
                // The first has just gone by itself.
                .sends("view", "x", 3)
                .thenTroubled(0)
                .thenAttribute("least", 2)
                .sends("view", "x", 4)
                .thenTroubled(1)
                .thenEntries("seen", 2)
                .thenAttribute("least", 3);
    }

    @Test
    void anEntryMayLieElsewhereInTime() {
        given(workspace("shop")
                        .attribute(
                                "stays",
                                Type.TIMELINE,
                                timeline(days(30), 10),
                                always(entry(property("arrival"), property("nights"))))
                        .derived("last_week", Type.NUMBER, rolling(Summary.SUM, "stays", "nights", days(7)))
                        .derived("all", Type.NUMBER, rolling(Summary.SUM, "stays", "nights"))
                        .derived("gap", Type.NUMBER, longestGap("stays", Unit.DAYS))
                        .segment("guest", that("last_week", above(0))))
                .on("2026-03-01T00:00Z")
                .sends("book", "arrival", "2026-03-11", "nights", 3)
                .sends("book", "arrival", "2026-02-15", "nights", 2)
                .sends("book", "arrival", "2026-01-01", "nights", 7)
                .sends("book", "nights", 7)
                .thenEntries("stays", 2)
                .thenAttribute("last_week", 0)
                .thenAttribute("all", 5)
                .thenAttribute("gap", 24)
                .thenNotIn("guest")
                .sends("book", "arrival", "someday", "nights", 7)
                .thenEntries("stays", 2)
                .thenTroubled(1)
                .whenTimeIs("2026-03-11T00:00Z")
                .thenAttribute("last_week", 3)
                .thenInSince("guest", "2026-03-11T00:00Z")
                .whenTimeIs("2026-03-18T00:00Z")
                .thenAttribute("last_week", 0)
                .thenNotIn("guest")
                .whenTimeIs("2026-03-17T00:00Z")
                .thenEntries("stays", 1)
                .thenMissing("gap");
    }

    @Test
    void talliesRollKeyByKey() {
        given(workspace("shop")
                        .attribute(Scope.VISIT, "basket", Type.TALLY, always(set(pairs(property("k"), property("v")))))
                        .attribute("orders", Type.TIMELINE, always(entry(eventTime(), attribute("basket"))))
                        .derived("average", Type.TALLY, rolling(Summary.AVERAGE, "orders", "basket"))
                        .derived("sum", Type.TALLY, rolling(Summary.SUM, "orders", "basket"))
                        .derived("most", Type.NUMBER, rolling(Summary.MAX, "orders", "basket"))
                        .derived("favourite", Type.STRING, topKey("sum")))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenTally("sum", Map.of())
                .thenMissing("average", "most", "favourite")
                .sends("view", "k", List.of("a", "b"), "v", List.of(4, 1))
                .sends("view", "k", List.of("b"), "v", List.of(3))
                .sends("view", "k", List.of("a", "c"), "v", List.of(2, 5))
                .thenTally("average", Map.of("a", "3", "b", "2", "c", "5"))
                .thenTally("sum", Map.of("a", "6", "b", "4", "c", "5"))
                .thenAttribute("most", 5)
                .thenAttribute("favourite", "a");
    }

    private static Draft funnelWith(boolean... required) {
        var steps = new Funnel.Step[required.length];
        var enrichments = new Enrichment[required.length];
        for (var i = 0; i < required.length; i++) {
            var name = String.valueOf(i + 1);
            steps[i] = required[i] ? required(name) : optional(name);
            enrichments[i] = onlyIf(event(name), step(i));
        }
        return workspace("shop").attribute("way", Type.FUNNEL, funnel(steps), enrichments);
    }

    @Test
    void aRequiredStepWaitsForThoseBeforeIt() {
        given(funnelWith(true, true, true))
                .on("2026-03-01T10:00Z")
                .sends("1")
                .thenDone("way", false, "1")
                .sends("3")
                .thenDone("way", false, "1")
                .sends("2")
                .thenDone("way", false, "1", "2")
                .sends("3")
                .thenDone("way", true, "1", "2", "3");
    }

    @Test
    void anOptionalStepCannotBeMadeUpFor() {
        given(funnelWith(true, false, true, true))
                .on("2026-03-01T10:00Z")
                .sends("1")
                .sends("3")
                .thenDone("way", false, "1", "3")
                .sends("2")
                .thenDone("way", false, "1", "3")
                .sends("4")
                .thenDone("way", true, "1", "3", "4");
        given(funnelWith(false, true, true))
                .on("2026-03-01T10:00Z")
                .sends("2")
                .thenDone("way", false, "2")
                .sends("3")
                .thenDone("way", true, "2", "3");
    }

    @Test
    void aFunnelOfAVisitStartsAnewWithTheNext() {
        given(workspace("shop")
                        .attribute(
                                Scope.VISIT,
                                "way",
                                Type.FUNNEL,
                                funnel(required("1"), required("2")),
                                onlyIf(event("1"), step(0)),
                                onlyIf(event("2"), step(1)))
                        .segment("started", that("way", started()))
                        .segment("stuck", that("way", completed(false)))
                        .segment("first_done", that("way", done("1"))))
                .on("2026-03-01T10:00Z")
                .thenMissing("way")
                .sends("1")
                .thenIn("started", "stuck", "first_done")
                .on("2026-03-02T10:00Z")
                .sends("2")
                .thenMissing("way")
                .thenNotIn("started", "stuck", "first_done");
    }

    @Test
    void aFunnelThatIsNotCompletedInTimeIsAsIfItHadNeverBegun() {
        given(workspace("shop")
                        .attribute(
                                "way",
                                Type.FUNNEL,
                                funnel(days(7), required("cart"), required("pay")),
                                onlyIf(event("reset"), clear()),
                                onlyIf(event("cart"), step(0, property("sku"))),
                                onlyIf(event("pay"), step(1)))
                        .segment("in_between", that("way", completed(false)))
                        .segment("through", that("way", completed(true))))
                .on("2026-03-01T10:00Z")
                .sends("cart", "sku", "a")
                .on("2026-03-02T10:00Z")
                .sends("cart", "sku", "b")
                .whenTimeIs("2026-03-08T09:59:59.999Z")
                .thenIn("in_between")
                .whenTimeIs("2026-03-08T10:00Z")
                .thenMissing("way")
                .on("2026-03-09T10:00Z")
                .sends("pay")
                .thenMissing("way")
                .sends("cart")
                .sends("pay")
                .thenDone("way", true, "cart", "pay")
                .whenTimeIs("2026-06-01T10:00Z")
                .thenIn("through")
                .sends("reset")
                .thenNotIn("through")
                .thenMissing("way")
                .thenHappened(
                        new VisitStarted(moment("2026-03-01T10:00Z")),
                        new Joined("in_between", moment("2026-03-01T10:00Z")),
                        new VisitEnded(moment("2026-03-01T10:10Z")),
                        new VisitStarted(moment("2026-03-02T10:00Z")),
                        new VisitEnded(moment("2026-03-02T10:10Z")),
                        new Left("in_between", moment("2026-03-08T10:00Z")),
                        new VisitStarted(moment("2026-03-09T10:00Z")),
                        new Joined("in_between", moment("2026-03-09T10:00Z")),
                        new Left("in_between", moment("2026-03-09T10:00Z")),
                        new Joined("through", moment("2026-03-09T10:00Z")),
                        new VisitEnded(moment("2026-03-09T10:30Z")),
                        new VisitStarted(moment("2026-06-01T10:00Z")),
                        new Left("through", moment("2026-06-01T10:00Z")));
    }
}
