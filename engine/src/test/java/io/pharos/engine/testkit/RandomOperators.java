package io.pharos.engine.testkit;

import com.google.re2j.Pattern;
import io.pharos.engine.testkit.Readable.Age;
import io.pharos.engine.testkit.Readable.Known;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Operator.Comparison;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** Tests of every form, of values of any type. */
final class RandomOperators {
    private final Chance chance;
    private final RandomValues values;
    private final Instant near;

    RandomOperators(Chance chance, RandomValues values, Instant near) {
        this.chance = chance;
        this.values = values;
        this.near = near;
    }

    Operator of(Known attribute, Readable readable) {
        if (hasValueBefore(attribute) && readable.event() && chance.oneIn(8)) {
            return new Operator.Changed(chance.oneIn(2));
        }
        if (attribute.shape() instanceof Shape.Funnel(var steps, var _)) {
            return switch (chance.between(0, 4)) {
                case 0 -> new Operator.Exists(chance.oneIn(2));
                case 1 -> new Operator.Started(chance.oneIn(2));
                case 2 -> new Operator.Completed(chance.oneIn(2));
                default -> new Operator.StepDone(chance.pick(steps).name());
            };
        }
        return of(attribute.type(), attribute.age(), readable);
    }

    private static boolean hasValueBefore(Known attribute) {
        return attribute.scope() != Scope.EVENT
                && Set.of(Type.STRING, Type.NUMBER, Type.BOOLEAN, Type.DATE).contains(attribute.type());
    }

    /** @param age how what is tested moves with time */
    Operator of(Type type, Age age, Readable readable) {
        if (chance.oneIn(10)) {
            return new Operator.Exists(chance.oneIn(2));
        }
        return switch (type) {
            case STRING -> ofText(readable);
            case NUMBER -> ofNumber(age, readable);
            case BOOLEAN ->
                chance.oneIn(2)
                        ? new Operator.Is(comparand(Type.BOOLEAN, readable), false)
                        : new Operator.IsNot(comparand(Type.BOOLEAN, readable), false);
            case DATE -> ofDate(readable);
            case SET_OF_STRINGS -> ofTexts(readable);
            case LIST_OF_STRINGS ->
                chance.oneIn(6) ? new Operator.HasOnly(comparand(Type.STRING, readable)) : ofTexts(readable);
            case LIST_OF_NUMBERS -> ofItems(Type.NUMBER, readable);
            case LIST_OF_BOOLEANS -> ofItems(Type.BOOLEAN, readable);
            case TALLY ->
                chance.oneIn(2)
                        ? new Operator.Key(
                                text(), chance.some(0, 2, () -> ofNumber(Age.NONE, readable)), chance.oneIn(3))
                        : ofKeys(readable);
            case TIMELINE -> count(readable);
            case FUNNEL -> throw new IllegalArgumentException("its steps must be known");
        };
    }

    private Operator ofText(Readable readable) {
        var ignoreCase = chance.oneIn(3);
        return switch (chance.between(0, 7)) {
            case 0 -> new Operator.Is(comparand(Type.STRING, readable), ignoreCase);
            case 1 -> new Operator.IsNot(comparand(Type.STRING, readable), ignoreCase);
            case 2 -> new Operator.In(chance.some(1, 3, () -> values.constant(Type.STRING, near)), ignoreCase);
            case 3 -> new Operator.Empty(chance.oneIn(2));
            case 4, 5 -> part(readable);
            default ->
                new Operator.Matches(Pattern.compile(
                        chance.pick("^go", "(?i)gold", "[0-9]{2}", "^$", "."), chance.pick(0, Pattern.MULTILINE)));
        };
    }

    /** Of a text, or of some item. */
    private Operator part(Readable readable) {
        var ignoreCase = chance.oneIn(3);
        var part = comparand(Type.STRING, readable);
        return switch (chance.between(0, 2)) {
            case 0 -> new Operator.Contains(part, ignoreCase);
            case 1 -> new Operator.StartsWith(part, ignoreCase);
            default -> new Operator.EndsWith(part, ignoreCase);
        };
    }

    Operator ofNumber(Age age, Readable readable) {
        return switch (chance.between(0, 5)) {
            case 0 -> new Operator.Is(number(age, readable), false);
            case 1 -> new Operator.IsNot(number(age, readable), false);
            case 2 -> new Operator.In(chance.some(1, 3, () -> values.constant(Type.NUMBER, near)), false);
            case 3 -> new Operator.Between(number(age, readable), number(age, readable));
            default -> new Operator.Ordered(chance.pick(Comparison.values()), number(age, readable));
        };
    }

    Operator ofDate(Readable readable) {
        return switch (chance.between(0, 7)) {
            case 0, 1 -> new Operator.Within(values.span());
            case 2 ->
                new Operator.OnDay(near.atZone(ZoneOffset.UTC).toLocalDate().plusDays(chance.between(-2, 40)));
            case 3 -> new Operator.Between(comparand(Type.DATE, readable), comparand(Type.DATE, readable));
            case 4 -> new Operator.Is(comparand(Type.DATE, readable), false);
            default -> new Operator.Ordered(chance.pick(Comparison.values()), comparand(Type.DATE, readable));
        };
    }

    private Operator ofTexts(Readable readable) {
        return chance.oneIn(4) ? part(readable) : ofKeys(readable);
    }

    private Operator ofKeys(Readable readable) {
        var ignoreCase = chance.oneIn(3);
        return switch (chance.between(0, 4)) {
            case 0 -> new Operator.Contains(comparand(Type.STRING, readable), ignoreCase);
            case 1 -> count(readable);
            case 2 -> new Operator.Empty(chance.oneIn(2));
            default ->
                new Operator.Has(
                        chance.some(1, 3, () -> comparand(Type.STRING, readable)), chance.oneIn(2), ignoreCase);
        };
    }

    private Operator ofItems(Type item, Readable readable) {
        return switch (chance.between(0, 5)) {
            case 0 -> count(readable);
            case 1 -> new Operator.Empty(chance.oneIn(2));
            case 2 -> new Operator.HasOnly(comparand(item, readable));
            default -> new Operator.Has(chance.some(1, 3, () -> comparand(item, readable)), chance.oneIn(2), false);
        };
    }

    private Operator count(Readable readable) {
        return new Operator.Count(chance.some(0, 2, () -> ofNumber(Age.NONE, readable)));
    }

    private String text() {
        return chance.oneIn(4) ? chance.pick("0", "1", "2", "true") : chance.pick(RandomValues.TEXTS);
    }

    private Comparand number(Age age, Readable readable) {
        return age != Age.NONE && chance.oneIn(2)
                ? new Comparand.Constant(Value.Amount.of(chance.between(0, 9)))
                : comparand(
                        Type.NUMBER,
                        // Of what moves at every moment, and what moves with every day, one at a time.
                        readable.only(
                                other -> other.age() == Age.NONE || (age != Age.ALWAYS && other.age() == Age.BY_DAYS)));
    }

    private Comparand comparand(Type type, Readable readable) {
        if (type == Type.DATE && !chance.oneIn(4)) {
            return chance.oneIn(4) ? new Comparand.FromNow(values.span()) : new Comparand.Ago(values.span());
        }
        return other(type, readable)
                .orElseGet(() -> new Comparand.Constant(
                        type == Type.STRING && chance.oneIn(4) ? new Value.Text(text()) : values.constant(type, near)));
    }

    private Optional<Comparand> other(Type type, Readable readable) {
        var others = readable.only(known -> known.age() != Age.ALWAYS).of(type);
        if (others.isEmpty() || !chance.oneIn(3)) {
            return Optional.empty();
        }
        var times = chance.pick(BigDecimal.ONE, BigDecimal.TWO, new BigDecimal("0.05"));
        return Optional.of(
                new Comparand.OtherAttribute(chance.pick(others).name(), type == Type.NUMBER ? times : BigDecimal.ONE));
    }
}
