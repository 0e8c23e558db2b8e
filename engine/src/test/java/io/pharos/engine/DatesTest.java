package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.given;
import static io.pharos.engine.testkit.Scenario.moment;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Expression;
import io.pharos.model.Operand;
import io.pharos.model.Unit;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Dates where calendars and clocks are not even. */
final class DatesTest {

    private static Draft berlin(Type type, Expression expression) {
        return workspace("shop").zone("Europe/Berlin").attribute("known", type, always(set(expression)));
    }

    @Test
    void aDayWhoseClocksGoForwardIsADayAllTheSame() {
        given(berlin(Type.NUMBER, apart(property("a"), property("b"), Unit.DAYS)))
                .on("2026-04-01T10:00Z")
                // From midnight to midnight, of which an hour is missing.
                .sends("view", "a", "2026-03-29", "b", "2026-03-30")
                .thenAttribute("known", new BigDecimal("0.9583333333333333333333333333333333"));
        given(berlin(Type.NUMBER, apart(property("a"), property("b"), Unit.MONTHS)))
                .on("2026-04-01T10:00Z")
                .sends("view", "a", "2026-03-01", "b", "2026-04-01")
                .thenAttribute("known", 1);
    }

    @Test
    void aPartOfAMonthIsMeasuredByTheMonthThatRuns() {
        given(berlin(Type.NUMBER, apart(property("a"), property("b"), Unit.MONTHS)))
                .on("2026-03-01T10:00Z")
                // The month begun runs from the 28th of February to the 31st of March, an hour of which is missing.
                .sends("view", "a", "2026-01-31", "b", "2026-03-01")
                .thenAttribute("known", new BigDecimal("1.032301480484522207267833109017497"));
    }

    @Test
    void wholeUnitsLeaveOutWhatHasBegun() {
        given(workspace("shop")
                        .attribute("days", Type.NUMBER, always(set(wholeApart("a", "b", Unit.DAYS))))
                        .attribute("years", Type.NUMBER, always(set(wholeApart("a", "b", Unit.YEARS)))))
                .on("2026-03-01T10:00Z")
                .sends("view", "a", "2024-02-29", "b", "2025-02-27T23:59:59.999")
                .thenAttribute("days", 364)
                .thenAttribute("years", 0)
                .sends("view", "a", "2025-02-28", "b", "2024-02-29")
                .thenAttribute("days", 365)
                .thenAttribute("years", 1);
    }

    private static Expression wholeApart(String from, String to, Unit unit) {
        return new Expression.Between(new Operand.Named(property(from)), new Operand.Named(property(to)), unit, true);
    }

    @Test
    void noTimeHasGoneByUntilADateHasCome() {
        given(workspace("shop")
                        .attribute("due", Type.DATE, always(set(property("due"))))
                        .derived("days", Type.NUMBER, elapsed(attribute("due"), Unit.DAYS))
                        .attribute("at_event", Type.NUMBER, always(set(elapsed(attribute("due"), Unit.DAYS)))))
                .on("2026-03-01T12:00Z")
                .sends("view", "due", "2026-03-02")
                .thenAttribute("days", 0)
                .thenAttribute("at_event", 0)
                .whenTimeIs("2026-03-02T00:00Z")
                .thenAttribute("days", 0)
                .whenTimeIs("2026-03-02T06:00Z")
                .thenAttribute("days", 0.25)
                .thenAttribute("at_event", 0);
    }

    @Test
    void monthsOfABirthdayOnALeapDayGoByAtTheEndOfFebruary() {
        given(workspace("shop")
                        .zone("Europe/Berlin")
                        .attribute("born", Type.DATE, always(set(property("born"))))
                        .derived("age", Type.NUMBER, wholeElapsed(attribute("born"), Unit.YEARS))
                        .segment("of_age", that("age", atLeast(18))))
                .on("2025-12-01T12:00Z")
                .sends("view", "born", "2008-02-29")
                .thenAttribute("age", 17)
                .whenTimeIs("2026-02-27T22:59:59.999Z")
                .thenNotIn("of_age")
                .whenTimeIs("2026-02-27T23:00Z")
                .thenAttribute("age", 18)
                .thenInSince("of_age", "2026-02-27T23:00Z");
    }

    @Test
    void aTimeThatTheClocksSkipIsAnHourLater() {
        var draft = berlin(Type.DATE, parse(property("d"), "yyyy-MM-dd HH:mm", "Europe/Berlin"));
        given(draft)
                .on("2026-03-01T10:00Z")
                .sends("view", "d", "2026-03-29 02:30")
                .thenAttribute("known", moment("2026-03-29T01:30Z"))
                // One that comes twice is the first.
                .sends("view", "d", "2026-10-25 02:30")
                .thenAttribute("known", moment("2026-10-25T00:30Z"));
    }

    @Test
    void aDayThatDoesNotExistIsNoDate() {
        given(berlin(Type.DATE, parse(property("d"), "d MMM yyyy", "UTC")))
                .on("2026-03-01T10:00Z")
                .sends("view", "d", "28 Feb 2026")
                .thenAttribute("known", moment("2026-02-28T00:00Z"))
                .sends("view", "d", "30 Feb 2026")
                .sends("view", "d", "28 Feb 2026 ")
                .sends("view", "d", true)
                .thenAttribute("known", moment("2026-02-28T00:00Z"))
                .thenTroubled(3);
    }

    @Test
    void aNumberMayBeTheTextOfADate() {
        given(berlin(Type.DATE, parse(property("d"), "yyyyMMdd", "UTC")))
                .on("2026-03-01T10:00Z")
                .sends("view", "d", 20260228)
                .thenAttribute("known", moment("2026-02-28T00:00Z"));
    }

    @Test
    void derivedDatesOfWhatCannotBeReadAreMissing() {
        given(workspace("shop")
                        .attribute("text", Type.STRING, always(set(property("d"))))
                        .derived("date", Type.DATE, parse(attribute("text"), "dd.MM.yyyy", "UTC"))
                        .derived("month", Type.STRING, format(attribute("date"), "MMMM yyyy", "America/New_York")))
                .on("2026-03-01T10:00Z")
                .sends("view", "d", "01.04.2026")
                .thenAttribute("date", moment("2026-04-01T00:00Z"))
                .thenAttribute("month", "March 2026")
                .sends("view", "d", "soon")
                .thenMissing("date", "month")
                .thenTroubled(0);
    }

    @Test
    void noDateLiesBeyondTheYear9999() {
        given(workspace("shop").attribute("millis", Type.DATE, always(set(epochMillis(property("n"))))))
                .on("2026-03-01T10:00Z")
                .sends("view", "n", new BigDecimal("253402300799999.9"))
                .thenAttribute("millis", moment("9999-12-31T23:59:59.999Z"))
                .thenTroubled(0)
                .sends("view", "n", new BigDecimal("253402300800000"))
                .thenTroubled(1)
                .sends("view", "n", -0.5)
                .thenAttribute("millis", moment("1969-12-31T23:59:59.999Z"));
    }
}
