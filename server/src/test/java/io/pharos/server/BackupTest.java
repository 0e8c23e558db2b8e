package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /api/backup}, and a server that is started on what was restored. */
final class BackupTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @TempDir
    private Path temporary;

    @Test
    void aServerOnWhatWasRestoredAnswersAsOfTheBackup() throws IOException {
        SERVER.sends(Shop.purchase("1", "ada")).isOk();
        var before = SERVER.read("/api/profiles/anonymous/ada").isOk().json();
        var answer = SERVER.read("/api/backup").isOk();
        SERVER.sends(Shop.purchase("2", "bob")).isOk();
        assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
        assertThat(answer.header("Content-Disposition")).contains("pharos-backup.zip");

        var file = Files.write(temporary.resolve("backup.zip"), answer.body());
        try (var restored = RunningServer.restored(file)) {
            var after = restored.read("/api/profiles/anonymous/ada").isOk().json();
            assertThat(after.get("attributes")).isEqualTo(before.get("attributes"));
            assertThat(after.get("version")).isEqualTo(before.get("version"));
            restored.read("/api/profiles/anonymous/bob").isProblem(404, "unknown-profile");
            restored.sends(Shop.purchase("1", "ada")).isOk();
            assertThat(restored.data().resolve("admin.json")).exists();
            restored.server().close();
            assertThat(Offline.verify(restored.data(), _ -> {}).examples()).isEmpty();
        }
    }
}
