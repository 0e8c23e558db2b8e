package io.pharos.engine.testkit;

import com.google.re2j.Pattern;
import io.pharos.model.Condition;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Operator.Comparison;
import io.pharos.model.Span;
import io.pharos.model.Workspace.Badge.Change;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words a test defines a workspace with, close to those of the definition language. An {@code Object} is a
 * {@link Name}, or else a constant: a text, a number, a boolean, an instant, a list.
 */
public final class Definitions {
    private Definitions() {}

    public static Name property(String name) {
        return new Name.Property(name);
    }

    public static Name attribute(String name) {
        return new Name.OfAttribute(name);
    }

    public static Name eventTime() {
        return new Name.EventTime();
    }

    /** At any event. */
    public static Enrichment always(Operation operation) {
        return at(When.ANY_EVENT, operation);
    }

    public static Enrichment at(When when, Operation operation) {
        return new Enrichment(when, Optional.empty(), operation);
    }

    public static Enrichment onlyIf(Condition condition, Operation operation) {
        return new Enrichment(When.ANY_EVENT, Optional.of(condition), operation);
    }

    public static Operation set(Object to) {
        return new Operation.Set(operand(to), Keep.LAST);
    }

    public static Operation set(Object to, Keep keep) {
        return new Operation.Set(operand(to), keep);
    }

    public static Operation clear() {
        return new Operation.Clear();
    }

    public static Operation increase(Object by) {
        return new Operation.Increase(operand(by));
    }

    public static Operation decrease(Object by) {
        return new Operation.Decrease(operand(by));
    }

    public static Operation add(Object from) {
        return new Operation.Add(operand(from));
    }

    public static Operation remove(Object item) {
        return new Operation.Remove(operand(item));
    }

    public static Operation increaseKeys(Object keys, Object by) {
        return new Operation.IncreaseKeys(operand(keys), operand(by));
    }

    public static Operation removeKey(Object key) {
        return new Operation.RemoveKey(operand(key));
    }

    private static Operand operand(Object written) {
        return written instanceof Name name ? new Operand.Named(name) : new Operand.Constant(Values.value(written));
    }

    public static Condition all(Condition... conditions) {
        return new Condition.All(List.of(conditions));
    }

    public static Condition any(Condition... conditions) {
        return new Condition.Any(List.of(conditions));
    }

    public static Condition not(Condition condition) {
        return new Condition.Not(condition);
    }

    public static Condition event(String... names) {
        return new Condition.EventNamed(List.of(names));
    }

    public static Condition rule(String name) {
        return new Condition.RuleHolds(name);
    }

    public static Condition wears(String badge) {
        return new Condition.Wears(badge);
    }

    public static Condition in(String segment) {
        return new Condition.InSegment(segment);
    }

    public static Condition that(Name name, Operator operator) {
        return new Condition.Compare(name, operator);
    }

    public static Condition that(String attribute, Operator operator) {
        return that(attribute(attribute), operator);
    }

    public static Operator is(Object other) {
        return new Operator.Is(comparand(other), false);
    }

    public static Operator isIgnoringCase(Object other) {
        return new Operator.Is(comparand(other), true);
    }

    public static Operator isNot(Object other) {
        return new Operator.IsNot(comparand(other), false);
    }

    public static Operator isIn(Object... values) {
        return new Operator.In(Stream.of(values).map(Values::value).toList(), false);
    }

    public static Operator contains(String part) {
        return new Operator.Contains(part, false);
    }

    public static Operator startsWith(String part) {
        return new Operator.StartsWith(part, false);
    }

    public static Operator endsWith(String part) {
        return new Operator.EndsWith(part, false);
    }

    public static Operator matches(String pattern) {
        return new Operator.Matches(Pattern.compile(pattern));
    }

    public static Operator exists() {
        return new Operator.Exists(true);
    }

    public static Operator isMissing() {
        return new Operator.Exists(false);
    }

    public static Operator above(Object other) {
        return new Operator.Ordered(Comparison.ABOVE, comparand(other));
    }

    public static Operator atLeast(Object other) {
        return new Operator.Ordered(Comparison.AT_LEAST, comparand(other));
    }

    public static Operator below(Object other) {
        return new Operator.Ordered(Comparison.BELOW, comparand(other));
    }

    public static Operator atMost(Object other) {
        return new Operator.Ordered(Comparison.AT_MOST, comparand(other));
    }

    public static Operator between(Object least, Object greatest) {
        return new Operator.Between(comparand(least), comparand(greatest));
    }

    public static Operator within(Span span) {
        return new Operator.Within(span);
    }

    public static Operator onDay(String day) {
        return new Operator.OnDay(LocalDate.parse(day));
    }

    public static Operator has(String... items) {
        return new Operator.Has(List.of(items), false, false);
    }

    public static Operator hasAll(String... items) {
        return new Operator.Has(List.of(items), true, false);
    }

    public static Operator count(Operator... tests) {
        return new Operator.Count(List.of(tests));
    }

    public static Operator key(String key, Operator... tests) {
        return new Operator.Key(key, List.of(tests));
    }

    private static Comparand comparand(Object written) {
        return switch (written) {
            case Comparand comparand -> comparand;
            case Name.OfAttribute(var attribute) -> new Comparand.OtherAttribute(attribute, BigDecimal.ONE);
            default -> new Comparand.Constant(Values.value(written));
        };
    }

    public static Comparand ago(Span span) {
        return new Comparand.Ago(span);
    }

    public static Comparand times(String attribute, String factor) {
        return new Comparand.OtherAttribute(attribute, new BigDecimal(factor));
    }

    public static Span days(int days) {
        return new Span.Fixed(Duration.ofDays(days));
    }

    public static Span months(int months) {
        return new Span.Calendar(Period.ofMonths(months));
    }

    public static Change when(Condition condition) {
        return new Change(Optional.empty(), condition);
    }

    public static Change when(When when, Condition condition) {
        return new Change(Optional.of(when), condition);
    }
}
