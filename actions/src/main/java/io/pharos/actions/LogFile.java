package io.pharos.actions;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lines in a file. Before it grows beyond its limit it becomes {@code file.1}, what was that becomes {@code file.2}, and
 * so on; what is older than {@link LogFiles#KEPT} files is dropped. Not synced: a power cut may take the last lines.
 */
final class LogFile implements AutoCloseable {
    private final Path path;
    private final long largest;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable FileChannel channel;

    LogFile(Path path, long largest) {
        this.path = path;
        this.largest = largest;
    }

    void append(String line) throws IOException {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        lock.lock();
        try {
            var open = channel == null || !channel.isOpen() ? open() : channel;
            if (open.size() > 0 && open.size() + bytes.remaining() > largest) {
                open.close();
                rotate();
                open = open();
            }
            channel = open;
            write(open, bytes);
        } finally {
            lock.unlock();
        }
    }

    private static void write(FileChannel open, ByteBuffer bytes) throws IOException {
        var before = open.size();
        try {
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
        } catch (IOException e) {
            open.truncate(before);
            throw e;
        }
    }

    private FileChannel open() throws IOException {
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        var open = FileChannel.open(path, CREATE, READ, WRITE);
        try {
            open.position(open.size());
            endLine(open);
            return open;
        } catch (IOException e) {
            open.close();
            throw e;
        }
    }

    /** A crash may have left half a line; what follows shall not be glued to it. */
    private static void endLine(FileChannel open) throws IOException {
        var last = ByteBuffer.allocate(1);
        if (open.size() > 0 && open.read(last, open.size() - 1) == 1 && last.get(0) != '\n') {
            open.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private void rotate() throws IOException {
        for (var age = LogFiles.KEPT - 1; age >= 1; age--) {
            if (Files.exists(older(age))) {
                Files.move(older(age), older(age + 1), REPLACE_EXISTING);
            }
        }
        Files.move(path, older(1), REPLACE_EXISTING);
    }

    private Path older(int age) {
        return path.resolveSibling(path.getFileName() + "." + age);
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
