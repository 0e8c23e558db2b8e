package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.given;
import static io.pharos.engine.testkit.Scenario.moment;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Expression;
import io.pharos.model.Expression.Summary;
import io.pharos.model.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What values are computed from, by examples worked out by hand. */
final class ExpressionsTest {

    private static Draft shopWith(Type type, Expression to) {
        return workspace("shop").attribute("known", type, always(set(to)));
    }

    @Test
    void aRatioKeepsThirtyFourDigits() {
        given(shopWith(Type.NUMBER, ratio(property("a"), property("b"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "a", 45, "b", 6)
                .thenAttribute("known", 7.5)
                .sends("view", "a", 2, "b", 3)
                .thenAttribute("known", new BigDecimal("0.6666666666666666666666666666666667"));
    }

    @Test
    void aQuotientByZeroIsNothing() {
        given(shopWith(Type.NUMBER, ratio(property("a"), property("b"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "a", 4, "b", 2)
                .sends("view", "a", 45, "b", 0)
                .thenAttribute("known", 2)
                .thenTroubled(0)
                .sends("view", "a", 45)
                .thenAttribute("known", 2)
                .sends("view", "a", 45, "b", "none")
                .thenAttribute("known", 2)
                .thenTroubled(1);
    }

    @Test
    void productsSumsAndDifferencesAreExact() {
        given(workspace("shop")
                        .attribute("product", Type.NUMBER, always(set(product(property("a"), property("b"), 2))))
                        .attribute("sum", Type.NUMBER, always(set(sum(property("a"), property("b"), 0.1))))
                        .attribute("difference", Type.NUMBER, always(set(difference(property("a"), property("b"))))))
                .on("2026-03-01T10:00Z")
                .sends("view", "a", 1.5, "b", "4")
                .thenAttribute("product", 12)
                .thenAttribute("sum", 5.6)
                .thenAttribute("difference", -2.5);
    }

    @Test
    void aProductThatDoesNotFitIsReportedAndNotTaken() {
        given(shopWith(Type.NUMBER, product(property("a"), property("a"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "a", new BigDecimal("1e200"))
                .thenMissing("known")
                .thenTroubled(1);
    }

    @Test
    void wholeNumbersAreRoundedHalvesAwayFromZero() {
        given(workspace("shop")
                        .attribute("last", Type.NUMBER, whole(), always(set(property("x"))))
                        .attribute("sum", Type.NUMBER, whole(), always(increase(property("x"))))
                        .attribute("tally", Type.TALLY, whole(), always(increaseKeys(property("k"), property("x"))))
                        .derived(Scope.VISITOR, "half", Type.NUMBER, whole(), ratio(attribute("last"), 2)))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", 7.6, "k", "a")
                .thenAttribute("last", 8)
                .thenAttribute("half", 4)
                .thenTally("tally", Map.of("a", "8"))
                .sends("view", "x", -2.5)
                .thenAttribute("last", -3)
                .thenAttribute("half", -2)
                .thenAttribute("sum", 6)
                .sends("view", "x", 0.4, "k", List.of("a", "a", "b"))
                .thenAttribute("sum", 6)
                .thenTally("tally", Map.of("a", "9", "b", "0"))
                .thenTroubled(0);
    }

    @Test
    void datesLieApartInEitherOrder() {
        given(workspace("shop")
                        .attribute("days", Type.NUMBER, always(set(apart(property("a"), property("b"), Unit.DAYS))))
                        .attribute("weeks", Type.NUMBER, always(set(apart(property("a"), property("b"), Unit.WEEKS)))))
                .on("2026-03-01T10:00Z")
                .sends("view", "a", "2024-03-01", "b", "2024-02-28")
                .thenAttribute("days", 2)
                .sends("view", "a", "2024-02-28", "b", "2024-03-01")
                .thenAttribute("days", 2)
                .sends("view", "a", "2024-02-28", "b", "2024-02-29")
                .thenAttribute("weeks", new BigDecimal("0.1428571428571428571428571428571429"));
    }

    @Test
    void monthsAreThoseOfTheCalendarAndAPartOfTheOneBegun() {
        given(shopWith(Type.NUMBER, apart(property("a"), property("b"), Unit.MONTHS)))
                .on("2026-03-01T10:00Z")
                .sends("view", "a", "2026-01-31", "b", "2026-02-28")
                .thenAttribute("known", 1)
                // 7 of the 28 days from the 1st of February to the 1st of March.
                .sends("view", "a", "2026-01-01", "b", "2026-02-08")
                .thenAttribute("known", 1.25);
        given(shopWith(Type.NUMBER, apart(property("a"), property("b"), Unit.YEARS))
                        .zone("Europe/Berlin"))
                .on("2026-03-01T10:00Z")
                // 73 of 365 days.
                .sends("view", "a", "2024-01-01", "b", "2025-03-15")
                .thenAttribute("known", 1.2);
    }

    @Test
    void aChangeIsAgainstWhatWasCarriedLast() {
        given(shopWith(Type.NUMBER, changeIn(property("x"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", 30)
                .thenMissing("known")
                .sends("view", "x", 42)
                .thenAttribute("known", 12)
                .sends("view")
                .thenAttribute("known", 12)
                .sends("view", "x", 40)
                .thenAttribute("known", -2);
    }

    @Test
    void aChangeSinceAMomentKnowsNothingOfWhatWasCarriedBefore() {
        given(workspace("shop")
                        .attributeSince(
                                moment("2026-03-01T10:00Z"),
                                "known",
                                Type.NUMBER,
                                always(set(changeIn(property("x"))))))
                .on("2026-03-01T09:59Z")
                .sends("view", "x", 30)
                .on("2026-03-01T10:00Z")
                .sends("view", "x", 42)
                .thenMissing("known")
                .sends("view", "x", 40)
                .thenAttribute("known", -2);
    }

    @Test
    void aChangeOfAnAttributeIsThatOfThisEvent() {
        given(workspace("shop")
                        .attribute("spent", Type.NUMBER, always(increase(property("total"))))
                        .attribute("more", Type.NUMBER, always(set(changeIn(attribute("spent")))))
                        .attribute("pause", Type.NUMBER, always(set(changeIn(eventTime(), Unit.MINUTES)))))
                .on("2026-03-01T10:00Z")
                .sends("purchase", "total", 5)
                .thenMissing("more", "pause")
                .on("2026-03-01T10:01:30Z")
                .sends("purchase", "total", 7)
                .thenAttribute("more", 7)
                .thenAttribute("pause", 1.5)
                .sends("view")
                .thenAttribute("more", 0);
    }

    @Test
    void whatAListComesTo() {
        given(workspace("shop")
                        .attribute("average", Type.NUMBER, always(set(aggregate(Summary.AVERAGE, property("l")))))
                        .attribute("max", Type.NUMBER, always(set(aggregate(Summary.MAX, property("l")))))
                        .attribute("min", Type.NUMBER, always(set(aggregate(Summary.MIN, property("l")))))
                        .attribute("sum", Type.NUMBER, always(set(aggregate(Summary.SUM, property("l")))))
                        .attribute("count", Type.NUMBER, always(set(countOf(property("l"))))))
                .on("2026-03-01T10:00Z")
                .sends("view", "l", List.of(2, "4", 9, "none"))
                .thenAttribute("average", 5)
                .thenAttribute("max", 9)
                .thenAttribute("min", 2)
                .thenAttribute("sum", 15)
                .thenAttribute("count", 4)
                .sends("view", "l", List.of())
                .thenAttribute("average", 5)
                .thenAttribute("sum", 0)
                .thenAttribute("count", 0)
                .sends("view", "l", List.of("a", "a", "b"))
                .thenAttribute("count", 3)
                .thenTroubled(0);
    }

    @Test
    void whatIsMissingIsLeftOutOfAJoin() {
        given(shopWith(Type.STRING, join(":", property("country"), property("plan"), property("category"))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenMissing("known")
                .sends("view", "country", "de", "category", "tents")
                .thenAttribute("known", "de:tents")
                .sends("view", "country", "", "plan", 7)
                .thenAttribute("known", ":7");
    }

    @Test
    void aDateIsWrittenInItsZone() {
        given(shopWith(Type.STRING, format(eventTime(), "yyyy-MM-dd HH:mm", "Europe/Berlin")))
                .on("2026-03-31T22:30Z")
                .sends("view")
                .thenAttribute("known", "2026-04-01 00:30");
    }

    @Test
    void aTextIsReadAsADate() {
        given(shopWith(Type.DATE, parse(property("d"), "dd/MM/yyyy", "Europe/Berlin")))
                .on("2026-03-01T10:00Z")
                .sends("view", "d", "01/04/2019")
                .thenAttribute("known", moment("2019-03-31T22:00Z"))
                .sends("view", "d", "2019-04-01")
                .thenAttribute("known", moment("2019-03-31T22:00Z"))
                .thenTroubled(1);
        given(shopWith(Type.DATE, parse(property("d"), "yyyy-MM-dd'T'HH:mm:ss.SSS", "UTC")))
                .on("2026-03-01T10:00Z")
                .sends("view", "d", "2026-01-02T03:04:05.678")
                .thenAttribute("known", moment("2026-01-02T03:04:05.678Z"));
        given(shopWith(Type.DATE, parse(property("d"), "yyyy-MM-dd HH:mm XXX", "UTC")))
                .on("2026-03-01T10:00Z")
                .sends("view", "d", "2026-01-02 03:04 +02:00")
                .thenAttribute("known", moment("2026-01-02T01:04Z"));
    }

    @Test
    void aNumberOfMillisecondsOrSecondsIsADate() {
        given(workspace("shop")
                        .attribute("millis", Type.DATE, always(set(epochMillis(property("n")))))
                        .attribute("seconds", Type.DATE, always(set(epochSeconds(property("n"))))))
                .on("2026-03-01T10:00Z")
                .sends("view", "n", "1500.5")
                .thenAttribute("millis", moment("1970-01-01T00:00:01.500Z"))
                .thenAttribute("seconds", moment("1970-01-01T00:25:00.500Z"))
                .sends("view", "n", new BigDecimal("1e300"))
                .thenTroubled(1);
    }

    @Test
    void theTopKeysOfATally() {
        var draft = workspace("shop")
                .attribute("t", Type.TALLY, always(set(pairs(property("k"), property("v")))))
                .derived("top", Type.SET_OF_STRINGS, topKeys("t", 2))
                .derived("ranking", Type.LIST_OF_STRINGS, topKeys("t", 9))
                .derived("above", Type.SET_OF_STRINGS, keysAbove("t", 3))
                .derived("of_y", Type.NUMBER, valueOf("t", "y"))
                .derived("of_w", Type.NUMBER, valueOf("t", "w"))
                .derived("keys", Type.NUMBER, countOf(attribute("t")));
        given(draft)
                .on("2026-03-01T10:00Z")
                .sends("view", "k", List.of("x", "y", "z"), "v", List.of(3, 6, 10))
                .thenAttribute("top", Set.of("z", "y"))
                .thenAttribute("ranking", List.of("z", "y", "x"))
                .thenAttribute("above", Set.of("y", "z"))
                .thenAttribute("of_y", 6)
                .thenMissing("of_w")
                .thenAttribute("keys", 3)
                .sends("view", "k", List.of(), "v", List.of())
                .thenMissing("top", "ranking")
                .thenAttribute("above", Set.of())
                .thenAttribute("keys", 0);
        given(draft)
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenMissing("top", "above")
                .thenAttribute("keys", 0);
    }

    @Test
    void pairsReplaceATally() {
        given(shopWith(Type.TALLY, pairs(property("k"), property("v"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "k", "z", "v", 9)
                .sends("view", "k", List.of("a", "b"), "v", List.of(1, 3))
                .thenTally("known", Map.of("a", "1", "b", "3"))
                .thenTroubled(0)
                .sends("view", "k", List.of("a", "a", "b"), "v", List.of(1, 3))
                .thenTally("known", Map.of("a", "4"))
                .thenTroubled(1);
    }

    @Test
    void aDifferenceOfListsOrSets() {
        given(workspace("shop")
                        .attribute("list", Type.LIST_OF_NUMBERS, always(set(without(property("a"), property("b")))))
                        .attribute("set", Type.SET_OF_STRINGS, always(set(without(property("a"), property("b"))))))
                .on("2026-03-01T10:00Z")
                .sends("view", "a", List.of(1, 3, 1, 2), "b", List.of("3"))
                .thenAttribute("list", List.of(1, 1, 2))
                .thenAttribute("set", Set.of("1", "2"))
                .sends("view", "a", List.of(4))
                .thenAttribute("list", List.of(1, 1, 2));
    }

    @Test
    void aDerivedValueFollowsWhatItIsDerivedFrom() {
        given(workspace("shop")
                        .attribute("spent", Type.NUMBER, always(increase(property("total"))))
                        .attribute("orders", Type.NUMBER, onlyIf(event("purchase"), increase(1)))
                        .derived("average", Type.NUMBER, ratio(attribute("spent"), attribute("orders")))
                        .derived("label", Type.STRING, join(" ", "about", attribute("average")))
                        .segment("big", that("average", atLeast(10))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenMissing("average")
                .thenAttribute("label", "about")
                .sends("purchase", "total", 10)
                .thenAttribute("label", "about 10")
                .thenIn("big")
                .sends("purchase", "total", 5)
                .thenAttribute("average", 7.5)
                .thenNotIn("big");
    }

    @Test
    void aDerivedValueOfAVisitIsOverWithIt() {
        given(workspace("shop")
                        .attribute(Scope.VISIT, "pages", Type.LIST_OF_STRINGS, always(add(property("page"))))
                        .derived(Scope.VISIT, "views", Type.NUMBER, Shape.PLAIN, countOf(attribute("pages")))
                        .segment("reading", that("views", atLeast(0))))
                .on("2026-03-01T10:00Z")
                .sends("view", "page", "home")
                .thenAttribute("views", 1)
                .thenIn("reading")
                .whenTimeIs("2026-03-01T10:10Z")
                .thenMissing("views")
                .thenNotIn("reading");
    }

    @Test
    void theGreatestComputedValueStays() {
        given(workspace("shop").attribute("best", Type.NUMBER, always(set(sum(property("a"), 1), Keep.GREATEST))))
                .on("2026-03-01T10:00Z")
                .sends("view", "a", 4)
                .sends("view", "a", 3)
                .thenAttribute("best", 5);
    }
}
