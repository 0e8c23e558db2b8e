package io.pharos.store;

import io.pharos.runtime.State;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/** The rows as a snapshot of RocksDB keeps them. */
final class RocksView implements State.View {
    private final RocksState state;
    private final RocksDB database;
    private final Snapshot snapshot;
    private final ReadOptions options;

    RocksView(RocksState state, RocksDB database) {
        this.state = state;
        this.database = database;
        this.snapshot = database.getSnapshot();
        this.options = new ReadOptions().setSnapshot(snapshot);
    }

    @Override
    public Optional<byte[]> get(Family family, byte[] key) {
        return state.get(family, key, options);
    }

    @Override
    public void scan(Family family, byte[] from, byte[] to, Reader reader) {
        between(family, from, to, rows -> {
            rows.seekToFirst();
            while (rows.isValid() && reader.row(rows.key(), rows.value())) {
                rows.next();
            }
        });
    }

    @Override
    public void scanBack(Family family, byte[] from, byte[] to, Reader reader) {
        between(family, from, to, rows -> {
            rows.seekToLast();
            while (rows.isValid() && reader.row(rows.key(), rows.value())) {
                rows.prev();
            }
        });
    }

    private interface Scan {
        void over(RocksIterator rows);
    }

    private void between(Family family, byte[] from, byte[] to, Scan scan) {
        try (var lower = new Slice(from);
                var upper = new Slice(to);
                var bounds = new ReadOptions(options)
                        .setSnapshot(snapshot)
                        .setIterateLowerBound(lower)
                        .setIterateUpperBound(upper);
                var rows = database.newIterator(state.handle(family), bounds)) {
            scan.over(rows);
            rows.status();
        } catch (RocksDBException e) {
            throw RocksState.failed("read", e);
        }
    }

    @Override
    public void close() {
        options.close();
        database.releaseSnapshot(snapshot);
        snapshot.close();
    }
}
