package io.pharos.engine;

import io.pharos.model.Expression.Summary;
import io.pharos.model.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Makes one number of many. Not thread-safe. */
final class Summation {
    private final Summary summary;
    private @Nullable BigDecimal soFar;
    private int count;

    Summation(Summary summary) {
        this.summary = summary;
    }

    void add(BigDecimal number) {
        count++;
        soFar = soFar == null
                ? number
                : switch (summary) {
                    case SUM, AVERAGE -> soFar.add(number);
                    case MAX -> soFar.max(number);
                    case MIN -> soFar.min(number);
                    case COUNT -> number;
                };
    }

    /** Of no numbers the sum and the count are 0, the others null. */
    @Nullable
    BigDecimal result() {
        return switch (summary) {
            case SUM -> soFar == null ? BigDecimal.ZERO : soFar;
            case AVERAGE -> soFar == null ? null : soFar.divide(BigDecimal.valueOf(count), Value.PRECISION);
            case MAX, MIN -> soFar;
            case COUNT -> BigDecimal.valueOf(count);
        };
    }
}
