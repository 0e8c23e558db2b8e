package io.pharos.store;

import io.pharos.runtime.Log;
import io.pharos.runtime.State;
import io.pharos.runtime.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A data folder: the log in files of its own, everything else in RocksDB. One process at a time. */
public final class DiskStorage implements Storage {
    private final FolderLock lock;
    private final LogFiles log;
    private final RocksState state;

    private DiskStorage(FolderLock lock, LogFiles log, RocksState state) {
        this.lock = lock;
        this.log = log;
        this.state = state;
    }

    /**
     * Opens {@code folder}, which is made if it is not there.
     *
     * @throws IllegalStateException if another process has it open, or if what is in it is damaged
     */
    @SuppressWarnings("MustBeClosed") // handed over
    public static DiskStorage open(Path folder) {
        try {
            Files.createDirectories(folder);
            var lock = FolderLock.take(folder);
            try {
                var log = LogFiles.open(folder.resolve("log"), LogFiles.SEGMENT_BYTES);
                try {
                    return new DiskStorage(lock, log, RocksState.open(folder.resolve("state")));
                } catch (RuntimeException e) {
                    log.close();
                    throw e;
                }
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the data folder " + folder.toAbsolutePath(), e);
        }
    }

    @Override
    public Log log() {
        return log;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void close() {
        try (lock;
                log;
                state) {
            // closed from the last to the first
        }
    }
}
