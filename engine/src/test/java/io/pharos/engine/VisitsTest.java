package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.given;
import static io.pharos.engine.testkit.Scenario.moment;

import io.pharos.engine.testkit.Draft;
import io.pharos.engine.testkit.Scenario;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Transition.VisitEnded;
import io.pharos.model.Transition.VisitStarted;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long visits last, by examples worked out by hand. */
final class VisitsTest {
    private static final String START = "2026-03-01T00:00Z";

    private static Scenario arrives(Object... firstEvent) {
        return given(workspace("shop")).on(START).sends("view", firstEvent);
    }

    /** Sees that the visit, with one event or more, ends so long after its last event. */
    private static void lasts(Scenario scenario, Duration length) {
        scenario.whenTimeIs("2026-03-02T00:00Z")
                .thenHappened(
                        new VisitStarted(moment(START)),
                        new VisitEnded(moment(START).plus(length)));
    }

    @Test
    void aVisitToTheWebWithOneEventIsShort() {
        lasts(arrives(), Duration.ofMinutes(10));
        lasts(arrives("platform", "web"), Duration.ofMinutes(10));
        arrives()
                .on("2026-03-01T00:15Z")
                .sends("view")
                .thenHappened(
                        new VisitStarted(moment(START)),
                        new VisitEnded(moment("2026-03-01T00:10Z")),
                        new VisitStarted(moment("2026-03-01T00:15Z")));
    }

    @Test
    void withASecondEventItIsAsLongAsOthers() {
        lasts(arrives().on("2026-03-01T00:09Z").sends("view"), Duration.ofMinutes(39));
    }

    @Test
    void thePlatformOfTheFirstEventDecides() {
        for (var mobile : new String[] {"android", "ios", "win", "bb10", "native_mobile"}) {
            lasts(arrives("platform", mobile), Duration.ofMinutes(2));
        }
        lasts(arrives("platform", "IOS"), Duration.ofMinutes(30));
        lasts(arrives("platform", "server"), Duration.ofMinutes(30));
        lasts(arrives("platform", 7), Duration.ofMinutes(30));
        arrives("platform", "ios")
                .on("2026-03-01T00:03Z")
                .sends("view", "platform", "web")
                .whenTimeIs("2026-03-01T01:00Z")
                .thenHappened(
                        new VisitStarted(moment(START)),
                        new VisitEnded(moment("2026-03-01T00:02Z")),
                        new VisitStarted(moment("2026-03-01T00:03Z")),
                        new VisitEnded(moment("2026-03-01T00:13Z")));
    }

    @Test
    void anImportedVisitIsOverInAMinute() {
        lasts(given(workspace("shop")).on(START).imports("purchase"), Duration.ofMinutes(1));
        lasts(given(workspace("shop")).on(START).imports("purchase", "platform", "ios"), Duration.ofMinutes(1));
        lasts(arrives().on("2026-03-01T00:01Z").imports("purchase"), Duration.ofMinutes(31));
    }

    @Test
    void theFirstEventMayAskForATimeout() {
        lasts(arrives("_dc_ttl_", 5000), Duration.ofSeconds(5));
        lasts(arrives("_dc_ttl_", "1800000"), Duration.ofMinutes(30));
        lasts(arrives("_dc_ttl_", 4999), Duration.ofMinutes(10));
        lasts(arrives("_dc_ttl_", 1_800_001), Duration.ofMinutes(10));
        lasts(arrives("_dc_ttl_", "long"), Duration.ofMinutes(10));
        lasts(arrives("_dc_ttl_", 5000, "platform", "ios"), Duration.ofMinutes(2));
        arrives("_dc_ttl_", 5000)
                .on("2026-03-01T00:00:06Z")
                .sends("view")
                .thenHappened(
                        new VisitStarted(moment(START)),
                        new VisitEnded(moment("2026-03-01T00:00:05Z")),
                        new VisitStarted(moment("2026-03-01T00:00:06Z")));
        lasts(arrives("_dc_ttl_", 60_000).on("2026-03-01T00:00:50Z").sends("view"), Duration.ofSeconds(110));
    }

    @Test
    void noVisitIsLongerThanADay() {
        var scenario = given(workspace("shop"));
        for (var minutes = 0; minutes <= 25 * 60; minutes += 20) {
            var time = moment(START).plus(Duration.ofMinutes(minutes));
            scenario.on(time.toString()).sends("view", "platform", "server");
        }
        scenario.thenHappened(
                new VisitStarted(moment(START)),
                new VisitEnded(moment("2026-03-02T00:00Z")),
                new VisitStarted(moment("2026-03-02T00:00Z")));
    }

    private static Draft counters() {
        var referred = all(that(property("referrer"), isNotEmpty()), not(that(property("referrer"), is("shop"))));
        return workspace("shop")
                .attribute("visits", Type.NUMBER, at(When.NEW_VISIT, increase(1)))
                .attribute("events", Type.NUMBER, always(increase(1)))
                .attribute(Scope.VISIT, "events_of_visit", Type.NUMBER, always(increase(1)))
                .attribute("direct", Type.NUMBER, at(When.NEW_VISIT, not(referred), increase(1)))
                .attribute("referred", Type.NUMBER, at(When.NEW_VISIT, referred, increase(1)))
                .attribute("returning", Type.BOOLEAN, at(When.NEW_VISIT, that("visits", above(1)), set(true)))
                .badge("fan", when(When.NEW_VISIT, that("direct", above(attribute("referred")))));
    }

    @Test
    void aNewVisitorMakesAVisitAndAnEvent() {
        given(counters())
                .on(START)
                .sends("view")
                .thenAttribute("visits", 1)
                .thenAttribute("events", 1)
                .thenAttribute("events_of_visit", 1)
                .thenAttribute("direct", 1)
                .thenMissing("referred", "returning")
                .thenDoesNotWear("fan")
                .on("2026-03-02T00:00Z")
                .sends("view", "referrer", "elsewhere")
                .thenAttribute("visits", 2)
                .thenAttribute("referred", 1)
                .thenAttribute("returning", true)
                .thenDoesNotWear("fan");
    }
}
