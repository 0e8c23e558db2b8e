package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.given;
import static io.pharos.engine.testkit.Scenario.moment;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Condition;
import io.pharos.model.Operator;
import io.pharos.model.Unit;
import io.pharos.model.Workspace.IdentifierKind.Normaliser;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When conditions hold, by examples worked out by hand. */
final class ConditionsTest {

    static Stream<Arguments> properties() {
        return Stream.of(
                sent("Luggage", is("luggage"), false),
                sent("Luggage", isIgnoringCase("luggage"), true),
                sent(null, is("luggage"), false),
                sent(null, isNot("luggage"), true),
                sent(12, is("12"), true),
                sent(12, isNot("12"), false),
                sent(12.50, is("12.5"), true),
                sent(true, is("true"), true),
                sent(12, isIn("12", "b"), true),
                sent("007", is(7), true),
                sent("7 pieces", is(7), false),
                sent("TRUE", is(true), true),
                sent("1", is(true), false),
                sent(false, is(false), true),
                sent(null, is(false), false),
                sent(2, isIn(1, 2, 3), true),
                sent("c", isIn("a", "b"), false),
                sent(null, isIn("a"), false),
                sent("", exists(), true),
                sent(List.of(), exists(), true),
                sent(null, exists(), false),
                sent(null, isMissing(), true),
                sent("luggage", contains("gag"), true),
                sent(List.of("Women's Clothing"), has("Women"), false),
                sent(List.of("Women's Clothing"), contains("Women"), true),
                sent(List.of(12, 15), has("12"), true),
                sent(List.of(12, 15), contains("5"), true),
                sent(12, contains("2"), true),
                sent(12, startsWith("1"), true),
                sent(12, matches("^12$"), true),
                sent(12, has("12"), true),
                sent(12, has("1"), false),
                sent("a", has("a"), true),
                sent(List.of("a", "b"), hasAll("a", "b"), true),
                sent(List.of("a"), hasAll("a", "b"), false),
                sent(List.of("a"), has("a", "b"), true),
                sent(null, not(that(property("x"), contains("y"))), true),
                sent("abc", startsWith("ab"), true),
                sent(List.of("abc"), startsWith("ab"), true),
                sent(List.of("x", "abc"), endsWith("bc"), true),
                sent(List.of("x"), endsWith("bc"), false),
                sent("abc", endsWith("bc"), true),
                sent(List.of("a", "a"), hasOnly("a"), true),
                sent(List.of("a", "b"), hasOnly("a"), false),
                sent(List.of(), hasOnly("a"), false),
                sent(null, hasOnly("a"), false),
                sent(null, isEmpty(), true),
                sent(" ", isEmpty(), true),
                sent(List.of(), isEmpty(), true),
                sent(0, isEmpty(), false),
                sent(0, isNotEmpty(), true),
                sent("a", isNotEmpty(), true),
                sent(null, isNotEmpty(), false),
                sent(null, not(that(property("x"), contains("a"))), true),
                sent("2026-03-03", above(fromNow(days(1))), true),
                sent("2026-03-02", above(fromNow(days(1))), false),
                sent(5, fromImport(), false),
                sent("abc123x", matches("\\d{3}"), true),
                sent("abc123x", matches("^\\d{3}$"), false),
                sent(5, above(5), false),
                sent(5, atLeast(5), true),
                sent("5.0", atMost(5), true),
                sent("five", atMost(5), false),
                sent(5, between(5, 5), true),
                sent(5, between(6, 4), false),
                sent(List.of("a", "b"), count(above(1)), true),
                sent(null, count(is(0)), true),
                sent("text", count(atLeast(0)), false),
                sent(5, event("view"), true),
                sent(5, event("cart"), false),
                sent(5, all(that(property("x"), is(5)), event("cart", "view")), true),
                sent(5, all(that(property("x"), is(6)), event("cart", "view")), false),
                sent(5, all(event("cart", "view"), event("view")), true),
                sent(5, all(event("cart", "view"), event("cart")), false),
                sent("2026-03-01", atLeast(moment("2026-02-28T23:00Z")), true),
                sent("2026-03-01", atMost(moment("2026-02-28T22:59:59.999Z")), false),
                sent("2026-02-28T23:30:00Z", onDay("2026-03-01"), true));
    }

    private static Arguments sent(Object value, Operator operator, boolean expected) {
        return sent(value, that(property("x"), operator), expected);
    }

    private static Arguments sent(Object value, Condition condition, boolean expected) {
        return Arguments.of(Optional.ofNullable(value), condition, expected);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("properties")
    void aPropertyIsTested(Optional<Object> sent, Condition condition, boolean expected) {
        var scenario = given(noting(condition).zone("Europe/Berlin")).on("2026-03-01T10:00Z");
        sent.ifPresentOrElse(value -> scenario.sends("view", "x", value), () -> scenario.sends("view"));
        if (expected) {
            scenario.thenAttribute("held", true);
        } else {
            scenario.thenMissing("held");
        }
    }

    private static Draft noting(Condition condition) {
        return workspace("shop").attribute("held", Type.BOOLEAN, onlyIf(condition, set(true)));
    }

    @Test
    void aMissingOtherAttributeMakesAComparisonFalse() {
        given(workspace("shop")
                        .attribute("visits", Type.NUMBER, always(increase(1)))
                        .attribute("returns", Type.NUMBER, onlyIf(event("return"), increase(1)))
                        .segment("fan", that("visits", above(attribute("returns"))))
                        .segment("different", that("visits", isNot(attribute("returns"))))
                        .segment("loyal", that("visits", atLeast(times("returns", "3")))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenNotIn("fan", "different", "loyal")
                .sends("return")
                .thenIn("fan", "different")
                .thenNotIn("loyal")
                .sends("view")
                .thenIn("loyal");
    }

    @Test
    void theAmountUnderAKeyIsTested() {
        var draft = workspace("shop")
                .attribute("seen", Type.TALLY, always(increaseKeys(property("sku"), 1)))
                .segment("into_boots", that("seen", key("boots", atLeast(3))))
                .segment("not_into_hats", not(that("seen", key("hats"))));
        given(draft)
                .on("2026-03-01T10:00Z")
                .sends("view", "sku", "boots")
                .sends("view", "sku", "boots")
                .thenTally("seen", Map.of("boots", "2"))
                .thenNotIn("into_boots")
                .thenIn("not_into_hats")
                .sends("view", "sku", List.of("boots", "hats"))
                .thenIn("into_boots")
                .thenNotIn("not_into_hats");
    }

    @Test
    void allAndAnyAndRulesCombine() {
        var a = that(property("a"), is(true));
        var b = that(property("b"), is(true));
        given(noting(any(all(a, rule("b")), event("c"))).rule("b", b))
                .on("2026-03-01T10:00Z")
                .sends("view", "a", true)
                .thenMissing("held")
                .sends("c", "a", true)
                .thenAttribute("held", true);
        given(noting(all())).on("2026-03-01T10:00Z").sends("view").thenAttribute("held", true);
        given(noting(any())).on("2026-03-01T10:00Z").sends("view").thenMissing("held");
    }

    @Test
    void anEnrichmentSeesBadgesAndSegmentsAsTheyWereBefore() {
        given(workspace("shop")
                        .attribute(Scope.VISITOR, "views", Type.NUMBER, always(increase(1)))
                        .attribute("views_as_regular", Type.NUMBER, onlyIf(in("regular"), increase(1)))
                        .segment("regular", that("views", atLeast(2))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .sends("view")
                .thenIn("regular")
                .thenMissing("views_as_regular")
                .sends("view")
                .thenAttribute("views_as_regular", 1);
    }

    @Test
    void anImportedEventIsKnownAsOne() {
        given(noting(fromImport())).on("2026-03-01T10:00Z").imports("view").thenAttribute("held", true);
    }

    @Test
    void listsOfNumbersAndBooleans() {
        given(workspace("shop")
                        .attribute("prices", Type.LIST_OF_NUMBERS, always(set(property("prices"))))
                        .attribute("answers", Type.LIST_OF_BOOLEANS, always(set(property("answers"))))
                        .attribute("limit", Type.NUMBER, always(set(property("limit"))))
                        .segment("two", that("prices", has(2)))
                        .segment("twice_the_limit", that("prices", has(times("limit", "2"))))
                        .segment("limit_or_nine", that("prices", has(attribute("limit"), 9)))
                        .segment("all_yes", that("answers", hasOnly(true)))
                        .segment("three", that("prices", count(is(3)))))
                .on("2026-03-01T10:00Z")
                .sends("view", "prices", List.of("2.0", 7, 9), "answers", List.of(true, "TRUE"))
                .thenIn("two", "all_yes", "three", "limit_or_nine")
                .thenNotIn("twice_the_limit")
                .sends("view", "limit", 3.5, "answers", List.of(true, false))
                .thenIn("twice_the_limit")
                .thenNotIn("all_yes");
    }

    @Test
    void anItemIsAnAgeForAWhile() {
        given(workspace("shop")
                        .attribute("days", Type.LIST_OF_NUMBERS, always(set(property("days"))))
                        .attribute("seen", Type.DATE, always(set(eventTime())))
                        .derived("age", Type.NUMBER, wholeElapsed(attribute("seen"), Unit.DAYS))
                        .segment("today", that("days", has(attribute("age")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "days", List.of(1, 3))
                .thenNotIn("today")
                .whenTimeIs("2026-03-03T09:59:59.999Z")
                .thenInSince("today", "2026-03-02T10:00Z")
                .whenTimeIs("2026-03-03T10:00Z")
                .thenNotIn("today")
                .whenTimeIs("2026-03-05T00:00Z")
                .thenInSince("today", "2026-03-04T10:00Z");
    }

    @Test
    void textsAreSearchedForWhatAnotherAttributeHolds() {
        given(workspace("shop")
                        .attribute("page", Type.STRING, always(set(property("page"))))
                        .attribute("brand", Type.STRING, always(set(property("brand"))))
                        .segment("on_brand", that("page", contains(attribute("brand")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "page", "shoes/acme/1")
                .thenNotIn("on_brand")
                .sends("view", "brand", "acme")
                .thenIn("on_brand");
    }

    @Test
    void aKeyMayDifferInCaseAlone() {
        given(workspace("shop")
                        .attribute("seen", Type.TALLY, always(increaseKeys(property("sku"), property("n"))))
                        .segment("exact", that("seen", key("boots", atLeast(3))))
                        .segment("any_case", that("seen", keyIgnoringCase("boots", atLeast(3)))))
                .on("2026-03-01T10:00Z")
                .sends("view", "sku", List.of("boots", "Boots"), "n", List.of(2, 3))
                .thenIn("any_case")
                .thenNotIn("exact");
    }

    @Test
    void aChangeIsOneOfThisEvent() {
        given(workspace("shop")
                        .attribute("changes", Type.NUMBER, onlyIf(that("plan", changed()), increase(1)))
                        .attribute("plan", Type.STRING, always(set(property("plan"))), onlyIf(event("cancel"), clear()))
                        .badge("moved", when(that("plan", changed())), when(not(that("plan", changed())))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenMissing("changes")
                .thenDoesNotWear("moved")
                .sends("view", "plan", "gold")
                .thenAttribute("changes", 1)
                .thenWears("moved")
                .sends("view", "plan", "gold")
                .thenAttribute("changes", 1)
                .thenDoesNotWear("moved")
                .sends("cancel")
                .thenAttribute("changes", 2)
                .thenWears("moved")
                .whenTimeIs("2026-03-01T10:30Z")
                .thenDoesNotWear("moved");
    }

    @Test
    void theFirstIdentifierOfAKindIsKnown() {
        given(workspace("shop")
                        .identifier("email", Policy.MERGE, Normaliser.LOWERCASE)
                        .attribute("domain", Type.STRING, always(set(identifier("email"))))
                        .segment("staff", that(identifier("email"), endsWith("@shop.example")))
                        .segment("nameless", that(identifier("email"), isMissing())))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenIn("nameless")
                .sends("view", "email", "Ada@Shop.example")
                .thenIn("staff")
                .thenAttribute("domain", "ada@shop.example")
                .sends("view", "email", "ada@home.example")
                .thenIn("staff");
    }
}
