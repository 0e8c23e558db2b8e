package io.pharos.model;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A test of one value. On a missing value, or one of another type, every test is false except {@code exists: false} and
 * {@code is_not}; a missing operand makes it false too.
 */
public sealed interface Operator {

    /** What a value is compared with. */
    sealed interface Comparand {
        record Constant(Value value) implements Comparand {}

        /** Another attribute, multiplied by {@code times} if that is a number. */
        record OtherAttribute(String attribute, BigDecimal times) implements Comparand {}

        /** A moving moment: {@code 90d ago}; {@code now} is no time ago. What it means for calendar lengths: {@link Span}. */
        record Ago(Span span) implements Comparand {}

        /** A moving moment: {@code 7d from now}. */
        record FromNow(Span span) implements Comparand {}
    }

    /** What values are compared with, by the tests within a count or a key as well. */
    default List<Comparand> comparands() {
        return switch (this) {
            case Is(var other, var _) -> List.of(other);
            case IsNot(var other, var _) -> List.of(other);
            case Ordered(var _, var other) -> List.of(other);
            case Between(var least, var greatest) -> List.of(least, greatest);
            case Within(var span) -> List.of(new Comparand.Ago(span));
            case Count(var tests) -> comparands(tests);
            case Key(var _, var tests, var _) -> comparands(tests);
            case Contains(var part, var _) -> List.of(part);
            case StartsWith(var part, var _) -> List.of(part);
            case EndsWith(var part, var _) -> List.of(part);
            case Has(var items, var _, var _) -> items;
            case HasOnly(var item) -> List.of(item);
            case In(var values, var _) ->
                values.stream().<Comparand>map(Comparand.Constant::new).toList();
            case Matches _, Exists _, Empty _, OnDay _, Changed _, Started _, Completed _, StepDone _ -> List.of();
        };
    }

    private static List<Comparand> comparands(List<Operator> tests) {
        return tests.stream().flatMap(test -> test.comparands().stream()).toList();
    }

    record Is(Comparand other, boolean ignoreCase) implements Operator {}

    record IsNot(Comparand other, boolean ignoreCase) implements Operator {}

    record In(List<Value> values, boolean ignoreCase) implements Operator {
        public In {
            values = List.copyOf(values);
        }
    }

    /** The text, or some item of the list or set, or some key of the tally, contains the part. */
    record Contains(Comparand part, boolean ignoreCase) implements Operator {}

    /** The text, or some item of the list or set. */
    record StartsWith(Comparand part, boolean ignoreCase) implements Operator {}

    record EndsWith(Comparand part, boolean ignoreCase) implements Operator {}

    /** RE2 syntax; some part of the text matches. Case is ignored if the pattern was compiled so. */
    record Matches(Pattern pattern) implements Operator {
        @Override
        public boolean equals(Object other) {
            return other instanceof Matches(var that)
                    && pattern.pattern().equals(that.pattern())
                    && pattern.flags() == that.flags();
        }

        @Override
        public int hashCode() {
            return pattern.pattern().hashCode();
        }

        @Override
        public String toString() {
            return "Matches[" + pattern.pattern() + ", flags " + pattern.flags() + "]";
        }
    }

    record Exists(boolean expected) implements Operator {}

    /** Missing, a text of nothing but blanks, or a list, set or tally without items. */
    record Empty(boolean expected) implements Operator {}

    /** The step of this event has changed the value, its coming and going included; false where there is no event. */
    record Changed(boolean expected) implements Operator {}

    /** A funnel of which some step is done. */
    record Started(boolean expected) implements Operator {}

    record Completed(boolean expected) implements Operator {}

    /** A funnel of which that step is done. */
    record StepDone(String step) implements Operator {}

    /** Numbers and dates. {@code before} and {@code after} of dates are {@code below} and {@code above}. */
    record Ordered(Comparison comparison, Comparand other) implements Operator {}

    enum Comparison {
        ABOVE,
        AT_LEAST,
        BELOW,
        AT_MOST
    }

    /** Both ends included. */
    record Between(Comparand least, Comparand greatest) implements Operator {}

    /** A date later than {@code span} ago, the future included. */
    record Within(Span span) implements Operator {}

    /** A date on that day of the workspace's zone. */
    record OnDay(LocalDate day) implements Operator {}

    /** A list, set or tally with that very item or key: all of them if {@code all}, else one at least. */
    record Has(List<Comparand> items, boolean all, boolean ignoreCase) implements Operator {
        public Has {
            items = List.copyOf(items);
        }
    }

    /** A list with that item and no other; not an empty one. */
    record HasOnly(Comparand item) implements Operator {}

    /** The number of items of a list or set, of keys of a tally or of entries of a timeline passes every test; a missing one counts as 0. */
    record Count(List<Operator> tests) implements Operator {
        public Count {
            tests = List.copyOf(tests);
        }
    }

    /** The tally has the key, or one that differs in case alone, and the amount under it passes every test. */
    record Key(String key, List<Operator> tests, boolean ignoreCase) implements Operator {
        public Key {
            tests = List.copyOf(tests);
        }
    }
}
