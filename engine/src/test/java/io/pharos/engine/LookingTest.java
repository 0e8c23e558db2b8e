package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.given;

import io.pharos.engine.testkit.Scenario;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Condition;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators say of values that are not of the kind they mostly ask for. */
final class LookingTest {

    private static Scenario noting(Name name, Operator operator) {
        Condition condition = that(name, operator);
        return given(workspace("shop")
                        .attribute("other", Type.STRING, always(set(property("other"))))
                        .attribute("held", Type.BOOLEAN, onlyIf(condition, set(true))))
                .on("2026-03-01T10:00Z");
    }

    private static void holds(Operator operator, Object value) {
        noting(property("x"), operator).sends("view", "x", value, "other", "Bo").thenAttribute("held", true);
    }

    private static void doesNotHold(Operator operator, Object value) {
        noting(property("x"), operator).sends("view", "x", value, "other", "Bo").thenMissing("held");
    }

    @Test
    void aPropertyHasWhatItIs() {
        holds(has("7"), 7);
        doesNotHold(has("7.0"), 7);
        holds(has(true), List.of(7, true));
        doesNotHold(has("true"), List.of("TRUE"));
        holds(hasAll("7", "true"), List.of(7, true));
        holds(hasOnly("7"), 7);
        doesNotHold(has("a"), List.of());
    }

    @Test
    void anEmptyListHasNothingOnly() {
        doesNotHold(hasOnly("a"), List.of());
        holds(hasOnly("a"), List.of("a", "a"));
        doesNotHold(hasOnly("a"), List.of("a", "A"));
        holds(hasOnly(5), List.of("5", 5));
    }

    @Test
    void whatAnotherAttributeLacksIsNotFound() {
        noting(property("x"), has("a", attribute("other")))
                .sends("view", "x", List.of("b"))
                .thenMissing("held")
                .sends("view", "x", List.of("a"))
                .thenAttribute("held", true);
        noting(property("x"), hasAll("a", attribute("other")))
                .sends("view", "x", List.of("a"))
                .thenMissing("held")
                .sends("view", "x", List.of("a", "b"), "other", "b")
                .thenAttribute("held", true);
        noting(property("x"), contains(attribute("other")))
                .sends("view", "x", "a")
                .thenMissing("held");
        holds(startsWith(attribute("other")), "Bob");
        doesNotHold(endsWith(attribute("other")), "Bob");
        holds(endsWith(attribute("other")), List.of("x", "Bo"));
        holds(hasOnly(attribute("other")), List.of("Bo"));
    }

    @Test
    void onlyWhatCanHoldSomethingIsEmpty() {
        holds(isEmpty(), "");
        holds(isEmpty(), " \t\n");
        holds(isEmpty(), List.of());
        doesNotHold(isEmpty(), List.of(""));
        doesNotHold(isEmpty(), 0);
        doesNotHold(isEmpty(), false);
        holds(isNotEmpty(), false);
        noting(property("x"), isEmpty()).sends("view").thenAttribute("held", true);
        noting(property("x"), isNotEmpty()).sends("view").thenMissing("held");
    }

    @Test
    void onlyItemsAreCounted() {
        holds(count(is(2)), List.of("a", "a"));
        doesNotHold(count(atLeast(0)), "text");
        noting(property("x"), count(is(0))).sends("view").thenAttribute("held", true);
    }

    @Test
    void keysAreContainedButDoNotStartAnything() {
        var draft = workspace("shop")
                .attribute("seen", Type.TALLY, always(increaseKeys(property("k"), property("by"))))
                .segment("containing", that("seen", contains("oot")))
                .segment("starting", that("seen", startsWith("boot")))
                .segment("more_boots", that("seen", keyIgnoringCase("BOOTS", above(2))))
                .segment("some", that("seen", has("boots", "hats")))
                .segment("nothing", that("seen", isEmpty()));
        given(draft)
                .on("2026-03-01T10:00Z")
                .sends("view", "k", List.of("Boots", "boots", "belts"), "by", List.of(3, 1, 5))
                .thenIn("containing", "more_boots", "some")
                .thenNotIn("starting", "nothing");
    }

    @Test
    void aDateAheadIsReachedFromNow() {
        given(workspace("shop")
                        .attribute("due", Type.DATE, always(set(property("due"))))
                        .segment("soon", that("due", atMost(fromNow(days(7)))))
                        .segment("now", that("due", is(fromNow(days(0)))))
                        .segment("in_a_month", that("due", is(fromNow(months(1))))))
                .on("2026-03-01T00:00Z")
                .sends("view", "due", "2026-05-31T00:00Z")
                .thenNotIn("soon", "now", "in_a_month")
                // A month before the 31st of May it is the 30th of April.
                .whenTimeIs("2026-04-30T00:00Z")
                .thenInSince("in_a_month", "2026-04-30T00:00Z")
                .whenTimeIs("2026-04-30T00:00:00.001Z")
                .thenNotIn("in_a_month")
                .whenTimeIs("2026-05-23T23:59:59.999Z")
                .thenNotIn("soon")
                .whenTimeIs("2026-05-31T00:00Z")
                .thenInSince("soon", "2026-05-24T00:00Z")
                .thenIn("now");
    }

    @Test
    void aFunnelThatHasNotBegunIsNeitherStartedNorNot() {
        given(workspace("shop")
                        .attribute(
                                "way",
                                Type.FUNNEL,
                                funnel(required("a"), required("b")),
                                onlyIf(event("a"), step(0)),
                                onlyIf(event("b"), step(1)))
                        .segment("started", that("way", started()))
                        .segment("not_started", that("way", new Operator.Started(false)))
                        .segment("open", that("way", completed(false)))
                        .segment("without_b", not(that("way", done("b")))))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenIn("without_b")
                .thenNotIn("started", "not_started", "open")
                .sends("a")
                .thenIn("started", "open", "without_b")
                .thenNotIn("not_started")
                .sends("b")
                .thenIn("started")
                .thenNotIn("open", "without_b");
    }
}
