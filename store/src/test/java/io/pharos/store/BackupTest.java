package io.pharos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.runtime.Restored;
import io.pharos.runtime.Rows.Family;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a data folder in one file: what is in them, and what is refused. */
final class BackupTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path temporary;

    @Test
    void whatIsRestoredHasTheRowsAndTheFilesAndGoesOnBehindThem() throws IOException {
        var restored = Backup.restore(backup(), to(), _ -> {});

        assertThat(restored).isEqualTo(new Restored(3, AT));
        try (var storage = DiskStorage.open(to())) {
            assertThat(get(storage, Family.PROFILES, "ada")).isEqualTo("1");
            assertThat(get(storage, Family.META, "epoch"))
                    .as("it is another store")
                    .isEqualTo("missing");
            assertThat(storage.log().end()).isEqualTo(3);
            storage.log().append(List.of(bytes("fourth")));
            assertThat(storage.log().read(3, 100)).containsExactly(bytes("fourth"));
        }
        assertThat(to().resolve("admin.json")).hasContent("{}");
        assertThat(to().resolve("draft.json")).doesNotExist();
        assertThat(from().resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void aBackupThatWasCutOffAnywhereIsRefusedAndLeavesNothing() throws IOException {
        var whole = Files.readAllBytes(backup());

        for (var length = 0; length < whole.length; length += 97) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Backup.restore(file(), to(), _ -> {}))
                    .as("cut at byte %d of %d", length, whole.length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("backup.zip");
            assertThat(to())
                    .satisfiesAnyOf(
                            folder -> assertThat(folder).doesNotExist(),
                            folder -> assertThat(folder).isEmptyDirectory());
        }
    }

    @Test
    void aByteThatChangedIsFoundOrDoesNoHarm() throws IOException {
        var whole = Files.readAllBytes(backup());
        var random = new Random(1);
        var refused = 0;
        for (var round = 0; round < 150; round++) {
            var changed = whole.clone();
            var at = random.nextInt(whole.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), changed);
            var folder = temporary.resolve("to" + round);
            try {
                Backup.restore(file(), folder, _ -> {});
            } catch (IOException | IllegalArgumentException told) {
                refused++;
                continue;
            }
            try (var storage = DiskStorage.open(folder)) {
                assertThat(get(storage, Family.PROFILES, "ada"))
                        .as("byte %d", at)
                        .isEqualTo("1");
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void somethingThatIsNoBackupIsRefused() throws IOException {
        Files.writeString(file(), "hello");

        assertThatThrownBy(() -> Backup.restore(file(), to(), _ -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no backup, or only the beginning of one");
    }

    @Test
    void onlyAnEmptyFolderIsRestoredInto() throws IOException {
        backup();
        Files.createDirectories(to());
        Files.writeString(to().resolve("mine"), "");

        assertThatThrownBy(() -> Backup.restore(file(), to(), _ -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not empty: mine is in it; restore into a new one");
        assertThat(to().resolve("mine")).exists();
    }

    @Test
    void aFileThatIsNotWhatItsChecksumSaysIsNamedAndNothingIsLeft() throws IOException {
        Files.write(backup(), changed("admin.json"));

        assertThatThrownBy(() -> Backup.restore(file(), to(), _ -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is damaged at admin.json: its checksum is ");
        assertThat(to()).isEmptyDirectory();
    }

    /** The backup with another content in one of its files, as whole a zip as before. */
    private byte[] changed(String name) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var from = new ZipFile(file().toFile());
                var to = new ZipOutputStream(bytes)) {
            for (var entry : Collections.list(from.entries())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(
                        entry.getName().equals(name)
                                ? bytes("[]")
                                : from.getInputStream(entry).readAllBytes());
                to.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void nobodyStartsOnHalfOfABackup() throws IOException {
        Backup.restore(backup(), to(), _ -> {});
        Files.createFile(to().resolve("restoring"));

        assertThatThrownBy(() -> DiskStorage.open(to()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was interrupted");
    }

    @Test
    void aBackupIsOfOneMomentWhileOthersWrite() throws Exception {
        try (var storage = DiskStorage.open(from())) {
            var stopped = new AtomicBoolean();
            write(storage, 0);
            var writing = CompletableFuture.runAsync(() -> {
                for (var number = 1; !stopped.get(); number++) {
                    write(storage, number);
                }
            });
            for (var round = 0; round < 10; round++) {
                var before = Integer.parseInt(get(storage, Family.PROFILES, "ada"));
                write(storage);
                var folder = temporary.resolve("to" + round);
                Backup.restore(file(), folder, _ -> {});
                try (var copy = DiskStorage.open(folder)) {
                    assertThat(get(copy, Family.PROFILES, "ada"))
                            .isEqualTo(get(copy, Family.HISTORY, "ada"))
                            .isEqualTo(get(copy, Family.DELIVERIES, "ada"));
                    assertThat(Integer.parseInt(get(copy, Family.PROFILES, "ada")))
                            .isGreaterThanOrEqualTo(before);
                }
            }
            stopped.set(true);
            writing.get();
        }
    }

    @Test
    void aStorageThatIsClosedMakesNoBackup() throws IOException {
        var storage = DiskStorage.open(from());
        storage.close();

        assertThatThrownBy(() -> Backup.write(storage, List.of(), "test", new ByteArrayOutputStream()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    private static void write(DiskStorage storage, int number) {
        storage.state().write(batch -> {
            for (var family : List.of(Family.PROFILES, Family.HISTORY, Family.DELIVERIES)) {
                batch.put(family, bytes("ada"), bytes("" + number));
            }
        });
    }

    private Path backup() throws IOException {
        try (var storage = DiskStorage.open(from())) {
            storage.log().append(List.of(bytes("first"), bytes("second"), bytes("third")));
            Files.writeString(from().resolve("admin.json"), "{}");
            storage.state().write(batch -> {
                batch.put(Family.PROFILES, bytes("ada"), bytes("1"));
                batch.put(Family.META, bytes("epoch"), bytes("one"));
                batch.put(
                        Family.META,
                        bytes("progress"),
                        ByteBuffer.allocate(16)
                                .putLong(3)
                                .putLong(AT.toEpochMilli())
                                .array());
            });
            return write(storage);
        }
    }

    private Path write(DiskStorage storage) throws IOException {
        try (var to = Files.newOutputStream(file())) {
            Backup.write(storage, List.of("admin.json", "draft.json"), "test", to);
        }
        return file();
    }

    private static String get(DiskStorage storage, Family family, String key) {
        return storage.state()
                .get(family, bytes(key))
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .orElse("missing");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path from() {
        return temporary.resolve("from");
    }

    private Path to() {
        return temporary.resolve("to");
    }

    private Path file() {
        return temporary.resolve("backup.zip");
    }
}
