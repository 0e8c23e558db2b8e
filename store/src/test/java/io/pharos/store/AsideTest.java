package io.pharos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.runtime.Rows.Family;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at a data folder leaves it as it is. */
final class AsideTest {
    @TempDir
    private Path data;

    @Test
    void rowsThatAreWrittenAreForgottenAndNoFileChanges() throws IOException {
        try (var storage = DiskStorage.open(data)) {
            storage.log().append(List.of(bytes("first")));
            storage.state().write(batch -> batch.put(Family.PROFILES, bytes("ada"), bytes("1")));
            storage.state().flush();
        }
        tear();
        var before = files();
        try (var aside = Aside.open(data)) {
            assertThat(aside.state().get(Family.PROFILES, bytes("ada"))).hasValue(bytes("1"));
            assertThat(aside.log().end()).isEqualTo(1);
            assertThat(aside.log().read(0, 10)).containsExactly(bytes("first"));
            aside.state().write(batch -> batch.put(Family.PROFILES, bytes("ada"), bytes("2")));
            aside.state().flush();
            aside.scratch().write(batch -> batch.put(Family.PROFILES, bytes("ada"), bytes("3")));
            aside.log().drop(1);
            assertThatThrownBy(() -> aside.log().append(List.of(bytes("second"))))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(files()).isEqualTo(before);
        try (var storage = DiskStorage.open(data)) {
            assertThat(storage.state().get(Family.PROFILES, bytes("ada"))).hasValue(bytes("1"));
        }
    }

    @Test
    void whatSomebodyHasOpenIsNotLookedAt() {
        try (var _ = DiskStorage.open(data)) {
            assertThatThrownBy(() -> Aside.open(data))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is open in process");
        }
    }

    @Test
    void whatAProcessLeftThatWasKilledIsClearedAway() throws IOException {
        DiskStorage.open(data).close();
        var left = Files.createDirectories(data.resolve("scratch/123/state"));
        Files.writeString(left.resolve("000012.sst"), "rows");

        DiskStorage.open(data).close();

        assertThat(data.resolve("scratch")).doesNotExist();
    }

    /** As a crash in the middle of an append leaves it. */
    private void tear() throws IOException {
        Files.write(
                data.resolve("log/0000000000000000000.log"), new byte[] {0, 0, 0, 20, 1, 2}, StandardOpenOption.APPEND);
    }

    /** With checksums of what is in them. */
    private Map<String, Long> files() throws IOException {
        var files = new TreeMap<String, Long>();
        try (var walk = Files.walk(data)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                var checksum = new CRC32();
                checksum.update(Files.readAllBytes(file));
                files.put(data.relativize(file).toString(), checksum.getValue());
            }
        }
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
