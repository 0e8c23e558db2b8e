package io.pharos.engine.testkit;

import com.google.re2j.Pattern;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Attribute.Shape.Funnel;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Figure;
import io.pharos.model.Condition.Matching;
import io.pharos.model.Condition.Measure;
import io.pharos.model.Condition.Sequence;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Capture;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.Occurrences;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.Share;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Expression;
import io.pharos.model.Expression.Calculation;
import io.pharos.model.Expression.Summary;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Operator.Comparison;
import io.pharos.model.Span;
import io.pharos.model.Unit;
import io.pharos.model.Workspace.Badge.Change;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
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

    public static Name identifier(String kind) {
        return new Name.OfIdentifier(kind);
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

    public static Enrichment at(When when, Condition condition, Operation operation) {
        return new Enrichment(when, Optional.of(condition), operation);
    }

    public static Enrichment onlyIf(Condition condition, Operation operation) {
        return new Enrichment(When.ANY_EVENT, Optional.of(condition), operation);
    }

    /** @param to an expression, too */
    public static Operation set(Object to) {
        return set(to, Keep.LAST);
    }

    public static Operation set(Object to, Keep keep) {
        return new Operation.Set(
                to instanceof Expression expression ? expression : new Expression.Of(operand(to)), keep);
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
        return remove(item, Occurrences.ALL);
    }

    public static Operation remove(Object item, Occurrences occurrences) {
        return new Operation.Remove(operand(item), occurrences);
    }

    public static Operation lowercase() {
        return new Operation.Lowercase();
    }

    public static Operation increaseKeys(Object keys, Object by) {
        return new Operation.IncreaseKeys(operand(keys), operand(by));
    }

    public static Operation removeKey(Object key) {
        return new Operation.RemoveKey(operand(key));
    }

    public static Operation split(Share... shares) {
        return new Operation.Split(List.of(shares));
    }

    public static Share share(Object to, String percent) {
        return new Share(operand(to), new BigDecimal(percent));
    }

    /** A new entry of a timeline. */
    public static Operation entry(Object at, Name... captured) {
        return new Operation.RecordEntry(operand(at), captures(captured));
    }

    /** @param number from 0 */
    public static Operation step(int number, Name... captured) {
        return new Operation.Step(number, captures(captured));
    }

    private static List<Capture> captures(Name... names) {
        return Stream.of(names).map(name -> new Capture(field(name), name)).toList();
    }

    static String field(Name name) {
        return switch (name) {
            case Name.Property(var property) -> property;
            case Name.OfAttribute(var attribute) -> attribute;
            case Name.EventTime() -> "event_time";
            case Name.OfIdentifier(var kind) -> kind;
        };
    }

    private static Operand operand(Object written) {
        return switch (written) {
            case Operand operand -> operand;
            case Name name -> new Operand.Named(name);
            default -> new Operand.Constant(Values.value(written));
        };
    }

    /** A list of names and constants. */
    public static Operand listOf(Object... items) {
        return new Operand.ListOf(operands(items));
    }

    private static List<Operand> operands(Object... written) {
        return Stream.of(written).map(Definitions::operand).toList();
    }

    public static Shape whole() {
        return new Shape.Whole();
    }

    /** One that keeps all it can. */
    public static Shape timeline() {
        return new Shape.Timeline(Optional.empty(), 1000);
    }

    public static Shape timeline(Span keep, int entries) {
        return new Shape.Timeline(Optional.of(keep), entries);
    }

    public static Shape funnel(Funnel.Step... steps) {
        return new Funnel(List.of(steps), Optional.empty());
    }

    public static Shape funnel(Span within, Funnel.Step... steps) {
        return new Funnel(List.of(steps), Optional.of(within));
    }

    public static Funnel.Step required(String step) {
        return new Funnel.Step(step, true);
    }

    public static Funnel.Step optional(String step) {
        return new Funnel.Step(step, false);
    }

    public static Expression ratio(Object a, Object b) {
        return new Expression.Arithmetic(Calculation.RATIO, operands(a, b));
    }

    public static Expression product(Object... factors) {
        return new Expression.Arithmetic(Calculation.PRODUCT, operands(factors));
    }

    public static Expression sum(Object... numbers) {
        return new Expression.Arithmetic(Calculation.SUM, operands(numbers));
    }

    public static Expression difference(Object a, Object b) {
        return new Expression.Arithmetic(Calculation.DIFFERENCE, operands(a, b));
    }

    public static Expression aggregate(Summary summary, Object list) {
        return new Expression.Aggregate(summary, operand(list));
    }

    public static Expression countOf(Object counted) {
        return new Expression.CountOf(operand(counted));
    }

    public static Expression join(String with, Object... parts) {
        return new Expression.Join(operands(parts), with);
    }

    public static Expression format(Object date, String pattern, String zone) {
        return new Expression.Format(operand(date), pattern, ZoneId.of(zone));
    }

    public static Expression parse(Object text, String pattern, String zone) {
        return new Expression.Parse(operand(text), pattern, ZoneId.of(zone));
    }

    public static Expression epochMillis(Object number) {
        return new Expression.OfEpoch(operand(number), true);
    }

    public static Expression epochSeconds(Object number) {
        return new Expression.OfEpoch(operand(number), false);
    }

    public static Expression apart(Object from, Object to, Unit unit) {
        return new Expression.Between(operand(from), operand(to), unit, false);
    }

    public static Expression elapsed(Object since, Unit unit) {
        return new Expression.Elapsed(operand(since), unit, false);
    }

    public static Expression wholeElapsed(Object since, Unit unit) {
        return new Expression.Elapsed(operand(since), unit, true);
    }

    public static Expression changeIn(Name name) {
        return new Expression.ChangeIn(name, Optional.empty());
    }

    public static Expression changeIn(Name name, Unit unit) {
        return new Expression.ChangeIn(name, Optional.of(unit));
    }

    public static Expression without(Object items, Object without) {
        return new Expression.Without(operand(items), operand(without));
    }

    public static Expression pairs(Object keys, Object values) {
        return new Expression.Pairs(operand(keys), operand(values));
    }

    public static Expression topKey(String tally) {
        return new Expression.TopKey(tally);
    }

    public static Expression topKeys(String tally, int count) {
        return new Expression.TopKeys(tally, count);
    }

    public static Expression keysAbove(String tally, int amount) {
        return new Expression.KeysAbove(tally, BigDecimal.valueOf(amount));
    }

    public static Expression valueOf(String tally, Object key) {
        return new Expression.ValueOf(tally, operand(key));
    }

    public static Expression rolling(Summary summary, String timeline, String field) {
        return new Expression.Rolling(summary, timeline, Optional.of(field), Optional.empty());
    }

    public static Expression rolling(Summary summary, String timeline, String field, Span within) {
        return new Expression.Rolling(summary, timeline, Optional.of(field), Optional.of(within));
    }

    public static Expression rollingCount(String timeline, Span within) {
        return new Expression.Rolling(Summary.COUNT, timeline, Optional.empty(), Optional.of(within));
    }

    public static Expression longestGap(String timeline, Unit unit) {
        return new Expression.LongestGap(timeline, unit, false);
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

    public static Condition fromImport() {
        return new Condition.FromImport(true);
    }

    /** Events of these names, or of any. */
    public static Matching kind(String... names) {
        return new Matching(List.of(names), Optional.empty());
    }

    public static Matching kind(Condition where, String... names) {
        return new Matching(List.of(names), Optional.of(where));
    }

    /** Once at least, if nothing is measured. */
    public static Condition did(Matching event, Measure... measures) {
        return did(event, Optional.empty(), measures);
    }

    public static Condition did(Matching event, Span within, Measure... measures) {
        return did(event, Optional.of(within), measures);
    }

    private static Condition did(Matching event, Optional<Span> within, Measure... measures) {
        return new Condition.Did(event, within, measures.length == 0 ? List.of(times(atLeast(1))) : List.of(measures));
    }

    public static Measure times(Operator... tests) {
        return new Measure(Figure.TIMES, Optional.empty(), List.of(tests));
    }

    /** @param figure of those that are of something */
    public static Measure figure(Figure figure, Name of, Operator... tests) {
        return new Measure(figure, Optional.of(of), List.of(tests));
    }

    public static Measure first(Operator... tests) {
        return new Measure(Figure.FIRST, Optional.empty(), List.of(tests));
    }

    public static Measure last(Operator... tests) {
        return new Measure(Figure.LAST, Optional.empty(), List.of(tests));
    }

    public static Condition sequence(Sequence.Step... steps) {
        return new Sequence(List.of(steps), Optional.empty(), Optional.empty());
    }

    public static Condition sequenceWithin(Span within, Sequence.Step... steps) {
        return new Sequence(List.of(steps), Optional.empty(), Optional.of(within));
    }

    /** Steps after which no such event came for so long. */
    public static Condition sequenceWithout(Matching event, Span length, Sequence.Step... steps) {
        return new Sequence(List.of(steps), Optional.of(new Sequence.Absence(event, length)), Optional.empty());
    }

    /** @param without none of these since the step before */
    public static Sequence.Step next(Matching event, Matching... without) {
        return new Sequence.Step(event, Optional.empty(), List.of(without));
    }

    public static Sequence.Step next(Matching event, Span within, Matching... without) {
        return new Sequence.Step(event, Optional.of(within), List.of(without));
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

    public static Operator contains(Object part) {
        return new Operator.Contains(comparand(part), false);
    }

    public static Operator startsWith(Object part) {
        return new Operator.StartsWith(comparand(part), false);
    }

    public static Operator endsWith(Object part) {
        return new Operator.EndsWith(comparand(part), false);
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

    public static Operator isEmpty() {
        return new Operator.Empty(true);
    }

    public static Operator isNotEmpty() {
        return new Operator.Empty(false);
    }

    public static Operator changed() {
        return new Operator.Changed(true);
    }

    public static Operator started() {
        return new Operator.Started(true);
    }

    public static Operator completed(boolean expected) {
        return new Operator.Completed(expected);
    }

    public static Operator done(String step) {
        return new Operator.StepDone(step);
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

    public static Operator has(Object... items) {
        return new Operator.Has(comparands(items), false, false);
    }

    public static Operator hasAll(Object... items) {
        return new Operator.Has(comparands(items), true, false);
    }

    public static Operator hasOnly(Object item) {
        return new Operator.HasOnly(comparand(item));
    }

    public static Operator count(Operator... tests) {
        return new Operator.Count(List.of(tests));
    }

    public static Operator key(String key, Operator... tests) {
        return new Operator.Key(key, List.of(tests), false);
    }

    public static Operator keyIgnoringCase(String key, Operator... tests) {
        return new Operator.Key(key, List.of(tests), true);
    }

    private static List<Comparand> comparands(Object... written) {
        return Stream.of(written).map(Definitions::comparand).toList();
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

    public static Comparand fromNow(Span span) {
        return new Comparand.FromNow(span);
    }

    public static Comparand times(String attribute, String factor) {
        return new Comparand.OtherAttribute(attribute, new BigDecimal(factor));
    }

    public static Span minutes(int minutes) {
        return new Span.Fixed(Duration.ofMinutes(minutes));
    }

    public static Span hours(int hours) {
        return new Span.Fixed(Duration.ofHours(hours));
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
