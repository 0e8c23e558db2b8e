package io.pharos.engine.testkit;

import io.pharos.model.Expression.Summary;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** One number for many, rounded once if it has too many digits; it may be out of the range of amounts. */
final class Summing {
    private Summing() {}

    /** Of no numbers, the sum and the count are 0, the others are missing. */
    static Optional<BigDecimal> of(Summary summary, List<BigDecimal> numbers) {
        var sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return switch (summary) {
            case SUM -> Optional.of(Value.Amount.rounded(sum));
            case COUNT -> Optional.of(BigDecimal.valueOf(numbers.size()));
            case AVERAGE ->
                numbers.isEmpty()
                        ? Optional.empty()
                        : Optional.of(sum.divide(BigDecimal.valueOf(numbers.size()), Value.PRECISION));
            case MAX -> numbers.stream().max(BigDecimal::compareTo);
            case MIN -> numbers.stream().min(BigDecimal::compareTo);
        };
    }
}
