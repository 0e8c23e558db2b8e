package io.pharos.model.read;

import static io.pharos.model.read.Sample.attribute;
import static io.pharos.model.read.Sample.attributeName;
import static io.pharos.model.read.Sample.constant;
import static io.pharos.model.read.Sample.days;
import static io.pharos.model.read.Sample.enrichments;
import static io.pharos.model.read.Sample.named;
import static io.pharos.model.read.Sample.operation;
import static io.pharos.model.read.Sample.property;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Attribute.Shape;
import io.pharos.model.Attribute.Shape.Funnel.Step;
import io.pharos.model.Condition;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Capture;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.Occurrences;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.Share;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Expression;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the verbs become, and what attributes say beyond their type. */
final class EnrichmentsTest {
    private static final Operand EVENT_TIME = new Operand.Named(new Name.EventTime());
    private static final Operand ONE = constant(1);

    @Test
    void whatIsThereMayBeKept() {
        assertThat(operation("number", "set: { sum: [a, 1], keep: greatest }"))
                .isEqualTo(new Operation.Set(
                        new Expression.Arithmetic(Expression.Calculation.SUM, List.of(property("a"), ONE)),
                        Keep.GREATEST));
        assertThat(operation("date", "set: { to: event_time, keep: first }"))
                .isEqualTo(new Operation.Set(new Expression.Of(EVENT_TIME), Keep.FIRST));
    }

    @Test
    void textsAreLowered() {
        for (var type : List.of("string", "set_of_strings", "list_of_strings")) {
            assertThat(operation(type, "lowercase: {}")).isEqualTo(new Operation.Lowercase());
        }
    }

    @Test
    void listsGrowAndShrink() {
        assertThat(operation("list_of_strings", "add: { from: tags }")).isEqualTo(new Operation.Add(named("tags")));
        assertThat(operation("list_of_numbers", "add: { from: [price, 5] }"))
                .isEqualTo(new Operation.Add(new Operand.ListOf(List.of(property("price"), constant(5)))));
        assertThat(operation("list_of_booleans", "add: { from: true }"))
                .isEqualTo(new Operation.Add(new Operand.Constant(new Value.Flag(true))));
        assertThat(operation("list_of_strings", "remove: { item: sku }"))
                .isEqualTo(new Operation.Remove(property("sku"), Occurrences.ALL));
        assertThat(operation("list_of_numbers", "remove: { item: 5, occurrences: first }"))
                .isEqualTo(new Operation.Remove(constant(5), Occurrences.FIRST));
        assertThat(operation("list_of_booleans", "remove: { item: flags, occurrences: last }"))
                .isEqualTo(new Operation.Remove(named("flags"), Occurrences.LAST));
        assertThat(operation("set_of_strings", "remove: { item: words }"))
                .isEqualTo(new Operation.Remove(named("words"), Occurrences.ALL));
        assertThat(operation("list_of_numbers", "clear: {}")).isEqualTo(new Operation.Clear());
    }

    @Test
    void talliesAreIncreasedByKeysAndByTallies() {
        assertThat(operation("tally", "increase: { keys: category }"))
                .isEqualTo(new Operation.IncreaseKeys(property("category"), ONE));
        assertThat(operation("tally", "increase: { keys: t }")).isEqualTo(new Operation.IncreaseKeys(named("t"), ONE));
        assertThat(operation("tally", "increase: { keys: t, by: n }"))
                .isEqualTo(new Operation.IncreaseKeys(named("t"), named("n")));
        assertThat(operation("tally", "increase: { keys: words, by: prices }"))
                .isEqualTo(new Operation.IncreaseKeys(named("words"), named("prices")));
        assertThat(operation("tally", "increase: { key: { value: gold }, by: total }"))
                .isEqualTo(new Operation.IncreaseKeys(constant("gold"), property("total")));
        assertThat(operation("tally", "remove: { key: [a, c] }"))
                .isEqualTo(new Operation.RemoveKey(new Operand.ListOf(List.of(property("a"), property("c")))));
    }

    @Test
    void visitorsAreSplit() {
        assertThat(operation("string", "split: { gold: 10%, silver: 89.5%, tin: 0.50% }"))
                .isEqualTo(new Operation.Split(List.of(
                        share(constant("gold"), "10"),
                        share(constant("silver"), "89.5"),
                        share(constant("tin"), "0.50"))));
        assertThat(operation("string", "split: [ { to: page, share: 60% }, { to: { value: x }, share: 40% } ]"))
                .isEqualTo(new Operation.Split(List.of(share(named("page"), "60"), share(constant("x"), "40"))));
    }

    private static Share share(Operand to, String percent) {
        return new Share(to, new BigDecimal(percent));
    }

    @Test
    void numbersAndTalliesMayBeWhole() {
        assertThat(attribute("{ type: number, integer: true, enrichments: [] }").shape())
                .isEqualTo(new Shape.Whole());
        assertThat(attribute("{ type: tally, integer: true, enrichments: [] }").shape())
                .isEqualTo(new Shape.Whole());
        assertThat(attribute("{ type: number, integer: false, enrichments: [] }")
                        .shape())
                .isEqualTo(Shape.PLAIN);
        assertThat(attribute("{ type: number, integer: true, derive: { ratio: [n, m] } }")
                        .shape())
                .isEqualTo(new Shape.Whole());
    }

    @Test
    void timelinesKeepEntries() {
        assertThat(attribute("{ type: timeline, enrichments: [] }").shape())
                .isEqualTo(new Shape.Timeline(Optional.empty(), 1000));
        assertThat(attribute("{ type: timeline, keep: { for: 90d }, enrichments: [] }")
                        .shape())
                .isEqualTo(new Shape.Timeline(Optional.of(days(90)), 1000));
        assertThat(attribute("{ type: timeline, scope: visit, keep: { entries: 100000 }, enrichments: [] }")
                        .shape())
                .isEqualTo(new Shape.Timeline(Optional.empty(), 100_000));
    }

    @Test
    void momentsAreRecorded() {
        assertThat(operation("timeline", "record: {}")).isEqualTo(new Operation.RecordEntry(EVENT_TIME, List.of()));
        assertThat(operation(
                        "timeline", "record: { at: ordered_at, capture: [n, event.n2, visit.page, identifier.email] }"))
                .isEqualTo(new Operation.RecordEntry(
                        property("ordered_at"),
                        List.of(
                                new Capture("n", attributeName("n")),
                                new Capture("n2", new Name.Property("n2")),
                                new Capture("page", attributeName("page")),
                                new Capture("email", new Name.OfIdentifier("email")))));
        assertThat(operation("timeline", "record: { capture: [x, event.products.name] }"))
                .isEqualTo(new Operation.RecordEntry(
                        EVENT_TIME,
                        List.of(
                                new Capture("x", new Name.Property("x")),
                                new Capture("products.name", new Name.Property("products.name")))));
    }

    @Test
    void aFunnelIsItsResetThenItsStepsThenTheRest() {
        var definition = """
                {
                  type: funnel,
                  within: 7d,
                  enrichments: [ { clear: {}, when: visit_ended } ],
                  reset: { if: { event: logout } },
                  steps: [
                    { name: cart, if: { event: cart_add }, capture: [total, n] },
                    { name: address, required: false, when: new_visit },
                    { name: pay, if: { event: purchase } } ]
                }""".replace("\n", "\n    ");
        assertThat(attribute(definition).shape())
                .isEqualTo(new Shape.Funnel(
                        List.of(new Step("cart", true), new Step("address", false), new Step("pay", true)),
                        Optional.of(days(7))));
        assertThat(enrichments(definition))
                .containsExactly(
                        new Enrichment(When.ANY_EVENT, ifEvent("logout"), new Operation.Clear()),
                        new Enrichment(
                                When.ANY_EVENT,
                                ifEvent("cart_add"),
                                new Operation.Step(
                                        0,
                                        List.of(
                                                new Capture("total", new Name.Property("total")),
                                                new Capture("n", attributeName("n"))))),
                        new Enrichment(When.NEW_VISIT, Optional.empty(), new Operation.Step(1, List.of())),
                        new Enrichment(When.ANY_EVENT, ifEvent("purchase"), new Operation.Step(2, List.of())),
                        new Enrichment(When.VISIT_ENDED, Optional.empty(), new Operation.Clear()));
    }

    private static Optional<Condition> ifEvent(String name) {
        return Optional.of(new Condition.EventNamed(List.of(name)));
    }
}
