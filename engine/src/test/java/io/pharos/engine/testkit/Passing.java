package io.pharos.engine.testkit;

import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Operator.Comparison;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether a value passes the tests that operators are. */
final class Passing {
    private final Workspace workspace;
    private final Lookup lookup;
    private final Conversions conversions;

    Passing(Workspace workspace, Lookup lookup) {
        this.workspace = workspace;
        this.lookup = lookup;
        this.conversions = new Conversions(workspace.zone());
    }

    boolean passes(List<Operator> tests, Subject subject, Scene scene) {
        return tests.stream().allMatch(test -> passes(test, subject, scene));
    }

    boolean passes(Operator operator, Subject subject, Scene scene) {
        return switch (operator) {
            case Operator.Is(var other, var ignoreCase) -> is(subject, other, ignoreCase, scene);
            case Operator.IsNot(var other, var ignoreCase) ->
                isThere(other, scene) && !is(subject, other, ignoreCase, scene);
            case Operator.In(var values, var ignoreCase) ->
                values.stream().anyMatch(value -> is(subject, new Comparand.Constant(value), ignoreCase, scene));
            case Operator.Exists(var expected) -> subject.value().isPresent() == expected;
            case Operator.Empty(var expected) -> isEmpty(subject.value()) == expected;
            case Operator.Contains(var part, var ignoreCase) ->
                some(keysAndTexts(subject), part, ignoreCase, scene, String::contains);
            case Operator.StartsWith(var part, var ignoreCase) ->
                some(texts(subject), part, ignoreCase, scene, String::startsWith);
            case Operator.EndsWith(var part, var ignoreCase) ->
                some(texts(subject), part, ignoreCase, scene, String::endsWith);
            case Operator.Matches(var pattern) ->
                text(subject).filter(text -> pattern.matcher(text).find()).isPresent();
            case Operator.Ordered(var comparison, var other) -> stands(subject, comparison, other, scene);
            case Operator.Between(var least, var greatest) ->
                stands(subject, Comparison.AT_LEAST, least, scene)
                        && stands(subject, Comparison.AT_MOST, greatest, scene);
            case Operator.Within(var span) -> stands(subject, Comparison.ABOVE, new Comparand.Ago(span), scene);
            case Operator.OnDay(var day) ->
                moment(subject)
                        .filter(at ->
                                at.at().atZone(workspace.zone()).toLocalDate().equals(day))
                        .isPresent();
            case Operator.Has(var wanted, var all, var ignoreCase) -> {
                Predicate<Comparand> has = one -> items(subject).anyMatch(item -> is(item, one, ignoreCase, scene));
                yield all ? wanted.stream().allMatch(has) : wanted.stream().anyMatch(has);
            }
            case Operator.HasOnly(var wanted) ->
                items(subject).findAny().isPresent() && items(subject).allMatch(item -> is(item, wanted, false, scene));
            case Operator.Count(var tests) ->
                size(subject.value())
                        .filter(count -> passes(tests, Subject.of(Value.Amount.of(count)), scene))
                        .isPresent();
            case Operator.Key(var key, var tests, var ignoreCase) ->
                entries(subject).stream()
                        .filter(entry -> fold(entry.key(), ignoreCase).equals(fold(key, ignoreCase)))
                        .anyMatch(entry -> passes(tests, Subject.of(new Value.Amount(entry.amount())), scene));
            case Operator.Started(var expected) ->
                funnel(subject)
                        .filter(funnel -> funnel.done().isEmpty() != expected)
                        .isPresent();
            case Operator.Completed(var expected) ->
                funnel(subject).filter(funnel -> funnel.completed() == expected).isPresent();
            case Operator.StepDone(var step) ->
                funnel(subject).filter(funnel -> funnel.isDone(step)).isPresent();
            case Operator.Changed _ -> throw new IllegalArgumentException("asks for a value before, too");
        };
    }

    private boolean isThere(Comparand other, Scene scene) {
        return !(other instanceof Comparand.OtherAttribute another)
                || value(another, scene).isPresent();
    }

    private boolean is(Subject subject, Comparand other, boolean ignoreCase, Scene scene) {
        if (subject.value().isEmpty()) {
            return false;
        }
        return switch (other) {
            case Comparand.Constant(var value) -> equal(subject, value, ignoreCase);
            case Comparand.OtherAttribute another ->
                value(another, scene)
                        .filter(value -> equal(subject, value, ignoreCase))
                        .isPresent();
            case Comparand.Ago _, Comparand.FromNow _ ->
                order(subject, other, scene).filter(order -> order == 0).isPresent();
        };
    }

    /** A product is an amount as any other: at most 34 digits, and missing if it is out of range. */
    private Optional<Value> value(Comparand.OtherAttribute other, Scene scene) {
        return lookup.value(other.attribute(), scene.now())
                .flatMap(value -> value instanceof Value.Amount(var amount)
                        ? Optional.of(amount.multiply(other.times(), Value.PRECISION))
                                .filter(Value.Amount::fits)
                                .map(Value.Amount::new)
                        : Optional.of(value));
    }

    private boolean equal(Subject subject, Value with, boolean ignoreCase) {
        return switch (with) {
            case Value.Text(var text) ->
                text(subject)
                        .filter(own -> fold(own, ignoreCase).equals(fold(text, ignoreCase)))
                        .isPresent();
            case Value.Flag(var set) ->
                subject.value()
                        .filter(value -> subject.sent() || value instanceof Value.Flag)
                        .flatMap(conversions::flag)
                        .filter(own -> own == set)
                        .isPresent();
            case Value.Amount _, Value.Moment _ ->
                order(subject, with).filter(order -> order == 0).isPresent();
            case Value.Items _, Value.Tags _, Value.Tally _, Value.Timeline _, Value.Funnel _ ->
                subject.value().filter(with::equals).isPresent();
        };
    }

    private boolean stands(Subject subject, Comparison comparison, Comparand other, Scene scene) {
        return order(subject, other, scene)
                .filter(order -> switch (comparison) {
                    case ABOVE -> order > 0;
                    case AT_LEAST -> order >= 0;
                    case BELOW -> order < 0;
                    case AT_MOST -> order <= 0;
                })
                .isPresent();
    }

    /** Negative, zero or positive, as the subject stands to {@code other}; empty if the two cannot be compared. */
    Optional<Integer> order(Subject subject, Comparand other, Scene scene) {
        return switch (other) {
            case Comparand.Constant(var value) -> order(subject, value);
            case Comparand.OtherAttribute another -> value(another, scene).flatMap(value -> order(subject, value));
            case Comparand.Ago(var span) ->
                moment(subject)
                        .map(date -> span.after(date.at(), workspace.zone()).compareTo(scene.now()));
            case Comparand.FromNow(var span) ->
                moment(subject)
                        .map(date -> span.before(date.at(), workspace.zone()).compareTo(scene.now()));
        };
    }

    private Optional<Integer> order(Subject subject, Value with) {
        return switch (with) {
            case Value.Amount(var amount) -> number(subject).map(own -> own.compareTo(amount));
            case Value.Moment(var at) -> moment(subject).map(own -> own.at().compareTo(at));
            case Value.Text _,
                    Value.Flag _,
                    Value.Items _,
                    Value.Tags _,
                    Value.Tally _,
                    Value.Timeline _,
                    Value.Funnel _ -> Optional.empty();
        };
    }

    private Optional<BigDecimal> number(Subject subject) {
        return subject.value()
                .filter(value -> subject.sent() || value instanceof Value.Amount)
                .flatMap(conversions::number);
    }

    private Optional<Value.Moment> moment(Subject subject) {
        return subject.value()
                .filter(value -> subject.sent() || value instanceof Value.Moment)
                .flatMap(conversions::date)
                .map(Value.Moment::new);
    }

    private Optional<String> text(Subject subject) {
        return subject.value()
                .filter(value -> subject.sent() || value instanceof Value.Text)
                .flatMap(conversions::text);
    }

    private interface TextTest {
        boolean holds(String text, String part);
    }

    /** Whether one of {@code texts} stands so to {@code other}; none does if that is missing. */
    private boolean some(List<String> texts, Comparand other, boolean ignoreCase, Scene scene, TextTest test) {
        return text(other, scene)
                .filter(part ->
                        texts.stream().anyMatch(text -> test.holds(fold(text, ignoreCase), fold(part, ignoreCase))))
                .isPresent();
    }

    private Optional<String> text(Comparand other, Scene scene) {
        return switch (other) {
            case Comparand.Constant(var value) -> conversions.text(value);
            case Comparand.OtherAttribute another -> value(another, scene).flatMap(conversions::text);
            case Comparand.Ago _, Comparand.FromNow _ -> Optional.empty();
        };
    }

    /** The text itself, or the items of a list or set. */
    private List<String> texts(Subject subject) {
        return text(subject)
                .map(List::of)
                .or(() -> subject.value().map(this::listed))
                .orElse(List.of());
    }

    /** The keys of a tally, too. */
    private List<String> keysAndTexts(Subject subject) {
        return Stream.concat(texts(subject).stream(), entries(subject).stream().map(Value.Tally.Entry::key))
                .toList();
    }

    /** Those of a list or set, and the keys of a tally; a single value that a client sent counts as a list of one. */
    Stream<Subject> items(Subject subject) {
        return subject.value().stream()
                .flatMap(value -> switch (value) {
                    case Value.Items(var items) -> items.stream();
                    case Value.Tags _, Value.Tally _ ->
                        keysAndTexts(subject).stream().map(Value.Text::new);
                    case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _ ->
                        subject.sent() ? Stream.of(value) : Stream.empty();
                    case Value.Timeline _, Value.Funnel _ -> Stream.empty();
                })
                .map(item -> new Subject(Optional.of(item), subject.sent()));
    }

    private List<String> listed(Value value) {
        return switch (value) {
            case Value.Items(var items) ->
                items.stream().flatMap(item -> conversions.text(item).stream()).toList();
            case Value.Tags(var sorted) -> sorted;
            case Value.Text _,
                    Value.Amount _,
                    Value.Flag _,
                    Value.Moment _,
                    Value.Tally _,
                    Value.Timeline _,
                    Value.Funnel _ -> List.of();
        };
    }

    private static List<Value.Tally.Entry> entries(Subject subject) {
        return subject.value()
                .map(value -> value instanceof Value.Tally tally ? tally.entries() : List.<Value.Tally.Entry>of())
                .orElse(List.of());
    }

    private static Optional<Value.Funnel> funnel(Subject subject) {
        return subject.value()
                .flatMap(value -> value instanceof Value.Funnel funnel ? Optional.of(funnel) : Optional.empty());
    }

    private static boolean isEmpty(Optional<Value> value) {
        return value.isEmpty()
                || switch (value.get()) {
                    case Value.Text(var text) -> text.isBlank();
                    case Value.Items _, Value.Tags _, Value.Tally _, Value.Timeline _ ->
                        size(value).orElseThrow() == 0;
                    case Value.Amount _, Value.Flag _, Value.Moment _, Value.Funnel _ -> false;
                };
    }

    /** Empty if nothing in the value can be counted; a missing one counts as 0. */
    static Optional<Integer> size(Optional<Value> value) {
        if (value.isEmpty()) {
            return Optional.of(0);
        }
        return switch (value.get()) {
            case Value.Items(var items) -> Optional.of(items.size());
            case Value.Tags(var sorted) -> Optional.of(sorted.size());
            case Value.Tally tally -> Optional.of(tally.entries().size());
            case Value.Timeline(var entries) -> Optional.of(entries.size());
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _, Value.Funnel _ -> Optional.empty();
        };
    }

    private static String fold(String text, boolean ignoreCase) {
        return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    }
}
