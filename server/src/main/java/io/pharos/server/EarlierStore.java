package io.pharos.server;

import io.pharos.model.Parsed;
import io.pharos.model.read.WorkspaceReader;
import io.pharos.runtime.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.databind.json.JsonMapper;

/** What a server left in its data folder that kept copies of the published files there, and no versions in its store. */
final class EarlierStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path stamp;
    private final Path copies;

    EarlierStore(Path data) {
        this.stamp = data.resolve("published.json");
        this.copies = data.resolve("published");
    }

    /**
     * What stands in for versions that the store does not have, or that cannot be read: the copies, else the folder.
     *
     * @param folder that the server is started with, from which the copies were taken
     */
    Optional<Publication> standIn(Optional<WorkspaceFolder> folder) {
        var name = folder.map(WorkspaceFolder::name);
        return copies().map(files -> publication(files, name))
                .or(() -> folder.map(given -> publication(given.files(), name)));
    }

    /** The store has it now. */
    void forget() {
        try {
            if (Files.exists(copies)) {
                var all = new ArrayList<Path>();
                try (var walk = Files.walk(copies)) {
                    walk.sorted(Comparator.reverseOrder()).forEach(all::add);
                }
                for (var path : all) {
                    Files.delete(path);
                }
            }
            Files.deleteIfExists(stamp);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the copies of what was published", e);
        }
    }

    private Publication publication(SortedMap<String, String> files, Optional<String> folder) {
        var number = number();
        return new Publication(number, Instant.EPOCH, number - 1, "the start of the server", "", folder, false, files);
    }

    /** Empty if there are none that this program can read. */
    private Optional<SortedMap<String, String>> copies() {
        return Files.isDirectory(copies)
                        && new WorkspaceReader().texts(copies)
                                instanceof Parsed.Valid<SortedMap<String, String>>(var files, var _)
                        && new WorkspaceReader().read(files) instanceof Parsed.Valid<?>
                ? Optional.of(files)
                : Optional.empty();
    }

    private long number() {
        try {
            return Files.exists(stamp)
                    ? JSON.readTree(Files.readAllBytes(stamp)).path("version").asLong(1)
                    : 1;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + stamp, e);
        }
    }
}
