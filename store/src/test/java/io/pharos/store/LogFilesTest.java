package io.pharos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log on disk: torn ends, damage, files that begin and go. */
final class LogFilesTest {
    private static final String FIRST = "0000000000000000000.log";

    @TempDir
    private Path folder;

    @Test
    void anAppendThatWasCutShortAnywhereIsGoneAndNothingElse() throws IOException {
        write(List.of("first", "second"), List.of("third"));
        var whole = Files.readAllBytes(folder.resolve(FIRST));
        write(List.of("torn", "as well"));
        var torn = Files.readAllBytes(folder.resolve(FIRST));

        for (var length = whole.length; length < torn.length; length++) {
            Files.write(folder.resolve(FIRST), Arrays.copyOf(torn, length));
            assertThat(read()).as("cut at byte %d", length).containsExactly("first", "second", "third");
            assertThat(Files.size(folder.resolve(FIRST))).isEqualTo(whole.length);
        }
        Files.write(folder.resolve(FIRST), torn);
        assertThat(read()).containsExactly("first", "second", "third", "torn", "as well");
    }

    @Test
    void aByteThatChangedInTheLastAppendMakesItTorn() throws IOException {
        write(List.of("first"));
        var whole = Files.size(folder.resolve(FIRST));
        write(List.of("torn"));
        var torn = Files.readAllBytes(folder.resolve(FIRST));

        for (var at = (int) whole; at < torn.length; at++) {
            var changed = torn.clone();
            changed[at] ^= 0x10;
            Files.write(folder.resolve(FIRST), changed);
            assertThat(read()).as("byte %d changed", at).containsExactly("first");
        }
    }

    @Test
    void zerosAtTheEndAreTorn() throws IOException {
        write(List.of("first"));
        Files.write(folder.resolve(FIRST), new byte[10_000], StandardOpenOption.APPEND);

        assertThat(read()).containsExactly("first");
    }

    @Test
    void whatIsAppendedAfterATornEndIsKept() throws IOException {
        write(List.of("first"));
        Files.write(folder.resolve(FIRST), new byte[] {0, 0, 0, 20, 1, 2, 3}, StandardOpenOption.APPEND);
        write(List.of("second"));

        assertThat(read()).containsExactly("first", "second");
    }

    @Test
    void damageBeforeWholeRecordsIsAnErrorThatNamesFileAndByte() throws IOException {
        write(List.of("first"));
        var second = Files.size(folder.resolve(FIRST));
        write(List.of("second"), List.of("third"));
        var bytes = Files.readAllBytes(folder.resolve(FIRST));

        for (var at = (int) second; at < second + 20; at++) {
            var damaged = bytes.clone();
            damaged[at] ^= 0x10;
            Files.write(folder.resolve(FIRST), damaged);
            assertThatThrownBy(this::read)
                    .as("byte %d changed", at)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(FIRST)
                    .hasMessageContaining("at byte " + second);
        }
    }

    @Test
    void damageInAnEarlierFileIsAnErrorToo() throws IOException {
        try (var log = LogFiles.open(folder, 1)) {
            log.append(List.of(bytes("first")));
            log.append(List.of(bytes("second")));
        }
        var damaged = Files.readAllBytes(folder.resolve(FIRST));
        damaged[damaged.length - 1] ^= 1;
        Files.write(folder.resolve(FIRST), damaged);

        assertThatThrownBy(this::read).isInstanceOf(IllegalStateException.class).hasMessageContaining(FIRST);
    }

    @Test
    void filesBeginAndAreDroppedFromTheFront() throws IOException {
        try (var log = LogFiles.open(folder, 100)) {
            for (var i = 0; i < 20; i++) {
                log.append(List.of(bytes("record number " + i)));
            }
            assertThat(files()).hasSizeGreaterThan(3);
            log.drop(10);
            assertThat(files()).doesNotContain(FIRST);
            assertThat(text(log.read(10, 1).getFirst())).isEqualTo("record number 10");
            assertThatThrownBy(() -> log.read(0, 1)).isInstanceOf(IllegalArgumentException.class);
            log.drop(20);
            assertThat(files()).hasSize(1);
        }
        try (var log = LogFiles.open(folder, 100)) {
            assertThat(log.end()).isEqualTo(20);
        }
    }

    @SafeVarargs
    private void write(List<String>... appends) throws IOException {
        try (var log = LogFiles.open(folder, LogFiles.SEGMENT_BYTES)) {
            for (var append : appends) {
                log.append(append.stream().map(LogFilesTest::bytes).toList());
            }
        }
    }

    private List<String> read() throws IOException {
        try (var log = LogFiles.open(folder, LogFiles.SEGMENT_BYTES)) {
            var texts = new ArrayList<String>();
            while (texts.size() < log.end()) {
                log.read(texts.size(), 10).forEach(record -> texts.add(text(record)));
            }
            return texts;
        }
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
