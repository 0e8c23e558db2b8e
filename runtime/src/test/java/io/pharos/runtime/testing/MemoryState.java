package io.pharos.runtime.testing;

import io.pharos.runtime.State;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

final class MemoryState implements State {
    private Map<Family, NavigableMap<byte[], byte[]>> current = copy(new EnumMap<>(Family.class));
    private Map<Family, NavigableMap<byte[], byte[]>> flushed = copy(current);

    synchronized MemoryState afterCrash() {
        var found = new MemoryState();
        found.current = copy(flushed);
        found.flushed = copy(flushed);
        return found;
    }

    @Override
    public synchronized Optional<byte[]> get(Family family, byte[] key) {
        return Optional.ofNullable(current.get(family).get(key));
    }

    @Override
    public synchronized Optional<byte[]> getFlushed(Family family, byte[] key) {
        return Optional.ofNullable(flushed.get(family).get(key));
    }

    @Override
    public void scan(Family family, byte[] from, byte[] to, Reader reader) {
        view().scan(family, from, to, reader);
    }

    @Override
    public synchronized View view() {
        return new Copy(copy(current));
    }

    @Override
    public synchronized void write(Consumer<Batch> changes) {
        var after = copy(current);
        changes.accept(new Batch() {
            @Override
            public void put(Family family, byte[] key, byte[] value) {
                after.get(family).put(key.clone(), value.clone());
            }

            @Override
            public void delete(Family family, byte[] key) {
                after.get(family).remove(key);
            }
        });
        current = after;
    }

    @Override
    public boolean compact(List<Place> places) {
        return true; // nothing is kept but what there is
    }

    @Override
    public synchronized void flush() {
        flushed = copy(current);
    }

    private static Map<Family, NavigableMap<byte[], byte[]>> copy(Map<Family, NavigableMap<byte[], byte[]>> rows) {
        var copy = new EnumMap<Family, NavigableMap<byte[], byte[]>>(Family.class);
        for (var family : Family.values()) {
            var sorted = new TreeMap<byte[], byte[]>(Arrays::compareUnsigned);
            sorted.putAll(rows.getOrDefault(family, new TreeMap<>(Arrays::compareUnsigned)));
            copy.put(family, sorted);
        }
        return copy;
    }

    private record Copy(Map<Family, NavigableMap<byte[], byte[]>> rows) implements View {
        @Override
        public Optional<byte[]> get(Family family, byte[] key) {
            return Optional.ofNullable(rows.get(family).get(key));
        }

        @Override
        public void scan(Family family, byte[] from, byte[] to, Reader reader) {
            read(rows.get(family).subMap(from, to), reader);
        }

        @Override
        public void scanBack(Family family, byte[] from, byte[] to, Reader reader) {
            read(rows.get(family).subMap(from, true, to, false).descendingMap(), reader);
        }

        private static void read(Map<byte[], byte[]> rows, Reader reader) {
            for (var row : rows.entrySet()) {
                if (!reader.row(row.getKey(), row.getValue())) {
                    return;
                }
            }
        }

        @Override
        public void close() {}
    }
}
