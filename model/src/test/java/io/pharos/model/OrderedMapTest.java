package io.pharos.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OrderedMapTest {
    private final OrderedMap<Integer> map =
            OrderedMap.<Integer>builder(2).put("b", 1).put("a", 2).build();

    @Test
    void keepsTheOrderAndEqualsAnyMapOfTheSame() {
        assertThat(map.keySet()).containsExactly("b", "a");
        assertThat(map).isEqualTo(Map.of("a", 2, "b", 1)).containsEntry("a", 2).doesNotContainKey("c");
        assertThat(map.hashCode()).isEqualTo(Map.of("a", 2, "b", 1).hashCode());
    }

    @Test
    void isCopiedOnceAndCannotChange() {
        var source = new LinkedHashMap<>(map);
        var copy = OrderedMap.copyOf(source);
        source.put("c", 3);

        assertThat(copy).isEqualTo(map);
        assertThat(OrderedMap.copyOf(copy)).isSameAs(copy);
        assertThatThrownBy(() -> copy.put("c", 3)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> copy.entrySet().iterator().next().setValue(7))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> copy.keySet().remove("a")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aBuilderHandsItsValuesOverOnce() {
        var builder = OrderedMap.<Integer>builder(1).put("a", 1);
        builder.build();

        assertThatThrownBy(() -> builder.put("b", 2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    }
}
