package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles operands of which a certain kind of value is needed. What is there and cannot be used is reported. */
final class Arguments {
    private final Reads reads;
    private final ZoneId zone;
    private final Reports reports;

    /** A compiled operand: null if it is missing or cannot be used. */
    interface Argument<T> {
        @Nullable
        T of(Frame frame);
    }

    /** Null where {@code value} is of no use. */
    interface Conversion<T> {
        @Nullable
        T of(Value value);
    }

    /** @param attribute whose value is computed from the operands */
    Arguments(Attribute attribute, Reads reads, ZoneId zone) {
        this.reads = reads;
        this.zone = zone;
        this.reports = Reports.of(attribute);
    }

    Argument<BigDecimal> number(Operand operand) {
        return converted(operand, Coercion::number, Found.expected(Attribute.Type.NUMBER));
    }

    List<Argument<BigDecimal>> numbers(List<Operand> operands) {
        return operands.stream().map(this::number).toList();
    }

    Argument<String> text(Operand operand) {
        return converted(operand, Coercion::text, Found.expected(Attribute.Type.STRING));
    }

    Argument<Instant> date(Operand operand) {
        Conversion<Instant> conversion = value -> {
            var moment = Coercion.moment(value, zone);
            return moment == null ? null : moment.at();
        };
        return converted(operand, conversion, Found.expected(Attribute.Type.DATE));
    }

    /** The texts of a list or a set, or a single one. */
    Argument<List<String>> texts(Operand operand) {
        return converted(operand, Coercion::texts, Found.expected(Attribute.Type.SET_OF_STRINGS));
    }

    /** The items of a list or a set, or a single value. */
    Argument<List<Value>> items(Operand operand) {
        return converted(operand, Coercion::items, "a list");
    }

    /** Whatever value is there. */
    Argument<Value> value(Operand operand) {
        return reads.operand(operand)::value;
    }

    /** Of an attribute of that type. */
    Argument<Value.Tally> tally(String name) {
        var read = reads.attribute(name);
        return frame -> read.value(frame) instanceof Value.Tally tally ? tally : null;
    }

    <T> Argument<T> converted(Operand operand, Conversion<T> conversion, String expected) {
        var read = reads.operand(operand);
        var path = reports.path(operand);
        return frame -> {
            var found = read.value(frame);
            if (found == null) {
                return null;
            }
            var converted = conversion.of(found);
            if (converted == null) {
                reports.unusable(frame, path, Found.inWords(found), expected);
            }
            return converted;
        };
    }

    /** The result of a calculation, rounded where it has too many digits; null, and reported, if it still does not fit. */
    Value.@Nullable Amount result(BigDecimal result, Frame frame) {
        return exact(Value.Amount.rounded(result), frame);
    }

    /** What an amount becomes that is added to: never rounded, so that it never drifts; null, and reported, if it does not fit. */
    Value.@Nullable Amount exact(BigDecimal result, Frame frame) {
        if (Value.Amount.fits(result)) {
            return new Value.Amount(result);
        }
        reports.unusable(
                frame,
                reports.attribute(),
                "a result of " + result.precision() + " digits",
                "at most 34 digits, and a magnitude from 1e-308 to 1e308");
        return null;
    }
}
