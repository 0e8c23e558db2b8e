package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.given;
import static io.pharos.engine.testkit.Scenario.moment;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.When;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How attributes are written, by examples worked out by hand. */
final class ValuesTest {

    private static Draft shopWith(Type type, Operation atAnyEvent) {
        return workspace("shop").attribute("known", type, always(atAnyEvent));
    }

    @Test
    void anIncreaseStartsAtZero() {
        given(shopWith(Type.NUMBER, increase(property("total"))))
                .on("2026-03-01T10:00Z")
                .sends("purchase", "total", 4.25)
                .thenAttribute("known", 4.25)
                .sends("purchase", "total", -4)
                .thenAttribute("known", 0.25);
    }

    @Test
    void aMissingOperandLeavesTheValueAlone() {
        given(shopWith(Type.NUMBER, increase(property("total"))))
                .on("2026-03-01T10:00Z")
                .sends("purchase", "total", 10.5)
                .sends("view")
                .thenAttribute("known", 10.5)
                .thenTroubled(0);
    }

    @Test
    void sumsOfDecimalsAreExact() {
        given(shopWith(Type.NUMBER, increase(property("total"))))
                .on("2026-03-01T10:00Z")
                .sends("purchase", "total", 0.1)
                .sends("purchase", "total", 0.2)
                .thenAttribute("known", new BigDecimal("0.3"));
    }

    @Test
    void aSumOfTooManyDigitsIsReportedAndNotTaken() {
        given(shopWith(Type.NUMBER, increase(property("total"))))
                .on("2026-03-01T10:00Z")
                .sends("purchase", "total", new BigDecimal("9999999999999999999999999999999999"))
                .sends("purchase", "total", 0.1)
                .thenAttribute("known", new BigDecimal("9999999999999999999999999999999999"))
                .thenTroubled(1);
    }

    @Test
    void aDecreaseTakesAway() {
        given(shopWith(Type.NUMBER, decrease(property("refund"))))
                .on("2026-03-01T10:00Z")
                .sends("return", "refund", 2)
                .thenAttribute("known", -2);
    }

    @Test
    void textThatIsWhollyANumberCountsAsOne() {
        given(shopWith(Type.NUMBER, increase(property("total"))))
                .on("2026-03-01T10:00Z")
                .sends("purchase", "total", " 1.5e1 ")
                .thenAttribute("known", 15)
                .sends("purchase", "total", "12 EUR")
                .thenAttribute("known", 15)
                .thenTroubled(1);
    }

    @Test
    void aTextAttributeTakesAnythingThatHasAPlainText() {
        given(shopWith(Type.STRING, set(property("x"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", 12.50)
                .thenAttribute("known", "12.5")
                .sends("view", "x", true)
                .thenAttribute("known", "true")
                .sends("view", "x", moment("2026-03-01T11:00+01:00"))
                .thenAttribute("known", "2026-03-01T10:00:00.000Z")
                .sends("view", "x", List.of("a"))
                .thenAttribute("known", "2026-03-01T10:00:00.000Z")
                .thenTroubled(1);
    }

    @Test
    void aBooleanReadsTheWordsTrueAndFalse() {
        given(shopWith(Type.BOOLEAN, set(property("x"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", "TRUE")
                .thenAttribute("known", true)
                .sends("view", "x", "yes")
                .thenAttribute("known", true)
                .sends("view", "x", 0)
                .thenAttribute("known", true)
                .thenTroubled(2);
    }

    @Test
    void aDateWithoutAnOffsetIsOfTheWorkspacesZone() {
        given(shopWith(Type.DATE, set(property("x"))).zone("Europe/Berlin"))
                .on("2026-07-01T10:00Z")
                .sends("view", "x", "2026-06-01")
                .thenAttribute("known", moment("2026-05-31T22:00Z"))
                .sends("view", "x", "2026-01-01T12:00:00")
                .thenAttribute("known", moment("2026-01-01T11:00Z"))
                .sends("view", "x", "2026-01-01T12:00+05:30")
                .thenAttribute("known", moment("2026-01-01T06:30Z"))
                .sends("view", "x", "01/02/2026")
                .thenAttribute("known", moment("2026-01-01T06:30Z"))
                .thenTroubled(1);
    }

    @Test
    void keepFirstNeverReplaces() {
        given(shopWith(Type.STRING, set(property("campaign"), Keep.FIRST)))
                .on("2026-03-01T10:00Z")
                .sends("view", "campaign", "spring")
                .sends("view", "campaign", "summer")
                .thenAttribute("known", "spring");
    }

    @Test
    void keepGreatestAndLeastReplaceOnlyWhatIsSurpassed() {
        given(workspace("shop")
                        .attribute("most", Type.NUMBER, always(set(property("x"), Keep.GREATEST)))
                        .attribute("least", Type.NUMBER, always(set(property("x"), Keep.LEAST)))
                        .attribute("last_text", Type.STRING, always(set(property("t"), Keep.GREATEST)))
                        .attribute("first_seen", Type.DATE, always(set(eventTime(), Keep.LEAST))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", 9, "t", "\uFF5E")
                .on("2026-03-02T10:00Z")
                .sends("view", "x", 10, "t", "\uD83D\uDE00")
                .thenAttribute("most", 10)
                .thenAttribute("least", 9)
                .thenAttribute("last_text", "\uD83D\uDE00")
                .thenAttribute("first_seen", moment("2026-03-01T10:00Z"));
    }

    @Test
    void clearMakesAValueMissing() {
        given(workspace("shop")
                        .attribute(
                                "plan", Type.STRING, always(set(property("plan"))), onlyIf(event("cancel"), clear())))
                .on("2026-03-01T10:00Z")
                .sends("subscribe", "plan", "gold")
                .thenAttribute("plan", "gold")
                .sends("cancel", "plan", "gold")
                .thenMissing("plan");
    }

    @Test
    void addingToASetKeepsWhatIsThere() {
        given(shopWith(Type.SET_OF_STRINGS, add(property("tags"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "tags", List.of("a", "b"))
                .sends("view", "tags", List.of("b", "c"))
                .thenAttribute("known", Set.of("a", "b", "c"))
                .sends("view", "tags", "d")
                .thenAttribute("known", Set.of("a", "b", "c", "d"));
    }

    @Test
    void addingNothingToAMissingSetLeavesItMissing() {
        given(shopWith(Type.SET_OF_STRINGS, add(property("tags"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "tags", List.of())
                .thenMissing("known");
    }

    @Test
    void aListIsStoredAsASet() {
        given(shopWith(Type.SET_OF_STRINGS, set(property("tags"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "tags", List.of("a"))
                .sends("view", "tags", List.of("b", "b", 7, true))
                .thenAttribute("known", Set.of("7", "b", "true"));
    }

    @Test
    void aSetFromWhichAllIsRemovedIsEmptyButThere() {
        given(workspace("shop")
                        .attribute(
                                "tags",
                                Type.SET_OF_STRINGS,
                                always(add(property("plus"))),
                                always(remove(property("minus")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "minus", "a")
                .thenMissing("tags")
                .sends("view", "plus", List.of("a", "b"))
                .sends("view", "minus", List.of("a", "b", "c"))
                .thenAttribute("tags", Set.of());
    }

    @Test
    void aTallyCountsEveryItemOfAList() {
        given(shopWith(Type.TALLY, increaseKeys(property("skus"), 1)))
                .on("2026-03-01T10:00Z")
                .sends("view", "skus", "a")
                .sends("view", "skus", List.of("a", "b", "a"))
                .thenTally("known", Map.of("a", "3", "b", "1"));
    }

    @Test
    void amountsGoToTheirKeysInStep() {
        given(shopWith(Type.TALLY, increaseKeys(property("skus"), property("prices"))))
                .on("2026-03-01T10:00Z")
                .sends("purchase", "skus", List.of("a", "b"), "prices", List.of(1.5, "2"))
                .thenTally("known", Map.of("a", "1.5", "b", "2"))
                .thenTroubled(0)
                .sends("purchase", "skus", List.of("a", "b", "c"), "prices", List.of("free", 3))
                .thenTally("known", Map.of("a", "1.5", "b", "5"))
                .thenTroubled(1)
                .sends("purchase", "skus", List.of(), "prices", List.of(3))
                .thenTroubled(2);
    }

    @Test
    void removingAKeyForgetsIt() {
        given(workspace("shop")
                        .attribute(
                                "seen",
                                Type.TALLY,
                                always(increaseKeys(property("sku"), 1)),
                                always(removeKey(property("bought")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "sku", "a")
                .sends("view", "sku", "b")
                .sends("purchase", "bought", "a")
                .thenTally("seen", Map.of("b", "1"));
    }

    @Test
    void theFavouriteOfSeveralIsTheOneIncreasedLast() {
        var draft = workspace("shop")
                .attribute("seen", Type.TALLY, always(increaseKeys(property("sku"), 1)))
                .derived("favourite", Type.STRING, topKey("seen"));
        given(draft)
                .on("2026-03-01T10:00Z")
                .sends("view", "sku", "a")
                .thenAttribute("favourite", "a")
                .sends("view", "sku", "b")
                .thenAttribute("favourite", "b")
                .sends("view", "sku", "a")
                .thenAttribute("favourite", "a");
        given(draft)
                .on("2026-03-01T10:00Z")
                .sends("view", "sku", "a")
                .sends("view", "sku", List.of("b", "c"))
                .thenAttribute("favourite", "c");
        given(draft).on("2026-03-01T10:00Z").sends("view").thenMissing("favourite");
    }

    @Test
    void anAttributeComesAfterThoseItReads() {
        given(workspace("shop")
                        .attribute("third", Type.NUMBER, always(set(attribute("second"))))
                        .attribute("second", Type.NUMBER, always(set(attribute("first"))), always(increase(1)))
                        .attribute(Scope.EVENT, "first", Type.NUMBER, always(set(property("x"))), always(increase(1))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", 1)
                .thenAttribute("third", 3)
                .thenMissing("first");
    }

    @Test
    void anAttributeIsWrittenAtTheMomentsItAsksFor() {
        given(workspace("shop")
                        .attribute("visitors", Type.NUMBER, at(When.NEW_VISITOR, increase(1)))
                        .attribute("visits", Type.NUMBER, at(When.NEW_VISIT, increase(1)))
                        .attribute("events", Type.NUMBER, always(increase(1)))
                        .attribute(Scope.VISIT, "events_of_visit", Type.NUMBER, always(increase(1)))
                        .attribute(
                                "longest_visit",
                                Type.NUMBER,
                                at(When.VISIT_ENDED, set(attribute("events_of_visit"), Keep.GREATEST)))
                        .attribute("last_page", Type.STRING, at(When.VISIT_ENDED, set(property("page")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "page", "home")
                .sends("view", "page", "basket")
                .thenAttribute("visitors", 1)
                .thenAttribute("visits", 1)
                .thenAttribute("events", 2)
                .thenAttribute("events_of_visit", 2)
                .thenMissing("longest_visit", "last_page")
                .on("2026-03-01T10:30Z")
                .thenMissing("events_of_visit")
                .thenAttribute("longest_visit", 2)
                .thenAttribute("last_page", "basket")
                .on("2026-03-02T10:00Z")
                .sends("view")
                .thenAttribute("visitors", 1)
                .thenAttribute("visits", 2)
                .thenAttribute("events_of_visit", 1)
                .on("2026-03-03T10:00Z")
                .thenAttribute("longest_visit", 2)
                .thenAttribute("last_page", "basket");
    }

    @Test
    void anAttributeSinceAMomentDoesNotSeeWhatWasBefore() {
        given(workspace("shop").attributeSince(moment("2026-03-01T10:00Z"), "events", Type.NUMBER, always(increase(1))))
                .on("2026-03-01T09:59:59.999Z")
                .sends("view")
                .thenMissing("events")
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenAttribute("events", 1);
    }
}
