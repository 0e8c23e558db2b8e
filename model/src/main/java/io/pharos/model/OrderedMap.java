package io.pharos.model;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values by name, in the order in which they were put. Immutable, and known to be, so that it is never copied twice. */
public final class OrderedMap<V> extends AbstractMap<String, V> {
    private final Map<String, V> values;

    private OrderedMap(Map<String, V> values) {
        this.values = values;
    }

    /** The same values in the same order; {@code values} itself if it is one of these. */
    public static <V> OrderedMap<V> copyOf(Map<String, V> values) {
        return values instanceof OrderedMap<V> ordered ? ordered : new OrderedMap<>(new LinkedHashMap<>(values));
    }

    /** @param expected how many values there will be, roughly */
    public static <V> Builder<V> builder(int expected) {
        return new Builder<>(expected);
    }

    /** Takes values until they are complete. */
    public static final class Builder<V> {
        private @Nullable Map<String, V> values;

        private Builder(int expected) {
            values = LinkedHashMap.newLinkedHashMap(expected);
        }

        /** @throws IllegalStateException if it is built already */
        public Builder<V> put(String name, V value) {
            open().put(name, value);
            return this;
        }

        /** @throws IllegalStateException if it is built already */
        public OrderedMap<V> build() {
            var built = new OrderedMap<>(open());
            values = null;
            return built;
        }

        private Map<String, V> open() {
            if (values == null) {
                throw new IllegalStateException("it is built already");
            }
            return values;
        }
    }

    @Override
    public @Nullable V get(Object name) {
        return values.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return values.containsKey(name);
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return Collections.unmodifiableMap(values).entrySet();
    }
}
