package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.engine.Why.Part.Role;
import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Condition;
import io.pharos.model.Event;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Transition;
import io.pharos.model.Unit;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a history says of single attributes, badges and segments. */
final class WhyTest {
    private static final Instant FIRST = moment("2026-03-01T10:00Z");
    private static final Instant SECOND = moment("2026-03-02T10:00Z");
    private static final Instant LATER = moment("2026-03-10T10:00Z");
    private static final Event VIEW = event("e1", "ada", "view", FIRST, "page", "/a");
    private static final Event PURCHASE = event("e2", "ada", "purchase", SECOND, "total", 600, "page", "/pay");

    private static Draft shop() {
        return workspace("shop")
                .attribute("spent", Type.NUMBER, onlyIf(event("purchase"), increase(property("total"))))
                .attribute("last_seen", Type.DATE, always(set(eventTime())))
                .attribute(
                        Scope.VISIT,
                        "page",
                        Type.STRING,
                        always(set(property("page"))),
                        onlyIf(event("purchase"), set("bought")))
                .derived("doubled", Type.NUMBER, product(attribute("spent"), 2))
                .derived("days_away", Type.NUMBER, wholeElapsed(attribute("last_seen"), Unit.DAYS))
                .badge("vip", when(all(event("purchase"), that("spent", atLeast(500)))))
                .segment("away", that("last_seen", below(ago(days(5)))));
    }

    private static History history(Draft draft, Event... events) {
        return Engine.of(draft.build()).history(List.of(events));
    }

    @Test
    void anAttributeNamesTheEventsAndTheEnrichmentsThatWroteIt() {
        var why = history(shop(), PURCHASE, VIEW).attribute("spent", LATER, 10);

        assertThat(why)
                .isEqualTo(new Why.Written(
                        amount(600),
                        List.of(new Why.Writing(
                                new Cause.OfEvent(PURCHASE), OptionalInt.of(0), Optional.empty(), amount(600))),
                        0));
    }

    @Test
    void eachEnrichmentOfAStepAndTheVisitsEndAreWritesOfTheirOwn() {
        var why = (Why.Written) history(shop(), VIEW, PURCHASE).attribute("page", LATER, 4);

        assertThat(why.value()).isEmpty();
        assertThat(why.writes())
                .containsExactly(
                        new Why.Writing(
                                new Cause.OfVisitEnd(moment("2026-03-02T10:10Z")),
                                OptionalInt.empty(),
                                text("bought"),
                                Optional.empty()),
                        new Why.Writing(new Cause.OfEvent(PURCHASE), OptionalInt.of(1), text("/pay"), text("bought")),
                        new Why.Writing(new Cause.OfEvent(PURCHASE), OptionalInt.of(0), Optional.empty(), text("/pay")),
                        new Why.Writing(
                                new Cause.OfVisitEnd(moment("2026-03-01T10:10Z")),
                                OptionalInt.empty(),
                                text("/a"),
                                Optional.empty()));
        assertThat(why.earlier()).isEqualTo(1);
    }

    @Test
    void aWriteThatChangesNothingIsNone() {
        var again = event("e3", "ada", "view", FIRST.plusSeconds(1), "page", "/a");

        var why = (Why.Written) history(shop(), VIEW, again).attribute("page", again.time(), 10);

        assertThat(why.writes()).hasSize(1);
    }

    @Test
    void aDerivedAttributeIsItsExpressionOverItsInputs() {
        var why = history(shop(), VIEW, PURCHASE).attribute("doubled", LATER, 10);

        assertThat(why)
                .isEqualTo(new Why.Derived(
                        amount(1200),
                        product(attribute("spent"), 2),
                        List.of(new Evidence.OfName(attribute("spent"), amount(600)))));
    }

    @Test
    void aBadgeIsExplainedInTheStepOfTheEventThatAssignedIt() {
        var why = history(shop(), VIEW, PURCHASE).badge("vip", LATER);

        assertThat(why.since()).contains(SECOND);
        var turn = why.turned().orElseThrow();
        assertThat(turn.came()).isTrue();
        assertThat(turn.cause()).isEqualTo(new Cause.OfEvent(PURCHASE));
        assertThat(turn.then()).extracting(Why.Part::role).containsExactly(Role.ASSIGN);
        assertThat(turn.then().getFirst().explanation().parts())
                .extracting(Explanation::holds)
                .containsExactly(true, true);
        assertThat(why.now().getFirst().explanation().parts())
                .extracting(Explanation::holds)
                .containsExactly(false, true);
    }

    @Test
    void aSegmentThatTimeAloneTurnedSaysAtWhichAgeOfWhichDate() {
        var why = history(shop(), VIEW, PURCHASE).segment("away", LATER);

        var turned = moment("2026-03-07T10:00:00.001Z");
        assertThat(why.since()).contains(turned);
        assertThat(why.turned().orElseThrow().cause()).isEqualTo(new Cause.OfTime(turned));
        assertThat(why.now().getFirst().explanation().evidence())
                .containsExactly(
                        new Evidence.OfName(attribute("last_seen"), Optional.of(new Value.Moment(SECOND))),
                        new Evidence.OfAge(new Comparand.Ago(days(5)), moment("2026-03-07T10:00Z")));
    }

    @Test
    void aSegmentNobodyHasEnteredHasNotTurned() {
        var why = history(shop(), VIEW).segment("away", FIRST);

        assertThat(why.since()).isEmpty();
        assertThat(why.turned()).isEmpty();
        assertThat(why.now().getFirst().explanation().holds()).isFalse();
    }

    @Test
    void behaviourIsExplainedMeasureByMeasure() {
        var often = did(
                kind("purchase"),
                days(30),
                times(atLeast(1)),
                figure(Condition.Figure.TOTAL, property("total"), atLeast(1000)));
        var draft = workspace("shop").segment("big", often);

        var explanation = history(draft, VIEW, PURCHASE)
                .segment("big", LATER)
                .now()
                .getFirst()
                .explanation();

        assertThat(explanation.holds()).isFalse();
        assertThat(explanation.parts()).extracting(Explanation::holds).containsExactly(true, false);
        assertThat(explanation.parts())
                .flatExtracting(Explanation::evidence)
                .extracting(evidence -> ((Evidence.OfFigure) evidence).value())
                .containsExactly(amount(1), amount(600));
    }

    @Test
    void aSequenceIsExplainedByHowFarItHasCome() {
        var left = sequenceWithout(kind("purchase"), days(1), next(kind("view")), next(kind("cart")));
        var cart = event("e3", "ada", "cart", FIRST.plusSeconds(60));
        var draft = workspace("shop").segment("left", left);

        assertThat(progress(draft, FIRST, VIEW))
                .isEqualTo(new Evidence.OfSequence(
                        List.of(Optional.of(FIRST), Optional.empty()), Optional.empty(), Optional.empty()));
        assertThat(progress(draft, cart.time(), VIEW, cart))
                .isEqualTo(new Evidence.OfSequence(
                        List.of(Optional.of(FIRST), Optional.of(cart.time())),
                        Optional.of(cart.time().plusSeconds(86_400)),
                        Optional.empty()));
    }

    private static Evidence progress(Draft draft, Instant at, Event... events) {
        return history(draft, events)
                .segment("left", at)
                .now()
                .getFirst()
                .explanation()
                .evidence()
                .getFirst();
    }

    @Test
    void aRuleIsWrittenOutAndEveryBranchIsLookedAt() {
        var draft = workspace("shop")
                .attribute("views", Type.NUMBER, onlyIf(event("view"), increase(1)))
                .rule("curious", that("views", atLeast(1)))
                .segment("some", any(rule("curious"), not(rule("curious"))));

        var explanation =
                history(draft, VIEW).segment("some", FIRST).now().getFirst().explanation();

        assertThat(explanation.parts()).extracting(Explanation::holds).containsExactly(true, false);
        assertThat(explanation.parts().getFirst().parts())
                .containsExactly(new Explanation(
                        that("views", atLeast(1)),
                        true,
                        List.of(),
                        List.of(new Evidence.OfName(attribute("views"), amount(1)))));
    }

    @Test
    void whatIsComingIsToldWithoutHappening() {
        var engine = Engine.of(shop().build());
        var profile = engine.history(List.of(VIEW, PURCHASE)).at(SECOND);
        var before = engine.encode(profile);

        var coming = engine.coming(profile, SECOND, LATER, 10);

        assertThat(coming)
                .containsExactly(
                        new Transition.VisitEnded(moment("2026-03-02T10:10Z")),
                        new Transition.Joined("away", moment("2026-03-07T10:00:00.001Z")));
        assertThat(engine.encode(profile)).isEqualTo(before);
    }

    @Test
    void whatTheWorkspaceDoesNotDefineIsABrokenQuestion() {
        var history = history(shop(), VIEW);

        assertThatIllegalArgumentException().isThrownBy(() -> history.badge("none", FIRST));
        assertThatIllegalArgumentException().isThrownBy(() -> history.segment("none", FIRST));
        assertThatIllegalArgumentException().isThrownBy(() -> history.attribute("none", FIRST, 1));
    }

    private static Optional<Value> amount(long number) {
        return Optional.of(Value.Amount.of(number));
    }

    private static Optional<Value> text(String text) {
        return Optional.of(new Value.Text(text));
    }
}
