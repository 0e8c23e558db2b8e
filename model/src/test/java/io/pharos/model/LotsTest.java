package io.pharos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LotsTest {

    /** As {@code printf 'anonymous:ada\0group' | sha256sum} says. */
    @Test
    void aLotIsTheBeginningOfASha256() {
        assertThat(Lots.draw("anonymous:ada", "group")).isEqualTo(0xfe869220512299bdL);
    }

    @Test
    void anotherNameOrSeedIsAnotherLot() {
        assertThat(Lots.draw("anonymous:ada", "group"))
                .isNotEqualTo(Lots.draw("anonymous:ada", "group2"))
                .isNotEqualTo(Lots.draw("anonymous:bob", "group"))
                .isNotEqualTo(Lots.draw("anonymous:adag", "roup"));
    }

    @Test
    void lotsAreEven() {
        var firstTenth = IntStream.range(0, 10_000)
                .filter(i ->
                        Long.compareUnsigned(Lots.draw("anonymous:" + i, "group"), Long.divideUnsigned(-1, 10)) < 0)
                .count();
        assertThat(firstTenth).isBetween(900L, 1100L);
    }
}
