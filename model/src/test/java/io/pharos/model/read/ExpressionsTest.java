package io.pharos.model.read;

import static io.pharos.model.read.Sample.attributeName;
import static io.pharos.model.read.Sample.constant;
import static io.pharos.model.read.Sample.days;
import static io.pharos.model.read.Sample.derived;
import static io.pharos.model.read.Sample.named;
import static io.pharos.model.read.Sample.property;
import static io.pharos.model.read.Sample.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Expression;
import io.pharos.model.Expression.Aggregate;
import io.pharos.model.Expression.Arithmetic;
import io.pharos.model.Expression.Calculation;
import io.pharos.model.Expression.Rolling;
import io.pharos.model.Expression.Summary;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Span;
import io.pharos.model.Unit;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each expression becomes, as it is set and as it is derived. */
final class ExpressionsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Operand EVENT_TIME = new Operand.Named(new Name.EventTime());

    @Test
    void aValueIsTakenOver() {
        assertThat(set("number", "to: total")).isEqualTo(new Expression.Of(property("total")));
        assertThat(set("number", "to: visitor.n")).isEqualTo(new Expression.Of(named("n")));
        assertThat(set("string", "to: identifier.email"))
                .isEqualTo(new Expression.Of(new Operand.Named(new Name.OfIdentifier("email"))));
        assertThat(set("string", "to: identifier.anonymous"))
                .isEqualTo(new Expression.Of(new Operand.Named(new Name.OfIdentifier("anonymous"))));
        assertThat(set("date", "to: { value: 2026-03-01T10:00Z }"))
                .isEqualTo(new Expression.Of(
                        new Operand.Constant(new Value.Moment(Instant.parse("2026-03-01T10:00:00Z")))));
    }

    @Test
    void aBareNameOfTheAttributeItselfIsTheProperty() {
        assertThat(set("string", "to: x")).isEqualTo(new Expression.Of(property("x")));
        assertThat(set("string", "join: [x, visitor.x], with: ' '"))
                .isEqualTo(new Expression.Join(List.of(property("x"), named("x")), " "));
    }

    @Test
    void listsAreTakenOver() {
        assertThat(set("list_of_strings", "to: tags")).isEqualTo(new Expression.Of(named("tags")));
        assertThat(set("set_of_strings", "to: words")).isEqualTo(new Expression.Of(named("words")));
        assertThat(set("list_of_strings", "to: { value: [a, \"\", 5] }"))
                .isEqualTo(new Expression.Of(new Operand.Constant(
                        new Value.Items(List.of(new Value.Text("a"), new Value.Text(""), new Value.Text("5"))))));
        assertThat(set("list_of_numbers", "to: { value: [1, \"2\"] }"))
                .isEqualTo(new Expression.Of(
                        new Operand.Constant(new Value.Items(List.of(Value.Amount.ONE, Value.Amount.of(2))))));
        assertThat(set("list_of_numbers", "to: [price, 5]"))
                .isEqualTo(new Expression.Of(new Operand.ListOf(List.of(property("price"), constant(5)))));
        assertThat(set("list_of_booleans", "to: [true, seen]"))
                .isEqualTo(new Expression.Of(
                        new Operand.ListOf(List.of(new Operand.Constant(new Value.Flag(true)), property("seen")))));
        assertThat(set("list_of_strings", "to: { value: gold }")).isEqualTo(new Expression.Of(constant("gold")));
    }

    @Test
    void numbersAreReckonedWith() {
        assertThat(derived("number", "ratio: [n, 2]"))
                .isEqualTo(new Arithmetic(Calculation.RATIO, List.of(named("n"), constant(2))));
        assertThat(set("number", "difference: [total, n]"))
                .isEqualTo(new Arithmetic(Calculation.DIFFERENCE, List.of(property("total"), named("n"))));
        assertThat(derived("number", "product: [n, m, n]"))
                .isEqualTo(new Arithmetic(Calculation.PRODUCT, List.of(named("n"), named("m"), named("n"))));
        assertThat(set("number", "sum: [n, event.m]"))
                .isEqualTo(new Arithmetic(Calculation.SUM, List.of(named("n"), property("m"))));
    }

    @Test
    void numbersOfListsAreSummedUp() {
        assertThat(derived("number", "average_of: prices")).isEqualTo(new Aggregate(Summary.AVERAGE, named("prices")));
        assertThat(set("number", "max_of: amounts")).isEqualTo(new Aggregate(Summary.MAX, property("amounts")));
        assertThat(set("number", "min_of: words")).isEqualTo(new Aggregate(Summary.MIN, named("words")));
        assertThat(derived("number", "sum_of: [n, m]"))
                .isEqualTo(new Aggregate(Summary.SUM, new Operand.ListOf(List.of(named("n"), named("m")))));
    }

    @Test
    void itemsAreCounted() {
        for (var counted : List.of("tags", "words", "prices", "flags", "t", "orders")) {
            assertThat(derived("number", "count_of: " + counted)).isEqualTo(new Expression.CountOf(named(counted)));
        }
        assertThat(set("number", "count_of: skus")).isEqualTo(new Expression.CountOf(property("skus")));
    }

    @Test
    void partsAreJoined() {
        assertThat(derived("string", "join: [identifier.email, page, { value: x }, 5], with: ':'"))
                .isEqualTo(new Expression.Join(
                        List.of(
                                new Operand.Named(new Name.OfIdentifier("email")),
                                named("page"),
                                constant("x"),
                                constant("5")),
                        ":"));
        assertThat(set("string", "join: [a, d], with: ''"))
                .isEqualTo(new Expression.Join(List.of(property("a"), named("d")), ""));
    }

    @Test
    void datesAreWrittenAndRead() {
        assertThat(derived("string", "format: { date: d, as: yyyy-MM }"))
                .isEqualTo(new Expression.Format(named("d"), "yyyy-MM", BERLIN));
        assertThat(set("string", "format: { date: event_time, as: \"EEEE 'of' w\", zone: UTC }"))
                .isEqualTo(new Expression.Format(EVENT_TIME, "EEEE 'of' w", ZoneId.of("UTC")));
        assertThat(set("date", "parse: { text: day, as: dd/MM/yyyy }"))
                .isEqualTo(new Expression.Parse(property("day"), "dd/MM/yyyy", BERLIN));
        assertThat(derived("date", "parse: { text: s, as: \"yyyy-MM-dd'T'HH:mm:ss.SSS\", zone: Z }"))
                .isEqualTo(new Expression.Parse(named("s"), "yyyy-MM-dd'T'HH:mm:ss.SSS", ZoneOffset.UTC));
        assertThat(set("date", "parse: { epoch_millis: ts }")).isEqualTo(new Expression.OfEpoch(property("ts"), true));
        assertThat(derived("date", "parse: { epoch_seconds: n }")).isEqualTo(new Expression.OfEpoch(named("n"), false));
    }

    @Test
    void timeIsMeasured() {
        assertThat(derived("number", "between: { from: d, to: e, unit: months }"))
                .isEqualTo(new Expression.Between(named("d"), named("e"), Unit.MONTHS, false));
        assertThat(set("number", "between: { from: d, to: event_time, unit: minutes, whole: true }"))
                .isEqualTo(new Expression.Between(named("d"), EVENT_TIME, Unit.MINUTES, true));
        assertThat(derived("number", "elapsed: { since: d, unit: days, whole: true }"))
                .isEqualTo(new Expression.Elapsed(named("d"), Unit.DAYS, true));
        assertThat(derived("number", "elapsed: { since: d, unit: years }"))
                .isEqualTo(new Expression.Elapsed(named("d"), Unit.YEARS, false));
        assertThat(set("number", "elapsed: { since: d, unit: hours }"))
                .isEqualTo(new Expression.Elapsed(named("d"), Unit.HOURS, false));
    }

    @Test
    void changesAreMeasured() {
        assertThat(set("number", "change_in: n"))
                .isEqualTo(new Expression.ChangeIn(attributeName("n"), Optional.empty()));
        assertThat(set("number", "change_in: d, unit: weeks"))
                .isEqualTo(new Expression.ChangeIn(attributeName("d"), Optional.of(Unit.WEEKS)));
        assertThat(set("number", "change_in: event.price"))
                .isEqualTo(new Expression.ChangeIn(new Name.Property("price"), Optional.empty()));
        assertThat(set("number", "change_in: event_time, unit: seconds"))
                .isEqualTo(new Expression.ChangeIn(new Name.EventTime(), Optional.of(Unit.SECONDS)));
    }

    @Test
    void itemsAreTakenAway() {
        assertThat(derived("set_of_strings", "without: [tags, words]"))
                .isEqualTo(new Expression.Without(named("tags"), named("words")));
        assertThat(set("list_of_numbers", "without: [prices, [5, odd]]"))
                .isEqualTo(new Expression.Without(
                        named("prices"), new Operand.ListOf(List.of(constant(5), property("odd")))));
    }

    @Test
    void talliesAreMadeAndAskedOf() {
        assertThat(set("tally", "pairs: { keys: skus, values: amounts }"))
                .isEqualTo(new Expression.Pairs(property("skus"), property("amounts")));
        assertThat(derived("tally", "pairs: { keys: words, values: prices }"))
                .isEqualTo(new Expression.Pairs(named("words"), named("prices")));
        assertThat(derived("string", "top_key: { of: t }")).isEqualTo(new Expression.TopKey("t"));
        assertThat(derived("set_of_strings", "top_keys: { of: visitor.t, count: 3 }"))
                .isEqualTo(new Expression.TopKeys("t", 3));
        assertThat(set("list_of_strings", "top_keys: { of: t, count: 1 }")).isEqualTo(new Expression.TopKeys("t", 1));
        assertThat(derived("list_of_strings", "keys_above: { of: t, value: 2.5 }"))
                .isEqualTo(new Expression.KeysAbove("t", new BigDecimal("2.5")));
        assertThat(derived("number", "value_of: { tally: t, key: { value: boots } }"))
                .isEqualTo(new Expression.ValueOf("t", constant("boots")));
        assertThat(set("number", "value_of: { tally: t, key: category }"))
                .isEqualTo(new Expression.ValueOf("t", property("category")));
    }

    @Test
    void timelinesAreRolledUp() {
        assertThat(derived("number", "rolling_sum: { of: orders, field: total, within: 30d }"))
                .isEqualTo(new Rolling(Summary.SUM, "orders", Optional.of("total"), Optional.of(days(30))));
        assertThat(derived("tally", "rolling_sum: { of: orders, field: t }"))
                .isEqualTo(new Rolling(Summary.SUM, "orders", Optional.of("t"), Optional.empty()));
        assertThat(derived("tally", "rolling_average: { of: orders, field: t, within: 1 month }"))
                .isEqualTo(new Rolling(
                        Summary.AVERAGE,
                        "orders",
                        Optional.of("t"),
                        Optional.of(new Span.Calendar(Period.ofMonths(1)))));
        assertThat(set("number", "rolling_average: { of: orders, field: total }"))
                .isEqualTo(new Rolling(Summary.AVERAGE, "orders", Optional.of("total"), Optional.empty()));
        assertThat(derived("number", "rolling_max: { of: orders, field: t }"))
                .isEqualTo(new Rolling(Summary.MAX, "orders", Optional.of("t"), Optional.empty()));
        assertThat(derived("number", "rolling_min: { of: orders, field: total }"))
                .isEqualTo(new Rolling(Summary.MIN, "orders", Optional.of("total"), Optional.empty()));
        assertThat(derived("number", "rolling_count: { of: orders, within: 7d }"))
                .isEqualTo(new Rolling(Summary.COUNT, "orders", Optional.empty(), Optional.of(days(7))));
        assertThat(derived("number", "longest_gap: { of: orders, unit: days, whole: true }"))
                .isEqualTo(new Expression.LongestGap("orders", Unit.DAYS, true));
    }
}
