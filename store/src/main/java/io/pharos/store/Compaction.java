package io.pharos.store;

import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.Rows.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Writes the files anew that hold some rows, so that what these were before, and those that are gone, are on no disk any more. */
final class Compaction {
    private static final String OLDEST_SNAPSHOT = "rocksdb.oldest-snapshot-sequence";
    /** Scans are over by then; who goes on looking at what was, goes on for long. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final RocksDB database;
    private final Function<Family, ColumnFamilyHandle> handles;

    Compaction(RocksDB database, Function<Family, ColumnFamilyHandle> handles) {
        this.database = database;
        this.handles = handles;
    }

    /** @return false if somebody still looks at the rows as they were before */
    boolean run(List<Place> places) throws RocksDBException {
        var isFree = awaitReaders(database.getLatestSequenceNumber());
        var live = database.getLiveFilesMetaData();
        var before = new HashSet<String>();
        live.forEach(file -> before.add(file.fileName()));
        for (var place : places) {
            if (isNeeded(place, live, before)) {
                compact(place);
                live = database.getLiveFilesMetaData();
            }
        }
        return isFree;
    }

    /** Whoever looks at the rows as of {@code sequence} or later needs nothing of what was before. */
    private boolean awaitReaders(long sequence) throws RocksDBException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var oldest = database.getLongProperty(OLDEST_SNAPSHOT);
            if (oldest == 0 || oldest >= sequence) {
                return true;
            }
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** Files made since are as they should be, unless another one lies above: they may be cut where a row's past is below it. */
    private static boolean isNeeded(Place place, List<LiveFileMetaData> live, Set<String> before) {
        var name = place.family().name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        var holding = live.stream()
                .filter(file -> Arrays.equals(name, file.columnFamilyName()) && mayHold(file, place))
                .toList();
        return holding.stream().anyMatch(file -> before.contains(file.fileName()))
                || holding.stream().mapToInt(LiveFileMetaData::level).distinct().count() > 1;
    }

    private static boolean mayHold(LiveFileMetaData file, Place place) {
        return Arrays.compareUnsigned(file.smallestKey(), place.end()) < 0
                && Arrays.compareUnsigned(file.largestKey(), place.prefix()) >= 0;
    }

    private void compact(Place place) throws RocksDBException {
        try (var options = new CompactRangeOptions()
                // the lowest files as well, which are else left as they are
                .setBottommostLevelCompaction(BottommostLevelCompaction.kForce)
                .setExclusiveManualCompaction(false)) {
            database.compactRange(handles.apply(place.family()), place.prefix(), place.end(), options);
        }
    }
}
