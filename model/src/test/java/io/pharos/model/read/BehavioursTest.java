package io.pharos.model.read;

import static io.pharos.model.read.Sample.comparand;
import static io.pharos.model.read.Sample.condition;
import static io.pharos.model.read.Sample.days;
import static io.pharos.model.read.Sample.ofEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Condition;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Condition.Did;
import io.pharos.model.Condition.Figure;
import io.pharos.model.Condition.Matching;
import io.pharos.model.Condition.Measure;
import io.pharos.model.Condition.Sequence;
import io.pharos.model.Condition.Sequence.Absence;
import io.pharos.model.Condition.Sequence.Step;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Operator.Comparison;
import io.pharos.model.Operator.Ordered;
import io.pharos.model.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked about past events, and what it becomes. */
final class BehavioursTest {
    private static final Measure ONCE = new Measure(Figure.TIMES, Optional.empty(), List.of(atLeast(1)));

    @Test
    void somethingWasDoneOnceAtLeast() {
        assertThat(condition("did: { event: purchase }"))
                .isEqualTo(new Did(matching("purchase"), Optional.empty(), List.of(ONCE)));
        assertThat(condition("did: { event: [page_view, purchase], within: 14d }"))
                .isEqualTo(new Did(matching("page_view", "purchase"), Optional.of(days(14)), List.of(ONCE)));
        assertThat(condition("did: {}")).isEqualTo(new Did(matching(), Optional.empty(), List.of(ONCE)));
    }

    @Test
    void pastEventsAreMeasured() {
        assertThat(condition("""
                        did: {
                          event: purchase, times: { at_least: 2, below: 5 }, total: { of: total, above: 9 },
                          average: { of: event.n, above: 1 }, min: { of: n, above: 2 }, max: { of: basket, above: 3 },
                          first: { before: 90d ago }, last: { within: 7d } }""".replace("\n", " ")))
                .isEqualTo(new Did(
                        matching("purchase"),
                        Optional.empty(),
                        List.of(
                                new Measure(
                                        Figure.TIMES,
                                        Optional.empty(),
                                        List.of(atLeast(2), new Ordered(Comparison.BELOW, comparand(5)))),
                                measure(Figure.TOTAL, new Name.Property("total"), 9),
                                measure(Figure.AVERAGE, new Name.Property("n"), 1),
                                measure(Figure.MIN, new Name.OfAttribute("n"), 2),
                                measure(Figure.MAX, new Name.OfAttribute("basket"), 3),
                                new Measure(
                                        Figure.FIRST,
                                        Optional.empty(),
                                        List.of(new Ordered(Comparison.BELOW, new Comparand.Ago(days(90))))),
                                new Measure(Figure.LAST, Optional.empty(), List.of(new Operator.Within(days(7)))))));
    }

    @Test
    void aWhereReadsTheEventAndAttributes() {
        assertThat(condition(
                        "did: { where: [ { sku: { is: x } }, { n: { above: 1 } }, { rule: large }, { event: y } ] }"))
                .isEqualTo(new Did(
                        new Matching(
                                List.of(),
                                Optional.of(new Condition.All(List.of(
                                        new Compare(new Name.Property("sku"), new Operator.Is(comparand("x"), false)),
                                        new Compare(
                                                new Name.OfAttribute("n"), new Ordered(Comparison.ABOVE, comparand(1))),
                                        new Condition.RuleHolds("large"),
                                        new Condition.EventNamed(List.of("y")))))),
                        Optional.empty(),
                        List.of(ONCE)));
    }

    @Test
    void stepsFollowEachOther() {
        assertThat(condition("sequence: [ { event: a }, { absent: [b, c] }, { absent: d, where: { n: { above: 1 } } },"
                        + " { event: [e, f], within: 1d } ]"))
                .isEqualTo(new Sequence(
                        List.of(
                                step(matching("a")),
                                new Step(
                                        matching("e", "f"),
                                        Optional.of(days(1)),
                                        List.of(
                                                matching("b", "c"),
                                                new Matching(
                                                        List.of("d"),
                                                        Optional.of(new Compare(
                                                                new Name.OfAttribute("n"),
                                                                new Ordered(Comparison.ABOVE, comparand(1)))))))),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void nothingFollowsForAWhile() {
        var twoHours = new Span.Fixed(Duration.ofHours(2));
        assertThat(condition("sequence: { steps: [ { event: a }, { event: b, absent_for: 2h } ], within: 30d }"))
                .isEqualTo(new Sequence(
                        List.of(step(matching("a"))),
                        Optional.of(new Absence(matching("b"), twoHours)),
                        Optional.of(days(30))));
        assertThat(condition("sequence: [ { event: a }, { absent_for: 2h } ]"))
                .isEqualTo(new Sequence(
                        List.of(step(matching("a"))),
                        Optional.of(new Absence(matching(), twoHours)),
                        Optional.empty()));
    }

    @Test
    void importsAreToldApart() {
        assertThat(ofEvent("from_import: true")).isEqualTo(new Condition.FromImport(true));
        assertThat(ofEvent("from_import: false")).isEqualTo(new Condition.FromImport(false));
        assertThat(condition("did: { where: { from_import: false } }"))
                .isEqualTo(new Did(
                        new Matching(List.of(), Optional.of(new Condition.FromImport(false))),
                        Optional.empty(),
                        List.of(ONCE)));
    }

    private static Matching matching(String... names) {
        return new Matching(List.of(names), Optional.empty());
    }

    private static Step step(Matching event) {
        return new Step(event, Optional.empty(), List.of());
    }

    private static Operator atLeast(long number) {
        return new Ordered(Comparison.AT_LEAST, comparand(number));
    }

    private static Measure measure(Figure figure, Name of, long above) {
        return new Measure(figure, Optional.of(of), List.of(new Ordered(Comparison.ABOVE, comparand(above))));
    }
}
