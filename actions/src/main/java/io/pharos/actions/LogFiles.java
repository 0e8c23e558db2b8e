package io.pharos.actions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The files that connectors of kind log write below the data folder, each open once. Safe for use by many threads. */
final class LogFiles implements AutoCloseable {
    static final long LARGEST = 64L << 20;
    static final int KEPT = 10;

    private final Path folder;
    private final long largest;
    private final ConcurrentMap<Path, LogFile> files = new ConcurrentHashMap<>();

    LogFiles(Path folder, long largest) {
        this.folder = folder.toAbsolutePath().normalize();
        this.largest = largest;
    }

    /** Whether a connector may write there: below the folder, whatever the operating system. */
    static boolean isName(String file) {
        return !file.isBlank()
                && !file.startsWith("/")
                && !file.endsWith("/")
                && file.chars().noneMatch(character -> character < ' ' || "\\:*?\"<>|".indexOf(character) >= 0)
                && Arrays.stream(file.split("/", -1)).noneMatch(part -> part.isBlank() || part.startsWith("."));
    }

    /** @throws IOException if it cannot be written; then no part of the line counts as written */
    void append(String file, String line) throws IOException {
        if (!isName(file)) {
            throw new IOException("the file name " + file + " leads out of the folder");
        }
        files.computeIfAbsent(folder.resolve(file).normalize(), path -> new LogFile(path, largest))
                .append(line);
    }

    @Override
    public void close() throws IOException {
        for (var file : files.values()) {
            file.close();
        }
    }
}
