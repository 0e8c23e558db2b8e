package io.pharos.cli;

import io.pharos.model.Snapshot;
import io.pharos.server.ProfileJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Profiles as lines, into a file or to the standard output. A file appears under its name only when it is complete. Not
 * thread-safe.
 */
final class ProfileLines implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final Optional<Path> file;
    private final OutputStream out;
    private long written;
    private boolean complete;

    private ProfileLines(Optional<Path> file, OutputStream out) {
        this.file = file;
        this.out = new BufferedOutputStream(out, BUFFER);
    }

    static ProfileLines to(Optional<Path> file) throws IOException {
        return file.isPresent()
                ? new ProfileLines(file, Files.newOutputStream(unfinished(file.get())))
                : new ProfileLines(file, System.out);
    }

    void write(Snapshot profile) {
        write(ProfileJson.line(profile));
    }

    /** @param line with its line end */
    void write(byte[] line) {
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written++;
    }

    long written() {
        return written;
    }

    void complete() {
        complete = true;
    }

    @Override
    public void close() throws IOException {
        out.flush();
        if (file.isEmpty()) {
            return;
        }
        out.close();
        if (complete) {
            Files.move(unfinished(file.get()), file.get(), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(unfinished(file.get()));
        }
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }
}
