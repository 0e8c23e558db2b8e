package io.pharos.server;

import io.pharos.model.Snapshot;
import io.pharos.runtime.Host;
import io.pharos.runtime.HostSettings;
import io.pharos.runtime.Verification;
import io.pharos.runtime.VerificationReport;
import io.pharos.store.Aside;
import io.pharos.store.DiskStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** What can be done with a data folder while no server runs on it. */
public final class Offline {
    private Offline() {}

    /**
     * Hands out every profile, sorted by id. Nothing is sent to the world, and no deadline falls due.
     *
     * @throws StartFailed if there is no data folder, or a server has it open
     */
    public static void export(Path data, Instant asOf, Consumer<Snapshot> each) {
        requireData(data);
        var settings = HostSettings.DEFAULT.withTickEvery(Duration.ZERO);
        var standIn = new EarlierStore(data).standIn(Optional.empty());
        try (var host = Host.open(open(data), standIn, _ -> {}, settings, InstantSource.system())) {
            host.export(asOf, each);
        }
    }

    /**
     * Compares what is stored with what follows from the events, and changes nothing.
     *
     * @param progress is told how much is done, up to {@link Verification#WHOLE}
     * @throws StartFailed if there is no data folder, a server has it open, or its files are damaged
     */
    public static VerificationReport verify(Path data, IntConsumer progress) {
        requireData(data);
        try (var aside = Aside.open(data)) {
            var standIn = new EarlierStore(data).standIn(Optional.empty());
            return Verification.of(aside, aside.scratch(), standIn, progress);
        } catch (IllegalStateException failed) {
            throw new StartFailed(String.valueOf(failed.getMessage()), failed);
        } catch (IllegalArgumentException damaged) {
            throw new StartFailed(
                    "what was published in " + data.toAbsolutePath() + " cannot be read: " + damaged.getMessage(),
                    damaged);
        }
    }

    private static void requireData(Path data) {
        if (!Files.isDirectory(data.resolve("log"))) {
            throw new StartFailed(data.toAbsolutePath() + " is no data folder of a Pharos server", List.of());
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
