package io.pharos.engine.testkit;

import io.pharos.model.Condition;
import io.pharos.model.Condition.All;
import io.pharos.model.Condition.Any;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Condition.EventNamed;
import io.pharos.model.Condition.InSegment;
import io.pharos.model.Condition.Not;
import io.pharos.model.Condition.RuleHolds;
import io.pharos.model.Condition.Wears;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Operator.Comparison;
import io.pharos.model.Span;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether a condition holds of a person in a scene, worked out from scratch each time. */
final class Truth {
    private final Workspace workspace;
    private final Person person;
    private final Conversions conversions;

    Truth(Workspace workspace, Person person) {
        this.workspace = workspace;
        this.person = person;
        this.conversions = new Conversions(workspace.zone());
    }

    boolean holds(Condition condition, Scene scene) {
        return switch (condition) {
            case All(var conditions) -> conditions.stream().allMatch(each -> holds(each, scene));
            case Any(var conditions) -> conditions.stream().anyMatch(each -> holds(each, scene));
            case Not(var negated) -> !holds(negated, scene);
            case EventNamed(var names) -> scene.isNamed(names);
            case RuleHolds(var rule) -> holds(workspace.rules().get(rule).condition(), scene);
            case Wears(var badge) -> person.worn.contains(badge);
            case InSegment(var segment) -> person.joined.contains(segment);
            case Compare(var name, var operator) ->
                passes(operator, new Subject(value(name, scene), name instanceof Name.Property), scene);
        };
    }

    Optional<Value> value(Name name, Scene scene) {
        return switch (name) {
            case Name.Property(var property) -> scene.event().flatMap(event -> event.property(property));
            case Name.OfAttribute(var attribute) -> person.value(attribute);
            case Name.EventTime() -> scene.event().map(event -> new Value.Moment(event.time()));
        };
    }

    /**
     * What is tested.
     *
     * @param sent whether a client sent it: then text counts as the number, date or flag it spells, and a number or a
     *     flag as the text it prints as
     */
    private record Subject(Optional<Value> value, boolean sent) {
        static Subject of(long count) {
            return new Subject(Optional.of(Value.Amount.of(count)), false);
        }
    }

    private boolean passes(Operator operator, Subject subject, Scene scene) {
        return switch (operator) {
            case Operator.Is(var other, var ignoreCase) -> is(subject, other, ignoreCase, scene);
            case Operator.IsNot(var other, var ignoreCase) -> isThere(other) && !is(subject, other, ignoreCase, scene);
            case Operator.In(var values, var ignoreCase) ->
                values.stream().anyMatch(value -> is(subject, new Comparand.Constant(value), ignoreCase, scene));
            case Operator.Exists(var expected) -> subject.value().isPresent() == expected;
            case Operator.Contains(var part, var ignoreCase) ->
                subject.value()
                        .map(value -> searchable(value, subject))
                        .filter(texts -> texts.stream()
                                .anyMatch(text -> fold(text, ignoreCase).contains(fold(part, ignoreCase))))
                        .isPresent();
            case Operator.StartsWith(var part, var ignoreCase) ->
                isText(subject, text -> fold(text, ignoreCase).startsWith(fold(part, ignoreCase)));
            case Operator.EndsWith(var part, var ignoreCase) ->
                isText(subject, text -> fold(text, ignoreCase).endsWith(fold(part, ignoreCase)));
            case Operator.Matches(var pattern) ->
                isText(subject, text -> pattern.matcher(text).find());
            case Operator.Ordered(var comparison, var other) -> stands(subject, comparison, other, scene);
            case Operator.Between(var least, var greatest) ->
                stands(subject, Comparison.AT_LEAST, least, scene)
                        && stands(subject, Comparison.AT_MOST, greatest, scene);
            case Operator.Within(var span) -> stands(subject, Comparison.ABOVE, new Comparand.Ago(span), scene);
            case Operator.OnDay(var day) ->
                subject.value()
                        .flatMap(value -> moment(value, subject))
                        .filter(at ->
                                at.at().atZone(workspace.zone()).toLocalDate().equals(day))
                        .isPresent();
            case Operator.Has(var items, var all, var ignoreCase) ->
                subject.value()
                        .map(value -> listed(value, subject))
                        .filter(texts -> has(texts, items, all, ignoreCase))
                        .isPresent();
            case Operator.Count(var tests) ->
                size(subject.value())
                        .filter(count -> tests.stream().allMatch(test -> passes(test, Subject.of(count), scene)))
                        .isPresent();
            case Operator.Key(var key, var tests) ->
                subject.value()
                        .filter(Value.Tally.class::isInstance)
                        .flatMap(tally -> ((Value.Tally) tally).amount(key))
                        .map(amount -> new Subject(Optional.of(new Value.Amount(amount)), false))
                        .filter(amount -> tests.stream().allMatch(test -> passes(test, amount, scene)))
                        .isPresent();
        };
    }

    private boolean isThere(Comparand other) {
        return !(other instanceof Comparand.OtherAttribute another)
                || value(another).isPresent();
    }

    private boolean is(Subject subject, Comparand other, boolean ignoreCase, Scene scene) {
        if (subject.value().isEmpty()) {
            return false;
        }
        return switch (other) {
            case Comparand.Constant(var value) -> equal(subject, value, ignoreCase);
            case Comparand.OtherAttribute another ->
                value(another)
                        .filter(value -> equal(subject, value, ignoreCase))
                        .isPresent();
            case Comparand.Ago(var span) ->
                orderToAgo(subject, span, scene).filter(order -> order == 0).isPresent();
        };
    }

    /** A product is an amount as any other: at most 34 digits, and missing if it is out of range. */
    private Optional<Value> value(Comparand.OtherAttribute other) {
        return person.value(other.attribute())
                .flatMap(value -> value instanceof Value.Amount(var amount)
                        ? Optional.of(amount.multiply(other.times(), Value.PRECISION))
                                .filter(Value.Amount::fits)
                                .map(Value.Amount::new)
                        : Optional.of(value));
    }

    private boolean equal(Subject subject, Value with, boolean ignoreCase) {
        var value = subject.value().orElseThrow();
        return switch (with) {
            case Value.Text(var text) ->
                isText(subject, own -> fold(own, ignoreCase).equals(fold(text, ignoreCase)));
            case Value.Flag(var set) ->
                (subject.sent() || value instanceof Value.Flag)
                        && conversions.flag(value).filter(own -> own == set).isPresent();
            case Value.Amount _, Value.Moment _ ->
                order(subject, with).filter(order -> order == 0).isPresent();
            case Value.Items _, Value.Tags _, Value.Tally _ -> value.equals(with);
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
    private Optional<Integer> order(Subject subject, Comparand other, Scene scene) {
        return switch (other) {
            case Comparand.Constant(var value) -> order(subject, value);
            case Comparand.Ago(var span) -> orderToAgo(subject, span, scene);
            case Comparand.OtherAttribute another -> value(another).flatMap(value -> order(subject, value));
        };
    }

    private Optional<Integer> orderToAgo(Subject subject, Span span, Scene scene) {
        return subject.value()
                .flatMap(value -> moment(value, subject))
                .map(date -> span.after(date.at(), workspace.zone()).compareTo(scene.now()));
    }

    private Optional<Integer> order(Subject subject, Value with) {
        return switch (with) {
            case Value.Amount(var amount) ->
                number(subject).map(own -> own.amount().compareTo(amount));
            case Value.Moment(var at) ->
                subject.value()
                        .flatMap(value -> moment(value, subject))
                        .map(own -> own.at().compareTo(at));
            case Value.Text _, Value.Flag _, Value.Items _, Value.Tags _, Value.Tally _ -> Optional.empty();
        };
    }

    private Optional<Value.Amount> number(Subject subject) {
        return subject.value()
                .filter(value -> subject.sent() || value instanceof Value.Amount)
                .flatMap(conversions::number)
                .map(Value.Amount::new);
    }

    private Optional<Value.Moment> moment(Value value, Subject subject) {
        return subject.sent() || value instanceof Value.Moment
                ? conversions.date(value).map(Value.Moment::new)
                : Optional.empty();
    }

    private static boolean has(List<String> texts, List<String> items, boolean all, boolean ignoreCase) {
        Predicate<String> isThere =
                item -> texts.stream().anyMatch(text -> fold(text, ignoreCase).equals(fold(item, ignoreCase)));
        return all ? items.stream().allMatch(isThere) : items.stream().anyMatch(isThere);
    }

    private boolean isText(Subject subject, Predicate<String> test) {
        return subject.value()
                .flatMap(value -> text(value, subject))
                .filter(test)
                .isPresent();
    }

    private Optional<String> text(Value value, Subject subject) {
        return value instanceof Value.Text || subject.sent() ? conversions.text(value) : Optional.empty();
    }

    private List<String> searchable(Value value, Subject subject) {
        return text(value, subject).map(List::of).orElseGet(() -> listed(value));
    }

    /** A single text that a client sent counts as a list of one. */
    private List<String> listed(Value value, Subject subject) {
        return subject.sent() ? searchable(value, subject) : listed(value);
    }

    private List<String> listed(Value value) {
        return switch (value) {
            case Value.Items(var items) ->
                items.stream().flatMap(item -> conversions.text(item).stream()).toList();
            case Value.Tags(var sorted) -> sorted;
            case Value.Tally tally ->
                tally.entries().stream().map(Value.Tally.Entry::key).toList();
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _ -> List.of();
        };
    }

    private static Optional<Integer> size(Optional<Value> value) {
        if (value.isEmpty()) {
            return Optional.of(0);
        }
        return switch (value.get()) {
            case Value.Items(var items) -> Optional.of(items.size());
            case Value.Tags(var sorted) -> Optional.of(sorted.size());
            case Value.Tally tally -> Optional.of(tally.entries().size());
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _ -> Optional.empty();
        };
    }

    private static String fold(String text, boolean ignoreCase) {
        return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    }
}
