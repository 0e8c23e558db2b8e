package io.pharos.actions;

import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.operator.Associativity;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.BinaryOperatorType;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The operators between two values, in place of the engine's own, which count in floating point and put no limit on the
 * length of a text. What is missing stays missing: arithmetic with it gives nothing, a comparison with it is false.
 */
final class Operators {
    private Operators() {}

    /** The engine's precedences, so that its documentation holds here. */
    static List<BinaryOperator> all() {
        return List.of(
                operator("==", 30, Operators::same),
                operator("equals", 30, Operators::same),
                operator("!=", 30, (left, right) -> !same(left, right)),
                operator("<", 30, ordered(order -> order < 0)),
                operator(">", 30, ordered(order -> order > 0)),
                operator("<=", 30, ordered(order -> order <= 0)),
                operator(">=", 30, ordered(order -> order >= 0)),
                operator("contains", 20, Operators::contains),
                operator("+", 40, arithmetic((left, right) -> left.add(right, Value.PRECISION))),
                operator("-", 40, arithmetic((left, right) -> left.subtract(right, Value.PRECISION))),
                operator("*", 60, arithmetic((left, right) -> left.multiply(right, Value.PRECISION))),
                operator("/", 60, arithmetic(Operators::quotient)),
                operator("%", 60, arithmetic(Operators::remainder)),
                new BinaryOperatorImpl("~", 110, Joined::new, BinaryOperatorType.NORMAL, Associativity.LEFT));
    }

    /** Numbers by their amount, also where one of them is written as a text. */
    static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number || right instanceof Number) {
            var amount = Plain.number(left);
            var other = Plain.number(right);
            return amount.isPresent() && other.isPresent() && amount.get().compareTo(other.get()) == 0;
        }
        return Objects.equals(left, right);
    }

    private static boolean contains(@Nullable Object whole, @Nullable Object part) {
        return switch (whole) {
            case Collection<?> items -> items.stream().anyMatch(item -> same(item, part));
            case Map<?, ?> map -> part != null && map.containsKey(part.toString());
            case String text -> part != null && text.contains(part.toString());
            case null, default -> false;
        };
    }

    private static BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> ordered(IntPredicate holds) {
        return (left, right) -> {
            if (left instanceof String text && right instanceof String other) {
                return holds.test(Value.BY_CODE_POINT.compare(text, other));
            }
            var amount = Plain.number(left);
            var other = Plain.number(right);
            return amount.isPresent()
                    && other.isPresent()
                    && holds.test(amount.get().compareTo(other.get()));
        };
    }

    private static BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> arithmetic(
            BiFunction<BigDecimal, BigDecimal, @Nullable BigDecimal> operation) {
        return (left, right) -> {
            if (left == null || right == null) {
                return null;
            }
            var result = operation.apply(operand(left), operand(right));
            return result == null ? null : Plain.exact(result).amount();
        };
    }

    private static @Nullable BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
        return divisor.signum() == 0 ? null : dividend.divide(divisor, Value.PRECISION);
    }

    private static @Nullable BigDecimal remainder(BigDecimal dividend, BigDecimal divisor) {
        if (divisor.signum() == 0) {
            return null;
        }
        // Its quotient is an integer with as many digits as the two are apart, which may be hundreds.
        if (Math.abs((long) magnitude(dividend) - magnitude(divisor)) > Value.PRECISION.getPrecision()) {
            throw new Unrenderable("a remainder of two numbers that are too far apart");
        }
        return dividend.remainder(divisor);
    }

    private static int magnitude(BigDecimal number) {
        return number.precision() - number.scale();
    }

    private static BigDecimal operand(Object value) {
        return Plain.number(value)
                .orElseThrow(() -> new Unrenderable(
                        "arithmetic with something that is not a number; texts are put together with ~"));
    }

    private static BinaryOperator operator(
            String symbol, int precedence, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> result) {
        return new BinaryOperatorImpl(
                symbol, precedence, () -> new Computed(result), BinaryOperatorType.NORMAL, Associativity.LEFT);
    }

    private static final class Computed extends BinaryExpression<@Nullable Object> {
        private final BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> result;

        Computed(BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> result) {
            this.result = result;
        }

        @Override
        public @Nullable Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            return result.apply(
                    getLeftExpression().evaluate(self, context),
                    getRightExpression().evaluate(self, context));
        }
    }

    /** Puts two texts together; what is missing is an empty text. */
    private static final class Joined extends BinaryExpression<Object> {
        @Override
        public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            var budget = Sandbox.budget(context);
            var left = text(getLeftExpression().evaluate(self, context), budget);
            var right = text(getRightExpression().evaluate(self, context), budget);
            budget.text((long) left.length() + right.length());
            return left + right;
        }

        private static String text(@Nullable Object value, Budget budget) {
            return value == null ? "" : Plain.text(value, budget);
        }
    }
}
