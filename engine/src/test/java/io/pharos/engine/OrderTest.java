package io.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Things come after what they depend on, and else stay as written. */
final class OrderTest {

    @Test
    void whatIsDependedOnComesFirst() {
        var asks =
                Map.of("a", List.of("c", "a", "unknown"), "b", List.<String>of(), "c", List.of("d"), "d", List.of("b"));
        assertThat(Order.of(List.of("a", "b", "c", "d"), asks::get)).containsExactly("b", "d", "c", "a");
    }

    @Test
    void aChainMayBeLongerThanAThreadsStack() {
        var numbers = IntStream.range(0, 100_000).boxed().toList();
        assertThat(Order.of(numbers, number -> List.of(number + 1))).isEqualTo(numbers.reversed());
    }

    @Test
    void aCircleIsNamed() {
        var asks = Map.of("a", List.of("b"), "b", List.of("c"), "c", List.of("b"));
        assertThatThrownBy(() -> Order.of(List.of("a", "b", "c"), asks::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[a, b, c, b]");
    }
}
