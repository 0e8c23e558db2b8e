package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.given;
import static io.pharos.engine.testkit.Scenario.moment;

import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Expression.Summary;
import io.pharos.model.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where calculations come to their limits. */
final class CalculationsTest {
    private static final BigDecimal GREATEST = new BigDecimal("9e308");
    private static final BigDecimal ALL_DIGITS = new BigDecimal("9999999999999999999999999999999999");

    @Test
    void aDerivedSumThatDoesNotFitIsMissingWithoutTroublingTheEvent() {
        given(workspace("shop")
                        .attribute("a", Type.NUMBER, always(set(property("a"))))
                        .attribute("written", Type.NUMBER, onlyIf(event("write"), set(sum(attribute("a"), GREATEST))))
                        .derived("derived", Type.NUMBER, sum(attribute("a"), GREATEST)))
                .on("2026-03-01T10:00Z")
                .sends("view", "a", 0)
                .thenAttribute("derived", GREATEST)
                .sends("view", "a", GREATEST)
                .thenMissing("derived")
                .thenTroubled(0)
                .sends("write")
                .thenMissing("written")
                .thenTroubled(1);
    }

    @Test
    void anAverageMayFitWhereTheSumDoesNot() {
        var numbers = List.of(new BigDecimal("9e308"), new BigDecimal("9e308"));
        given(workspace("shop")
                        .attribute("sum", Type.NUMBER, always(set(aggregate(Summary.SUM, property("l")))))
                        .attribute("average", Type.NUMBER, always(set(aggregate(Summary.AVERAGE, property("l"))))))
                .on("2026-03-01T10:00Z")
                .sends("view", "l", numbers)
                .thenMissing("sum")
                .thenAttribute("average", new BigDecimal("9e308"))
                .thenTroubled(1);
    }

    @Test
    void operandsThatAreMissingAreLeftOutOfTheGreatest() {
        given(workspace("shop")
                        .attribute(
                                "best",
                                Type.NUMBER,
                                always(set(aggregate(Summary.MAX, listOf(property("a"), property("b"), -5))))))
                .on("2026-03-01T10:00Z")
                .sends("view", "b", 3)
                .thenAttribute("best", 3)
                .sends("view", "a", "none", "b", "4.0")
                .thenAttribute("best", 4)
                .sends("view")
                .thenAttribute("best", -5)
                .thenTroubled(0);
    }

    @Test
    void ofWhatIsNoNumberAtAllTheSumIsZero() {
        given(workspace("shop")
                        .attribute("sum", Type.NUMBER, always(set(aggregate(Summary.SUM, property("l")))))
                        .attribute("most", Type.NUMBER, always(set(aggregate(Summary.MAX, property("l"))))))
                .on("2026-03-01T10:00Z")
                .sends("view", "l", "none")
                .thenAttribute("sum", 0)
                .thenMissing("most")
                .thenTroubled(0);
    }

    @Test
    void whatIsKeptForGoodIsNotComputedAgain() {
        given(workspace("shop").attribute("first", Type.NUMBER, always(set(ratio(property("a"), 3), Keep.FIRST))))
                .on("2026-03-01T10:00Z")
                .sends("view", "a", "none")
                .thenTroubled(1)
                .sends("view", "a", 6)
                .thenAttribute("first", 2)
                .sends("view", "a", "none")
                .thenAttribute("first", 2)
                .thenTroubled(1);
    }

    @Test
    void whatIsRoundedIsComparedAsItIsKept() {
        given(workspace("shop").attribute("least", Type.NUMBER, whole(), always(set(property("x"), Keep.LEAST))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", -0.5)
                .thenAttribute("least", -1)
                .sends("view", "x", -1.4)
                .thenAttribute("least", -1)
                .sends("view", "x", -1.5)
                .thenAttribute("least", -2);
    }

    @Test
    void aTallyIsRoundedOnceForAllItsIncreases() {
        given(workspace("shop")
                        .attribute("t", Type.TALLY, whole(), always(increaseKeys(property("k"), property("by"))))
                        .attribute("p", Type.TALLY, whole(), always(set(pairs(property("k"), property("by"))))))
                .on("2026-03-01T10:00Z")
                .sends("view", "k", List.of("a", "a", "a"), "by", List.of(0.4, 0.4, 0.4))
                .thenTally("t", Map.of("a", "1"))
                .thenTally("p", Map.of("a", "1"))
                .sends("view", "k", "a", "by", -1.5)
                .thenTally("t", Map.of("a", "-1"))
                .thenTally("p", Map.of("a", "-2"));
    }

    @Test
    void amountsThatDoNotFitAreLeftOutAndTheOthersTaken() {
        given(workspace("shop").attribute("t", Type.TALLY, always(increaseKeys(property("k"), property("by")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "k", List.of("a", "b"), "by", List.of(ALL_DIGITS, 1))
                .thenTroubled(0)
                .sends("view", "k", List.of("a", "b", "c"), "by", 0.5)
                .thenTally("t", Map.of("a", ALL_DIGITS.toPlainString(), "b", "1.5", "c", "0.5"))
                .thenTroubled(1)
                .sends("view", "k", List.of("a", "b"), "by", "some")
                .thenTally("t", Map.of("a", ALL_DIGITS.toPlainString(), "b", "1.5", "c", "0.5"))
                .thenTroubled(2);
    }

    @Test
    void whatWasCarriedLastMayHaveBeenNoNumber() {
        given(workspace("shop").attribute("known", Type.NUMBER, always(set(changeIn(property("x"))))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", 30)
                .sends("view", "x", "none")
                .thenTroubled(1)
                .sends("view", "x", 42)
                .thenMissing("known")
                .sends("view", "x", "43.5")
                .thenAttribute("known", 1.5)
                .thenTroubled(1);
    }

    @Test
    void aChangeIsOfEventsThatTheAttributeSees() {
        given(workspace("shop")
                        .attributeSince(
                                moment("2026-03-01T12:00Z"), "late", Type.NUMBER, always(set(changeIn(property("x")))))
                        .attribute("known", Type.NUMBER, always(set(changeIn(property("x"))))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", 1)
                .on("2026-03-01T12:00Z")
                .sends("view", "x", 5)
                .thenAttribute("known", 4)
                .thenMissing("late")
                .sends("view", "x", 11)
                .thenAttribute("known", 6)
                .thenAttribute("late", 6);
    }

    @Test
    void aChangeMayBeOfWhatAnEventBroughtInsideItself() {
        given(workspace("shop")
                        .attribute(
                                Scope.EVENT, "basket", Type.NUMBER, always(set(aggregate(Summary.SUM, property("l")))))
                        .attribute("more", Type.NUMBER, always(set(changeIn(attribute("basket")))))
                        .attribute("later", Type.NUMBER, always(set(changeIn(property("due"), Unit.DAYS)))))
                .on("2026-03-01T10:00Z")
                .sends("view", "l", List.of(1, 2), "due", "2026-05-02")
                .sends("view")
                .sends("view", "l", List.of(7), "due", "2026-05-01T12:00")
                .thenAttribute("more", 4)
                .thenAttribute("later", 0.5);
    }

    @Test
    void theEndOfAVisitIsNoEventThatCouldChangeSomething() {
        given(workspace("shop")
                        .attribute("views", Type.NUMBER, always(increase(1)), at(When.VISIT_ENDED, increase(10)))
                        .attribute("of_views", Type.NUMBER, at(When.VISIT_ENDED, set(changeIn(attribute("views")))))
                        .attribute("of_x", Type.NUMBER, at(When.VISIT_ENDED, set(changeIn(property("x"))))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", 30)
                .sends("view", "x", 42)
                .on("2026-03-01T12:00Z")
                .thenAttribute("views", 12)
                .thenMissing("of_views", "of_x")
                .thenTroubled(0);
    }
}
