package io.pharos.engine.testkit;

import io.pharos.engine.testkit.Readable.Age;
import io.pharos.engine.testkit.Readable.Known;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment.Capture;
import io.pharos.model.Expression;
import io.pharos.model.Expression.Calculation;
import io.pharos.model.Expression.Summary;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Span;
import io.pharos.model.Unit;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Expressions of every form that makes values of a type. */
final class RandomExpressions {
    private static final List<String> PATTERNS =
            List.of("yyyy-MM-dd", "dd/MM/yyyy", "yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX", "d MMM yyyy HH:mm", "yyyy");
    private static final Set<Unit> BY_DAYS = Set.of(Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS);

    private final Chance chance;
    private final RandomValues values;
    private final RandomOperands operands;

    RandomExpressions(Chance chance, RandomValues values, RandomOperands operands) {
        this.chance = chance;
        this.values = values;
        this.operands = operands;
    }

    /** One that is computed when an enrichment runs. */
    Expression set(Type type, Readable readable) {
        return chance.oneIn(type == Type.NUMBER ? 2 : 3)
                ? expression(type, readable)
                : new Expression.Of(operands.operand(type, readable));
    }

    /** One that is computed whenever it is read; {@code type} is not boolean. */
    Expression derived(Type type, Readable readable) {
        if (type == Type.DATE) {
            return new Expression.OfEpoch(epoch(readable.lasting()), true);
        }
        if (type != Type.NUMBER) {
            return expression(type, readable.lasting());
        }
        return chance.oneIn(4) ? elapsed(readable) : along(readable.lasting());
    }

    /** Along a timeline mostly, if there is one. */
    private Expression along(Readable readable) {
        var timeline = pick(readable, Type.TIMELINE);
        if (timeline.isEmpty() || chance.oneIn(4)) {
            return number(readable);
        }
        return chance.oneIn(6)
                ? new Expression.LongestGap(timeline.get().name(), unit(), chance.oneIn(2))
                : rolling(chance.pick(Summary.values()), timeline.get(), readable);
    }

    private Expression expression(Type type, Readable readable) {
        return switch (type) {
            case NUMBER -> readable.event() && chance.oneIn(3) ? changeIn(readable) : number(readable);
            case STRING -> text(readable);
            case BOOLEAN -> new Expression.Of(operands.operand(type, readable));
            case DATE ->
                chance.oneIn(2)
                        ? new Expression.Parse(
                                day(readable), chance.oneIn(3) ? chance.pick(PATTERNS) : "dd/MM/yyyy", zone())
                        : new Expression.OfEpoch(epoch(readable), !chance.oneIn(3));
            case SET_OF_STRINGS, LIST_OF_STRINGS -> texts(type, readable);
            case LIST_OF_NUMBERS, LIST_OF_BOOLEANS -> without(type, readable);
            case TALLY -> tally(readable);
            case TIMELINE, FUNNEL -> throw new IllegalArgumentException("not computed: " + type);
        };
    }

    private Expression number(Readable readable) {
        return switch (chance.between(0, 13)) {
            case 0, 1, 2 -> arithmetic(readable);
            case 3, 13 ->
                new Expression.Aggregate(
                        chance.pick(Summary.SUM, Summary.AVERAGE, Summary.MAX, Summary.MIN),
                        operands.operand(Type.LIST_OF_NUMBERS, readable));
            case 4 -> new Expression.CountOf(counted(readable));
            case 5, 12 -> new Expression.Between(date(readable), date(readable), unit(), chance.oneIn(2));
            case 6, 7 ->
                pick(readable, Type.TALLY)
                        .<Expression>map(
                                tally -> new Expression.ValueOf(tally.name(), operands.operand(Type.STRING, readable)))
                        .orElseGet(() -> arithmetic(readable));
            case 8, 9, 10 ->
                pick(readable, Type.TIMELINE)
                        .map(timeline -> rolling(chance.pick(Summary.values()), timeline, readable))
                        .orElseGet(() -> arithmetic(readable));
            default ->
                pick(readable, Type.TIMELINE)
                        .<Expression>map(
                                timeline -> new Expression.LongestGap(timeline.name(), unit(), chance.oneIn(2)))
                        .orElseGet(() -> readable.event() ? elapsed(readable) : arithmetic(readable));
        };
    }

    private Expression arithmetic(Readable readable) {
        var calculation = chance.pick(Calculation.values());
        var most = calculation == Calculation.PRODUCT || calculation == Calculation.SUM ? 3 : 2;
        return new Expression.Arithmetic(
                calculation, chance.some(2, most, () -> operands.operand(Type.NUMBER, readable)));
    }

    private Operand counted(Readable readable) {
        var known = readable.of(
                Type.SET_OF_STRINGS,
                Type.LIST_OF_STRINGS,
                Type.LIST_OF_NUMBERS,
                Type.LIST_OF_BOOLEANS,
                Type.TALLY,
                Type.TIMELINE);
        return known.isEmpty()
                ? operands.operand(Type.LIST_OF_STRINGS, readable)
                : new Operand.Named(chance.pick(known).named());
    }

    private Operand date(Readable readable) {
        return operands.operand(Type.DATE, readable);
    }

    private Unit unit() {
        return chance.pick(Unit.values());
    }

    private Expression changeIn(Readable readable) {
        var type = chance.pick(Type.NUMBER, Type.DATE);
        var known = pick(readable, type).map(Known::named);
        var name = known.isPresent() && chance.oneIn(2)
                ? known.get()
                : type == Type.DATE && chance.oneIn(2) ? new Name.EventTime() : operands.propertyName(type);
        return new Expression.ChangeIn(name, type == Type.DATE ? Optional.of(unit()) : Optional.empty());
    }

    private Optional<Known> pick(Readable readable, Type type) {
        var known = readable.of(type);
        return known.isEmpty() ? Optional.empty() : Optional.of(chance.pick(known));
    }

    /** A count, if nothing else is captured. */
    private Expression rolling(Summary summary, Known timeline, Readable readable) {
        var fields = fields(summary, timeline, readable, false);
        return fields.isEmpty()
                ? rolling(Summary.COUNT, timeline, Optional.empty())
                : rolling(
                        summary,
                        timeline,
                        summary == Summary.COUNT ? Optional.empty() : Optional.of(chance.pick(fields)));
    }

    private Expression rolling(Summary summary, Known timeline, Optional<String> field) {
        return new Expression.Rolling(
                summary, timeline.name(), field, chance.oneIn(3) ? Optional.<Span>empty() : Optional.of(values.span()));
    }

    /** Sums and averages of tallies are tallies; the greatest and the least of them are numbers, as of numbers. */
    private static List<String> fields(Summary summary, Known timeline, Readable readable, boolean tallies) {
        var ofBoth = summary == Summary.MAX || summary == Summary.MIN;
        return timeline.captured().stream()
                .filter(capture -> ofBoth || isTally(capture.name(), readable) == tallies)
                .map(Capture::field)
                .toList();
    }

    private static boolean isTally(Name name, Readable readable) {
        return readable.of(Type.TALLY).stream().anyMatch(tally -> tally.named().equals(name));
    }

    private Expression elapsed(Readable readable) {
        var whole = chance.oneIn(2);
        return new Expression.Elapsed(date(readable.lasting()), unit(), whole);
    }

    private Expression text(Readable readable) {
        var tally = pick(readable, Type.TALLY);
        return switch (chance.between(0, 4)) {
            case 0 -> new Expression.Format(date(readable), chance.pick(PATTERNS), zone());
            case 1, 2 ->
                tally.<Expression>map(known -> new Expression.TopKey(known.name()))
                        .orElseGet(() -> join(readable));
            default -> join(readable);
        };
    }

    private Expression join(Readable readable) {
        return new Expression.Join(
                chance.some(
                        2,
                        3,
                        () -> operands.operand(
                                chance.pick(Type.STRING, Type.STRING, Type.NUMBER, Type.BOOLEAN, Type.DATE), readable)),
                chance.pick("", ":", ", "));
    }

    private ZoneId zone() {
        return ZoneId.of(chance.pick("UTC", "Europe/Berlin", "America/New_York"));
    }

    private Operand day(Readable readable) {
        return readable.event() && !chance.oneIn(3)
                ? new Operand.Named(new Name.Property("day"))
                : operands.operand(Type.STRING, readable);
    }

    private Operand epoch(Readable readable) {
        return readable.event() && !chance.oneIn(3)
                ? new Operand.Named(new Name.Property("epoch"))
                : operands.operand(Type.NUMBER, readable);
    }

    private Expression texts(Type type, Readable readable) {
        var tally = pick(readable, Type.TALLY);
        return switch (tally.isEmpty() ? 0 : chance.between(0, 2)) {
            case 1 -> new Expression.TopKeys(tally.get().name(), chance.between(1, 3));
            case 2 -> new Expression.KeysAbove(tally.get().name(), BigDecimal.valueOf(chance.between(-1, 3)));
            default -> without(type, readable);
        };
    }

    private Expression without(Type type, Readable readable) {
        return new Expression.Without(operands.operand(type, readable), operands.operand(type, readable));
    }

    private Expression tally(Readable readable) {
        var summary = chance.pick(Summary.SUM, Summary.AVERAGE);
        var timeline = pick(readable, Type.TIMELINE);
        var fields =
                timeline.map(known -> fields(summary, known, readable, true)).orElse(List.of());
        return fields.isEmpty() || (readable.event() && chance.oneIn(2))
                ? new Expression.Pairs(
                        operands.operand(Type.LIST_OF_STRINGS, readable),
                        operands.operand(Type.LIST_OF_NUMBERS, readable))
                : rolling(summary, timeline.orElseThrow(), Optional.of(chance.pick(fields)));
    }

    /** How a value derived so moves, if {@code readable} are the attributes it is derived from. */
    static Age age(Expression expression, Readable readable) {
        if (expression instanceof Expression.Elapsed(var _, var unit, var whole)) {
            return whole && BY_DAYS.contains(unit) ? Age.BY_DAYS : Age.ALWAYS;
        }
        var read = Uses.of(expression).toList();
        return readable.attributes().stream().anyMatch(known -> read.contains(known.name()) && known.age() != Age.NONE)
                ? Age.BY_DAYS
                : Age.NONE;
    }
}
