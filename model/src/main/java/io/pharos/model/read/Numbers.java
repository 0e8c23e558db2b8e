package io.pharos.model.read;

import io.pharos.model.Value;
import io.pharos.model.ValueText;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads exact numbers. */
final class Numbers {
    static final String FORM = "a number such as 5 or 0.10";

    /** As JSON writes them: a text such as {@code 01234} looks like no number and keeps its zero. */
    private static final Pattern LOOKS = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private static final Pattern WRITTEN = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private final Problems problems;

    Numbers(Problems problems) {
        this.problems = problems;
    }

    static boolean looksLikeOne(Yaml.Scalar scalar) {
        return scalar.plain() && LOOKS.matcher(scalar.text()).matches();
    }

    /** Whether it can stand where only a number can, with or without quotes. */
    static boolean isOne(Yaml.Scalar scalar) {
        return WRITTEN.matcher(scalar.text()).matches();
    }

    /** The number that stands where only a number can. */
    Optional<Value.Amount> number(Yaml node) {
        if (!(node instanceof Yaml.Scalar scalar) || !isOne(scalar)) {
            problems.wrongType(node, FORM);
            return Optional.empty();
        }
        var number = ValueText.amount(scalar.text());
        if (number.isEmpty()) {
            problems.add(
                    Code.OUT_OF_RANGE,
                    node.spot(),
                    Shown.found(node),
                    "at most 34 significant digits and a magnitude of 1e-308 to 1e308");
        }
        return number;
    }

    /** A whole number from {@code least} to {@code most}. */
    Optional<Integer> whole(Yaml node, int least, int most) {
        var number = number(node);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        var amount = number.get().amount();
        if (amount.stripTrailingZeros().scale() > 0) {
            problems.wrongType(node, "a whole number");
            return Optional.empty();
        }
        if (amount.compareTo(BigDecimal.valueOf(least)) < 0 || amount.compareTo(BigDecimal.valueOf(most)) > 0) {
            problems.add(
                    Code.OUT_OF_RANGE, node.spot(), Shown.found(node), "a whole number from " + least + " to " + most);
            return Optional.empty();
        }
        return Optional.of(amount.intValueExact());
    }
}
