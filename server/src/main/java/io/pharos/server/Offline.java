package io.pharos.server;

import io.pharos.model.Snapshot;
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
        if (!Files.isDirectory(data.resolve("log"))) {
            throw new StartFailed(data.toAbsolutePath() + " is no data folder of a Pharos server", java.util.List.of());
        }
        var settings = HostSettings.DEFAULT.withTickEvery(Duration.ZERO);
        var standIn = new EarlierStore(data).standIn(Optional.empty());
        try (var host = Host.open(open(data), standIn, _ -> {}, settings, InstantSource.system())) {
            host.export(asOf, each);
        }
    }

    private static DiskStorage open(Path data) {
        try {
            return DiskStorage.open(data);
        } catch (IllegalStateException failed) {
            throw new StartFailed(String.valueOf(failed.getMessage()), failed);
        }
    }
}
