package io.pharos.store;

import io.pharos.runtime.Rows.Family;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.rocksdb.AbstractImmutableNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;

/** How RocksDB is set up, and why. Holds native memory until it is closed, which is after the database. */
final class RocksSettings implements AutoCloseable {
    /** Uncompressed blocks, indexes and filters; with the write buffers, all that RocksDB holds. */
    private static final long CACHE_BYTES = 96L << 20;
    /** Of all families together: then all of them are flushed. Bounds what is applied again after a crash. */
    private static final long WRITE_BUFFERS_BYTES = 128L << 20;

    private final List<AbstractImmutableNativeReference> natives = new ArrayList<>();
    private final LRUCache cache = held(new LRUCache(CACHE_BYTES));
    private final BloomFilter filter = held(new BloomFilter(10));
    private final DBOptions database = held(withSmallManifest());
    private final List<ColumnFamilyDescriptor> families = new ArrayList<>();

    RocksSettings() {
        database.setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                // Without a write-ahead log, only this keeps the families and the position in step after a crash.
                .setAtomicFlush(true)
                .setDbWriteBufferSize(WRITE_BUFFERS_BYTES)
                // One to flush and one to compact: the shards and the committer need the cores more.
                .setMaxBackgroundJobs(2)
                // Spreads the writing of large files, so that a commit does not wait behind it.
                .setBytesPerSync(1 << 20)
                // Open files hold no index or filter here (they are in the cache), but a busy store has many.
                .setMaxOpenFiles(512)
                .setMaxManifestFileSize(1)
                .setStatsDumpPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(3);
        families.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, held(new ColumnFamilyOptions())));
        for (var family : Family.values()) {
            var name = family.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            families.add(new ColumnFamilyDescriptor(name, options(family)));
        }
    }

    /**
     * The manifest names the first and the last key of each file, also of those that are gone, so it is to begin anew at every
     * change, whatever its size. There is no setter for half of that.
     */
    private static DBOptions withSmallManifest() {
        var properties = new Properties();
        properties.setProperty("max_manifest_space_amp_pct", "0");
        return DBOptions.getDBOptionsFromProps(properties);
    }

    DBOptions database() {
        return database;
    }

    /** The default family, which stays empty, then one for each family in order. */
    List<ColumnFamilyDescriptor> families() {
        return families;
    }

    private ColumnFamilyOptions options(Family family) {
        var options = held(new ColumnFamilyOptions())
                .setWriteBufferSize(WRITE_BUFFERS_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(table(family));
        return switch (family) {
            // Read seldom, kept for ever: small counts for more than fast, but only where it comes to rest.
            case HISTORY, CHECKPOINTS -> options.setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION);
            // Half of each key is a hash; nothing to gain.
            case EVENT_IDS -> askedInVain(options).setCompressionType(CompressionType.NO_COMPRESSION);
            case IDENTITIES, LINKS -> askedInVain(options);
            case META,
                    PROFILES,
                    BACKLOG,
                    PERSONS,
                    SIGHTINGS,
                    DEADLINES,
                    DELIVERIES,
                    OUTSTANDING,
                    CAUSED,
                    TOMBSTONES,
                    VERSIONS -> options;
        };
    }

    /** Nearly every event asks for a row that is not there: a filter in front of the write buffers as well. */
    private static ColumnFamilyOptions askedInVain(ColumnFamilyOptions options) {
        return options.setMemtablePrefixBloomSizeRatio(0.02).setMemtableWholeKeyFiltering(true);
    }

    private BlockBasedTableConfig table(Family family) {
        var table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                // Indexes and filters in pieces in the cache, so that memory stays bounded however much is stored.
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true)
                .setPinTopLevelIndexAndFilter(true)
                .setFilterPolicy(filter)
                .setFormatVersion(6);
        return switch (family) {
            // What is of one visitor lies together and resembles itself: large blocks compress best.
            case HISTORY, CHECKPOINTS -> table.setBlockSize(32 << 10);
            case DELIVERIES -> table.setBlockSize(16 << 10);
            case META,
                    PROFILES,
                    BACKLOG,
                    EVENT_IDS,
                    IDENTITIES,
                    PERSONS,
                    LINKS,
                    SIGHTINGS,
                    DEADLINES,
                    OUTSTANDING,
                    CAUSED,
                    TOMBSTONES,
                    VERSIONS -> table.setBlockSize(8 << 10);
        };
    }

    private <T extends AbstractImmutableNativeReference> T held(T reference) {
        natives.add(reference);
        return reference;
    }

    @Override
    public void close() {
        natives.reversed().forEach(AbstractImmutableNativeReference::close);
    }
}
