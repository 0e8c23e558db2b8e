package io.pharos.store;

import io.pharos.runtime.Log;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The log as a row of files, each named by the position of its first record. The last one grows until it is large
 * enough; whole files are dropped from the front. An append is one write and one {@code fdatasync}.
 */
final class LogFiles implements Log, Closeable {
    static final long SEGMENT_BYTES = 64L << 20;
    private static final String SUFFIX = ".log";

    private final Path folder;
    private final long segmentBytes;
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private long end;
    private long tail;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    /** Where reading left off: the frame that holds this position begins at this offset. */
    private Mark mark = new Mark(0, 0);

    private record Mark(long position, long offset) {}

    private LogFiles(Path folder, long segmentBytes) {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
    }

    /**
     * Opens the log in {@code folder} and cuts off what a crash left half written.
     *
     * @param segmentBytes how large a file grows before the next one begins
     * @throws IllegalStateException if the last file is damaged
     */
    static LogFiles open(Path folder, long segmentBytes) throws IOException {
        Files.createDirectories(folder);
        var log = new LogFiles(folder, segmentBytes);
        log.find();
        if (log.segments.isEmpty()) {
            log.begin(0);
        }
        var active = log.segments.lastEntry().getValue();
        if (log.tail < active.size()) {
            active.truncate(log.tail);
        }
        return log;
    }

    /** The log in {@code folder}, to be read: what a crash left half written is passed over. */
    static LogFiles look(Path folder) throws IOException {
        var log = new LogFiles(folder, SEGMENT_BYTES);
        log.find();
        return log;
    }

    /** Makes a log in {@code folder} that goes on behind another one, of which it has nothing. */
    static void begin(Path folder, long position) throws IOException {
        Files.createDirectories(folder);
        try (var log = new LogFiles(folder, SEGMENT_BYTES)) {
            log.begin(position);
        }
    }

    private void find() throws IOException {
        for (var file : files(folder)) {
            var first = Long.parseLong(file.getFileName().toString().replace(SUFFIX, ""));
            segments.put(first, Segment.open(file, first));
        }
        if (!segments.isEmpty()) {
            var last = TornTail.lastWhole(segments.lastEntry().getValue());
            end = last.end();
            tail = last.next();
        }
    }

    @Override
    public synchronized long end() {
        return end;
    }

    @Override
    public synchronized void append(List<byte[]> records) {
        if (records.isEmpty()) {
            return;
        }
        try {
            if (tail >= segmentBytes) {
                begin(end);
            }
            var size = Segment.size(records);
            if (buffer.capacity() < size) {
                buffer = ByteBuffer.allocateDirect(size);
            }
            Segment.write(end, records, buffer);
            segments.lastEntry().getValue().append(buffer, tail);
            tail += size;
            end += records.size();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot append to the log in " + folder.toAbsolutePath(), e);
        }
    }

    @Override
    public synchronized List<byte[]> read(long from, int bytes) {
        var records = new ArrayList<byte[]>();
        try {
            var size = 0L;
            while (size < bytes && from < end) {
                var frame = frame(from);
                for (var record : frame.records()
                        .subList((int) (from - frame.first()), frame.records().size())) {
                    records.add(record);
                    size += record.length;
                }
                from = frame.end();
                mark = new Mark(from, frame.next());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log in " + folder.toAbsolutePath(), e);
        }
        return records;
    }

    @Override
    public synchronized void part() {
        try {
            if (tail > 0) {
                begin(end);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot begin a file of the log in " + folder.toAbsolutePath(), e);
        }
    }

    @Override
    public synchronized void drop(long position) {
        try {
            while (segments.size() > 1 && segments.higherKey(segments.firstKey()) <= position) {
                try (var passed = segments.pollFirstEntry().getValue()) {
                    Files.delete(passed.file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot drop what was written back from the log in " + folder, e);
        }
    }

    /** The frame that holds {@code position}. */
    private Segment.Frame frame(long position) throws IOException {
        var segment = segments.floorEntry(position);
        if (segment == null) {
            throw new IllegalArgumentException("the log in " + folder.toAbsolutePath() + " begins at "
                    + segments.firstKey() + "; position " + position + " is gone");
        }
        var resumes = mark.position == position && position > segment.getKey();
        var offset = resumes ? mark.offset : 0;
        var expected = resumes ? position : segment.getKey();
        while (true) {
            var frame = segment.getValue().read(offset);
            if (frame == null || frame.first() != expected) {
                throw TornTail.damaged(segment.getValue(), offset);
            }
            if (frame.end() > position) {
                return frame;
            }
            offset = frame.next();
            expected = frame.end();
        }
    }

    private void begin(long first) throws IOException {
        segments.put(first, Segment.create(folder.resolve("%019d%s".formatted(first, SUFFIX)), first));
        tail = 0;
        // the file's name must survive as well as its content
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public synchronized void close() {
        try {
            for (var segment : segments.values()) {
                segment.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
