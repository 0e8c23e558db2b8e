package io.pharos.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file of the log. It is made of frames; a frame holds the records of one append, which become durable together:
 *
 * <pre>
 *   length of what follows the checksum   4 bytes
 *   CRC32C of it                          4 bytes
 *   position of the first record          8 bytes
 *   for each record: its length           4 bytes
 *                    its bytes
 * </pre>
 *
 * Frames are forced to disk one after the other, so only the last one of the log can be torn. Not thread-safe.
 */
final class Segment implements Closeable {
    static final int HEAD = 8;
    private static final int POSITION = 8;
    private static final int LENGTH = 4;

    final Path file;
    /** The position of its first record. */
    final long first;

    private final FileChannel channel;

    /** Records of one append, and where the next frame begins. */
    record Frame(long first, List<byte[]> records, long next) {
        long end() {
            return first + records.size();
        }
    }

    private Segment(Path file, long first, FileChannel channel) {
        this.file = file;
        this.first = first;
        this.channel = channel;
    }

    static Segment create(Path file, long first) throws IOException {
        return new Segment(
                file,
                first,
                FileChannel.open(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    static Segment open(Path file, long first) throws IOException {
        return new Segment(file, first, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Writes a frame at the end of the file, where the file ends at {@code offset}; durable on return. */
    void append(ByteBuffer frame, long offset) throws IOException {
        while (frame.hasRemaining()) {
            offset += channel.write(frame, offset);
        }
        channel.force(false);
    }

    void truncate(long size) throws IOException {
        channel.truncate(size);
        channel.force(true);
    }

    /** The frame at {@code offset}; null if there is no whole one. */
    @Nullable
    Frame read(long offset) throws IOException {
        var head = bytes(offset, HEAD);
        if (head == null) {
            return null;
        }
        var length = head.getInt();
        var checksum = head.getInt();
        if (length < POSITION + LENGTH || length > channel.size() - offset - HEAD) {
            return null;
        }
        var body = bytes(offset + HEAD, length);
        if (body == null || checksum(body) != checksum) {
            return null;
        }
        return new Frame(body.getLong(), records(body), offset + HEAD + length);
    }

    /** How many bytes a frame of these records takes. */
    static int size(List<byte[]> records) {
        var size = HEAD + POSITION;
        for (var record : records) {
            size = Math.addExact(size, LENGTH + record.length);
        }
        return size;
    }

    /** Writes the frame into {@code buffer}, from its start. */
    static void write(long first, List<byte[]> records, ByteBuffer buffer) {
        buffer.clear().position(HEAD).putLong(first);
        for (var record : records) {
            buffer.putInt(record.length).put(record);
        }
        buffer.flip();
        var checksum = checksum(buffer.slice(HEAD, buffer.limit() - HEAD));
        buffer.putInt(0, buffer.limit() - HEAD).putInt(LENGTH, checksum);
    }

    private static List<byte[]> records(ByteBuffer body) {
        var records = new ArrayList<byte[]>();
        while (body.hasRemaining()) {
            var record = new byte[body.getInt()];
            body.get(record);
            records.add(record);
        }
        return records;
    }

    private static int checksum(ByteBuffer bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        return (int) checksum.getValue();
    }

    /** Null if the file ends before. */
    @Nullable
    ByteBuffer bytes(long offset, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            var read = channel.read(bytes, offset + bytes.position());
            if (read < 0) {
                return null;
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
