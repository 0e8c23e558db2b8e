package io.pharos.engine;

import io.pharos.model.Expression;
import io.pharos.model.Expression.Calculation;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Expressions that make numbers of numbers and lists. */
final class NumberExpressions {
    private NumberExpressions() {}

    /** Exact, but for quotients. */
    static Read arithmetic(Expression.Arithmetic arithmetic, Arguments arguments) {
        var calculation = arithmetic.calculation();
        var numbers = arguments.numbers(arithmetic.operands());
        return frame -> {
            var result = numbers.getFirst().of(frame);
            for (var i = 1; i < numbers.size(); i++) {
                var number = numbers.get(i).of(frame);
                result = result == null || number == null ? null : calculate(calculation, result, number);
            }
            return result == null ? null : arguments.result(result, frame);
        };
    }

    private static @Nullable BigDecimal calculate(Calculation calculation, BigDecimal a, BigDecimal b) {
        return switch (calculation) {
            case RATIO -> b.signum() == 0 ? null : a.divide(b, Value.PRECISION);
            case PRODUCT -> a.multiply(b);
            case SUM -> a.add(b);
            case DIFFERENCE -> a.subtract(b);
        };
    }

    static Read aggregate(Expression.Aggregate aggregate, Arguments arguments) {
        var summary = aggregate.summary();
        var list = arguments.items(aggregate.list());
        return frame -> {
            var items = list.of(frame);
            if (items == null) {
                return null;
            }
            var summation = new Summation(summary);
            for (var item : items) {
                var number = Coercion.number(item);
                if (number != null) {
                    summation.add(number);
                }
            }
            var result = summation.result();
            return result == null ? null : arguments.result(result, frame);
        };
    }

    static Read count(Operand counted, Arguments arguments) {
        var value = arguments.value(counted);
        return frame -> {
            var found = value.of(frame);
            if (found instanceof Value.Funnel) {
                return null;
            }
            var size = found == null ? 0 : Coercion.size(found);
            // A property that is no list is a list of one.
            return size < 0 ? Value.Amount.ONE : Value.Amount.of(size);
        };
    }
}
