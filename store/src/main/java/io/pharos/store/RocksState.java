package io.pharos.store;

import io.pharos.runtime.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.ReadTier;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The rows in RocksDB, a column family for each family. */
final class RocksState implements State, AutoCloseable {
    private final RocksSettings settings;
    private final RocksDB database;
    private final Map<Family, ColumnFamilyHandle> families;
    private final ReadOptions latest = new ReadOptions();
    private final ReadOptions flushed = new ReadOptions().setReadTier(ReadTier.PERSISTED_TIER);
    /** The log of the host is the write-ahead log. */
    private final WriteOptions withoutLog = new WriteOptions().setDisableWAL(true);

    private RocksState(RocksSettings settings, RocksDB database, Map<Family, ColumnFamilyHandle> families) {
        this.settings = settings;
        this.database = database;
        this.families = families;
    }

    @SuppressWarnings("MustBeClosed") // handed over
    static RocksState open(Path folder) throws IOException {
        Files.createDirectories(folder);
        RocksDB.loadLibrary();
        var settings = new RocksSettings();
        var handles = new ArrayList<ColumnFamilyHandle>();
        try {
            var database = RocksDB.open(settings.database(), folder.toString(), settings.families(), handles);
            var families = new EnumMap<Family, ColumnFamilyHandle>(Family.class);
            var opened = handles.listIterator(1);
            for (var family : Family.values()) {
                families.put(family, opened.next());
            }
            return new RocksState(settings, database, families);
        } catch (RocksDBException e) {
            settings.close();
            throw new IllegalStateException("cannot open the profiles in " + folder.toAbsolutePath(), e);
        }
    }

    @Override
    public Optional<byte[]> get(Family family, byte[] key) {
        return get(family, key, latest);
    }

    @Override
    public Optional<byte[]> getFlushed(Family family, byte[] key) {
        return get(family, key, flushed);
    }

    Optional<byte[]> get(Family family, byte[] key, ReadOptions options) {
        try {
            return Optional.ofNullable(database.get(handle(family), options, key));
        } catch (RocksDBException e) {
            throw failed("read", e);
        }
    }

    @Override
    public void scan(Family family, byte[] from, byte[] to, Reader reader) {
        try (var view = view()) {
            view.scan(family, from, to, reader);
        }
    }

    @Override
    public RocksView view() {
        return new RocksView(this, database);
    }

    @Override
    public void write(Consumer<Batch> changes) {
        try (var batch = new WriteBatch()) {
            changes.accept(new Batch() {
                @Override
                public void put(Family family, byte[] key, byte[] value) {
                    try {
                        batch.put(handle(family), key, value);
                    } catch (RocksDBException e) {
                        throw failed("write", e);
                    }
                }

                @Override
                public void delete(Family family, byte[] key) {
                    try {
                        batch.delete(handle(family), key);
                    } catch (RocksDBException e) {
                        throw failed("write", e);
                    }
                }
            });
            database.write(withoutLog, batch);
        } catch (RocksDBException e) {
            throw failed("write", e);
        }
    }

    @Override
    public void flush() {
        try (var wait = new FlushOptions().setWaitForFlush(true)) {
            database.flush(wait, List.copyOf(families.values()));
        } catch (RocksDBException e) {
            throw failed("flush", e);
        }
    }

    /** Makes {@code folder} with a copy of all rows as they are now; it must not be there. What was not flushed is. */
    void checkpoint(Path folder) {
        try (var checkpoint = Checkpoint.create(database)) {
            checkpoint.createCheckpoint(folder.toString());
        } catch (RocksDBException e) {
            throw failed("copy the profiles to " + folder.toAbsolutePath(), e);
        }
    }

    @Override
    public boolean compact(List<Place> places) {
        try {
            return new Compaction(database, this::handle).run(places);
        } catch (RocksDBException e) {
            throw failed("compact", e);
        }
    }

    ColumnFamilyHandle handle(Family family) {
        var handle = families.get(family);
        if (handle == null) {
            throw new IllegalStateException("there is no family " + family);
        }
        return handle;
    }

    static IllegalStateException failed(String what, RocksDBException cause) {
        return new IllegalStateException("RocksDB failed to " + what + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        families.values().forEach(ColumnFamilyHandle::close);
        database.close();
        latest.close();
        flushed.close();
        withoutLog.close();
        settings.close();
    }
}
