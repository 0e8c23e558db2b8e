package io.pharos.runtime;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.ToLongBiFunction;

/** Keeps what was used last, up to a weight. Thread-safe. */
final class Lru<K, V> {
    private static final float LOAD = 0.75f;

    private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, LOAD, true);
    private final ToLongBiFunction<K, V> weigher;
    private final long limit;
    private long weight;

    Lru(long limit, ToLongBiFunction<K, V> weigher) {
        this.limit = limit;
        this.weigher = weigher;
    }

    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void remove(K key) {
        var before = entries.remove(key);
        weight -= before == null ? 0 : weigher.applyAsLong(key, before);
    }

    synchronized void put(K key, V value) {
        var before = entries.put(key, value);
        weight += weigher.applyAsLong(key, value) - (before == null ? 0 : weigher.applyAsLong(key, before));
        while (weight > limit) {
            var eldest = entries.pollFirstEntry();
            weight -= weigher.applyAsLong(eldest.getKey(), eldest.getValue());
        }
    }
}
