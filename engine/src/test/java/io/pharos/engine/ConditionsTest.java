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
                sent(List.of("abc"), startsWith("ab"), false),
                sent("abc", endsWith("bc"), true),
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
}
