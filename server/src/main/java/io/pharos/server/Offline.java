package io.pharos.server;

import io.pharos.model.Snapshot;
import io.pharos.model.Workspace;
import io.pharos.runtime.Host;
import io.pharos.runtime.HostSettings;
import io.pharos.store.DiskStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** What can be done with a data folder while no server runs on it. */
public final class Offline {
    private Offline() {}

    /**
     * Hands out every profile, sorted by id. Nothing is sent to the world, and no deadline falls due.
     *
     * @throws StartFailed if there is no data folder, or a server has it open
     */
    public static void export(Path data, Instant asOf, Consumer<Snapshot> each) {
        if (!Files.isDirectory(data.resolve("published"))) {
            throw new StartFailed(data.toAbsolutePath() + " is no data folder of a Pharos server", java.util.List.of());
        }
        var storage = open(data);
        Published published;
        try {
            published = Published.open(data, Optional.empty());
        } catch (RuntimeException failed) {
            storage.close();
            throw failed;
        }
        try (var host = quiet(published.workspace(), storage)) {
            host.export(asOf, each);
        }
    }

    /**
     * Applies what a crash has left in the log, under the definitions under which it was taken: what it set off stays as it
     * was, and other definitions set off nothing for it. Deliveries leave at the next start.
     */
    static void recover(Path data, Workspace before) {
        quiet(before, open(data)).close();
    }

    private static Host quiet(Workspace workspace, DiskStorage storage) {
        var settings = HostSettings.DEFAULT.withTickEvery(Duration.ZERO);
        return Host.open(workspace, storage, _ -> {}, settings, InstantSource.system());
    }

    private static DiskStorage open(Path data) {
        try {
            return DiskStorage.open(data);
        } catch (IllegalStateException failed) {
            throw new StartFailed(String.valueOf(failed.getMessage()), failed);
        }
    }
}
