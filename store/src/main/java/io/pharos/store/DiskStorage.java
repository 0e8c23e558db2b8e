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
    static final String LOG = "log";
    static final String STATE = "state";
    /** A file that is there as long as a backup is being restored into the folder. */
    static final String RESTORING = "restoring";

    private final Path folder;
    private final FolderLock lock;
    private final LogFiles log;
    private final RocksState state;
    private boolean closed;

    private DiskStorage(Path folder, FolderLock lock, LogFiles log, RocksState state) {
        this.folder = folder;
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
                requireRestored(folder);
                ScratchFolder.clear(folder);
                var log = LogFiles.open(folder.resolve(LOG), LogFiles.SEGMENT_BYTES);
                try {
                    return new DiskStorage(folder, lock, log, RocksState.open(folder.resolve(STATE)));
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

    /** @throws IllegalStateException if only a part of a backup is there */
    static void requireRestored(Path folder) {
        if (Files.exists(folder.resolve(RESTORING))) {
            throw new IllegalStateException("restoring a backup into " + folder.toAbsolutePath()
                    + " was interrupted, so only a part of it is there; empty the folder and restore it again");
        }
    }

    /**
     * Makes a folder with the rows as they are written now, all of one moment. Files that hold rows are linked, so it takes no longer for a
     * large store than for a small one. Others go on writing meanwhile.
     *
     * @throws IllegalStateException if this is closed already
     */
    synchronized void checkpoint(Path into) {
        if (closed) {
            throw new IllegalStateException("the data folder " + folder.toAbsolutePath() + " is closed");
        }
        state.checkpoint(into);
    }

    Path folder() {
        return folder;
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
    public synchronized void close() {
        closed = true;
        try (lock;
                log;
                state) {
            // closed from the last to the first
        }
    }
}
