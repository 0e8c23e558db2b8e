package io.pharos.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** What storing costs at the least: appending events, or writing every profile at every event as well. */
final class StorageLimits implements AutoCloseable {
    private static final int BATCH = 500;
    private static final int PROFILE_BYTES = 1700;

    private final SplittableRandom random = new SplittableRandom(2);
    private final int visitors;
    private final List<byte[]> bodies;
    private final FileChannel file;
    private final Options options;
    private final RocksDB profiles;
    private long appended;

    StorageLimits(Path folder, int visitors, List<byte[]> bodies) throws IOException, RocksDBException {
        this.visitors = visitors;
        this.bodies = bodies;
        this.file = FileChannel.open(
                Files.createDirectories(folder).resolve("append"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.options = new Options().setCreateIfMissing(true).setCompressionType(CompressionType.LZ4_COMPRESSION);
        this.profiles = RocksDB.open(options, folder.resolve("rocks").toString());
        fill();
    }

    /** @return how many were appended */
    long append(long operations) throws IOException {
        for (var done = 0L; done < operations; done += BATCH) {
            var batch = ByteBuffer.allocate(BATCH * 2048);
            for (var i = 0; i < BATCH; i++) {
                batch.put(bodies.get((int) ((done + i) % bodies.size())));
            }
            file.write(batch.flip());
            file.force(false);
        }
        return operations;
    }

    long readModifyWrite(long operations) throws RocksDBException {
        try (var durable = new WriteOptions().setSync(true)) {
            for (var done = 0L; done < operations; done += BATCH) {
                try (var batch = new WriteBatch()) {
                    for (var i = 0; i < BATCH; i++) {
                        var key = key(zipf());
                        var profile = profiles.get(key);
                        profile[random.nextInt(profile.length)]++;
                        batch.put(key, profile);
                        batch.put(
                                ("event-" + appended++).getBytes(StandardCharsets.UTF_8),
                                bodies.get(i % bodies.size()));
                    }
                    profiles.write(durable, batch);
                }
            }
        }
        return operations;
    }

    /** Profiles whose bytes compress about as well as real ones. */
    private void fill() throws RocksDBException {
        try (var plain = new WriteOptions()) {
            for (var visitor = 0; visitor < visitors; visitor++) {
                var profile = new byte[PROFILE_BYTES];
                for (var i = 0; i < PROFILE_BYTES; i++) {
                    profile[i] = (byte) ('a' + random.nextInt(i % 2 == 0 ? 2 : 26));
                }
                profiles.put(plain, key(visitor), profile);
            }
        }
    }

    private int zipf() {
        return (int) Math.min(visitors - 1, Math.floor(Math.pow(visitors, random.nextDouble())) - 1);
    }

    private static byte[] key(int visitor) {
        return ("profile-" + visitor).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        profiles.close();
        options.close();
        file.close();
    }
}
