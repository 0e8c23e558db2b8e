package io.pharos.store;

import io.pharos.runtime.Log;
import io.pharos.runtime.State;
import io.pharos.runtime.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What a start would find in a data folder, for those who only look: nothing is written to its log and its rows. Rows go into a
 * copy, which links the files that hold them and is gone when this is closed.
 */
public final class Aside implements Storage {
    private final FolderLock lock;
    private final ScratchFolder folder;
    private final LogFiles log;
    private final RocksState state;
    private final RocksState scratch;

    private Aside(FolderLock lock, ScratchFolder folder, LogFiles log, RocksState state, RocksState scratch) {
        this.lock = lock;
        this.folder = folder;
        this.log = log;
        this.state = state;
        this.scratch = scratch;
    }

    /**
     * Opens the data folder {@code data}, which nobody else can open meanwhile.
     *
     * @throws IllegalStateException if another process has it open, or if what is in it is damaged
     */
    @SuppressWarnings("MustBeClosed") // handed over
    public static Aside open(Path data) {
        var opened = new ArrayDeque<AutoCloseable>();
        try {
            var lock = remember(FolderLock.take(data), opened);
            DiskStorage.requireRestored(data);
            ScratchFolder.clear(data);
            var folder = remember(ScratchFolder.in(data), opened);
            link(data.resolve(DiskStorage.STATE), folder.path().resolve(DiskStorage.STATE));
            var log = remember(LogFiles.look(data.resolve(DiskStorage.LOG)), opened);
            var state = remember(RocksState.open(folder.path().resolve(DiskStorage.STATE)), opened);
            return new Aside(
                    lock, folder, log, state, RocksState.open(folder.path().resolve("expected")));
        } catch (IOException e) {
            close(opened, e);
            throw new UncheckedIOException("cannot open the data folder " + data.toAbsolutePath(), e);
        } catch (RuntimeException e) {
            close(opened, e);
            throw e;
        }
    }

    private static <T extends AutoCloseable> T remember(T resource, Deque<AutoCloseable> opened) {
        opened.push(resource);
        return resource;
    }

    /** From the last to the first. */
    private static void close(Deque<AutoCloseable> opened, Exception why) {
        for (var resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                why.addSuppressed(e);
            }
        }
    }

    /** Links the files of rows, which never change, and copies the few others. */
    private static void link(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var files = Files.newDirectoryStream(from)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (name.endsWith(".sst")) {
                    linkOrCopy(file, to.resolve(name));
                } else if (!name.equals("LOCK") && !name.startsWith("LOG")) {
                    Files.copy(file, to.resolve(name));
                }
            }
        }
    }

    private static void linkOrCopy(Path file, Path to) throws IOException {
        try {
            Files.createLink(to, file);
        } catch (UnsupportedOperationException | FileSystemException _) {
            Files.copy(file, to); // not every file system can link
        }
    }

    @Override
    public Log log() {
        return new Log() {
            @Override
            public long end() {
                return log.end();
            }

            @Override
            public void append(List<byte[]> records) {
                throw new UnsupportedOperationException("this log is only looked at");
            }

            @Override
            public List<byte[]> read(long from, int bytes) {
                return log.read(from, bytes);
            }

            @Override
            public void part() {
                // nothing comes behind it
            }

            @Override
            public void drop(long position) {
                // all of it stays
            }
        };
    }

    @Override
    public State state() {
        return state;
    }

    /** Empty at first, and gone afterwards as well. */
    public State scratch() {
        return scratch;
    }

    @Override
    public void close() {
        try (lock;
                folder;
                log;
                state;
                scratch) {
            // closed from the last to the first
        }
    }
}
