package io.pharos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AmountTest {

    static LongStream digits() {
        return LongStream.of(0, 1, -5, 10, -120, 12_345, 100_000_000_000_000_000L, 999_999_999_999_999_999L)
                .flatMap(digits -> LongStream.of(digits, 10 * (digits / 10), digits + 1));
    }

    @ParameterizedTest
    @MethodSource("digits")
    void aNumberHasOneFormHoweverItIsWritten(long digits) {
        for (var scale = -25; scale <= 25; scale++) {
            var number = BigDecimal.valueOf(digits, scale);
            var amount = new Value.Amount(number);
            assertThat(amount.amount()).isEqualByComparingTo(number);
            for (var zeros = 1; zeros <= 3; zeros++) {
                assertThat(new Value.Amount(number.setScale(scale + zeros))).isEqualTo(amount);
            }
            assertThat(new Value.Amount(number.stripTrailingZeros())).isEqualTo(amount);
        }
    }
}
