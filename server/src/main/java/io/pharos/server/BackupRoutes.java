package io.pharos.server;

import io.pharos.runtime.Host;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.LongAnswer;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import io.pharos.store.Backup;
import io.pharos.store.DiskStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A copy of everything, while the server goes on. */
final class BackupRoutes {
    /** What belongs to a server beside its store. */
    private static final List<String> OTHERS = List.of("admin.json", "source-keys.json", "draft.json");

    private static final int RETRY_SECONDS = 30;

    private final Host host;
    private final DiskStorage storage;
    private final String version;
    private final Semaphore free = new Semaphore(1);

    BackupRoutes(Host host, DiskStorage storage, String version) {
        this.host = host;
        this.storage = storage;
        this.version = version;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/backup")
                .summary("A backup of everything as it is at one moment, in one file for pharos restore: all that was"
                        + " acknowledged before is in it. Events are taken meanwhile. One at a time. An answer that breaks"
                        + " off is not complete.")
                .needs(Scope.ADMIN, Role.ADMIN)
                .slow()
                .answers(200, "application/zip", "", "The backup.")
                .answers(503, ProblemDocument.MEDIA_TYPE, "Problem", "Another one is under way.")
                .by(this::backup));
    }

    private void backup(Call call) {
        if (!free.tryAcquire()) {
            throw Refusal.forNow(ProblemType.BUSY, "Another backup is under way.", RETRY_SECONDS);
        }
        try {
            host.written().join();
            try (var file = call.file("pharos-backup.zip", "application/zip")) {
                Backup.write(storage, OTHERS, version, file);
                file.complete();
            } catch (LongAnswer.Abandoned _) {
                // Nobody is left to tell.
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            free.release();
        }
    }
}
