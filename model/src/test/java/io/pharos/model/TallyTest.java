package io.pharos.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Value.Tally;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TallyTest {

    private static BigDecimal number(String number) {
        return new BigDecimal(number);
    }

    @Test
    void eachIncreaseHasItsNumber() {
        var sum = Tally.EMPTY.sum();
        sum.increase("b", number("1"));
        sum.increase("a", number("1"));
        assertThat(sum.tally())
                .isEqualTo(new Tally(
                        List.of(new Tally.Entry("a", number("1"), 2), new Tally.Entry("b", number("1"), 1)), 2));
        assertThat(sum.tally().favourite()).contains("a");
    }

    @Test
    void increasesInNoOrderShareOne() {
        var sum = Tally.EMPTY.sum();
        sum.increase("z", number("1"));
        var touched = sum.next();
        for (var key : List.of("c", "b", "c")) {
            assertThat(sum.increase(key, number("1"), touched)).isTrue();
        }
        assertThat(sum.tally().entries())
                .containsExactly(
                        new Tally.Entry("b", number("1"), 2),
                        new Tally.Entry("c", number("2"), 2),
                        new Tally.Entry("z", number("1"), 1));
        assertThat(sum.tally().increases()).isEqualTo(2);
        assertThat(sum.next()).isEqualTo(3);
    }

    @Test
    void ofEqualAmountsTouchedTogetherTheFirstKeyIsTheFavourite() {
        var together =
                new Tally(List.of(new Tally.Entry("a", number("1"), 0), new Tally.Entry("b", number("1"), 0)), 0);
        assertThat(together.favourite()).contains("a");
        assertThat(Tally.EMPTY.favourite()).isEmpty();
    }

    @Test
    void anIncreaseThatDoesNotFitIsNotMade() {
        var sum = Tally.EMPTY.sum();
        sum.increase("a", number("9999999999999999999999999999999999"));
        var before = sum.tally();
        assertThat(sum.increase("a", number("0.1"))).isFalse();
        assertThat(sum.tally()).isEqualTo(before);
        assertThat(sum.has("a")).isTrue();
        assertThat(sum.has("b")).isFalse();
        assertThat(sum.size()).isEqualTo(1);
    }
}
