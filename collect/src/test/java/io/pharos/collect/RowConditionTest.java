package io.pharos.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import io.pharos.model.Condition;
import io.pharos.model.FileMapping;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand.Constant;
import io.pharos.model.Operator.Comparison;
import io.pharos.model.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RowConditionTest {
    private static final Row ROW = new Row(
            1,
            2,
            Map.of(
                    "no", Values.text("C536379"),
                    "amount", Values.text(" 10.50 "),
                    "at", Values.text("2026-03-01T10:00:00Z"),
                    "day", Values.text("2026-03-01"),
                    "time", Values.text("01.03.2026 10:00"),
                    "vip", Values.text("TRUE")),
            List.of());
    private static final ColumnTime TIME =
            new ColumnTime(new FileMapping.TimeColumn("time", "dd.MM.yyyy HH:mm", ZoneId.of("Europe/Berlin")));

    @Test
    void comparesText() {
        assertThat(holds("no", new Operator.StartsWith(constant("C"), false))).isTrue();
        assertThat(holds("no", new Operator.StartsWith(constant("c"), false))).isFalse();
        assertThat(holds("no", new Operator.StartsWith(constant("c"), true))).isTrue();
        assertThat(holds("no", new Operator.EndsWith(constant("379"), false))).isTrue();
        assertThat(holds("no", new Operator.Contains(constant("36"), false))).isTrue();
        assertThat(holds("no", new Operator.Matches(Pattern.compile("^C\\d+$"))))
                .isTrue();
        assertThat(holds("no", new Operator.Is(constant("c536379"), true))).isTrue();
        assertThat(holds("no", new Operator.In(List.of(Values.text("x"), Values.text("C536379")), false)))
                .isTrue();
        assertThat(holds("vip", new Operator.Is(new Constant(new Value.Flag(true)), false)))
                .isTrue();
    }

    @Test
    void numericTextIsANumberBesideANumber() {
        assertThat(holds("amount", new Operator.Is(number("10.5"), false))).isTrue();
        assertThat(holds("amount", new Operator.Ordered(Comparison.ABOVE, number("9"))))
                .isTrue();
        assertThat(holds("amount", new Operator.Ordered(Comparison.BELOW, number("9"))))
                .isFalse();
        assertThat(holds("amount", new Operator.Between(number("10.5"), number("11"))))
                .isTrue();
        assertThat(holds("no", new Operator.Ordered(Comparison.AT_LEAST, number("0"))))
                .isFalse();
    }

    @Test
    void textIsAMomentBesideAMoment() {
        var then = moment("2026-03-01T09:00:00Z");
        assertThat(holds("at", new Operator.Ordered(Comparison.AT_LEAST, then))).isTrue();
        assertThat(holds("at", new Operator.Ordered(Comparison.AT_MOST, then))).isFalse();
    }

    @Test
    void aDayIsTheStartOfItInTheZoneOfTheTimes() {
        assertThat(holds("day", new Operator.Is(moment("2026-02-28T23:00:00Z"), false)))
                .isTrue();
        assertThat(holds("day", new Operator.Ordered(Comparison.BELOW, moment("2026-03-01T00:00:00Z"))))
                .isTrue();
        assertThat(holds("no", new Operator.Ordered(Comparison.BELOW, moment("2026-03-01T00:00:00Z"))))
                .isFalse();
    }

    @Test
    void theTimesOwnColumnIsReadInItsForm() {
        assertThat(holds("time", new Operator.Is(moment("2026-03-01T09:00:00Z"), false)))
                .isTrue();
        assertThat(holds("time", new Operator.Between(moment("2026-03-01T08:00:00Z"), moment("2026-03-01T08:59:59Z"))))
                .isFalse();
    }

    @Test
    void aMissingCellPassesOnlyExistsFalseAndIsNot() {
        assertThat(holds("none", new Operator.Exists(false))).isTrue();
        assertThat(holds("none", new Operator.IsNot(constant("x"), false))).isTrue();
        assertThat(holds("none", new Operator.Is(constant(""), false))).isFalse();
        assertThat(holds("none", new Operator.Ordered(Comparison.BELOW, number("1"))))
                .isFalse();
        assertThat(holds("no", new Operator.IsNot(constant("C536379"), false))).isFalse();
    }

    @Test
    void logicCombines() {
        var yes = compare("no", new Operator.Exists(true));
        var no = compare("none", new Operator.Exists(true));
        assertThat(holds(new Condition.All(List.of(yes, no)))).isFalse();
        assertThat(holds(new Condition.Any(List.of(yes, no)))).isTrue();
        assertThat(holds(new Condition.Not(no))).isTrue();
        assertThat(holds(new Condition.All(List.of()))).isTrue();
        assertThat(holds(new Condition.Any(List.of()))).isFalse();
    }

    @Test
    void whatARowDoesNotHaveCannotBeAskedFor() {
        assertThatThrownBy(() -> RowCondition.compile(new Condition.Wears("vip"), TIME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Wears");
    }

    private static boolean holds(String column, Operator operator) {
        return holds(compare(column, operator));
    }

    private static boolean holds(Condition condition) {
        return RowCondition.compile(condition, TIME).test(ROW);
    }

    private static Condition compare(String column, Operator operator) {
        return new Condition.Compare(new Name.Property(column), operator);
    }

    private static Constant constant(String text) {
        return new Constant(Values.text(text));
    }

    private static Constant moment(String at) {
        return new Constant(new Value.Moment(Instant.parse(at)));
    }

    private static Constant number(String number) {
        return new Constant(Values.amount(number));
    }
}
