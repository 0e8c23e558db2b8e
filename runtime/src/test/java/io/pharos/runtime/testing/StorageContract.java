package io.pharos.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.runtime.Rows;
import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a host relies on, whatever it is stored in. */
public abstract class StorageContract {
    private Storage storage;

    protected abstract Storage open();

    /** What a process finds that starts after this one was killed. */
    protected abstract Storage afterCrash(Storage storage);

    @BeforeEach
    void openStorage() {
        storage = open();
    }

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    @Test
    void theLogKeepsRecordsInOrder() {
        storage.log().append(List.of(bytes("a"), bytes("b")));
        storage.log().append(List.of(bytes("")));
        storage.log().append(List.of());
        storage.log().append(List.of(bytes("d")));

        assertThat(storage.log().end()).isEqualTo(4);
        assertThat(texts(storage.log().read(0, 1 << 20))).containsExactly("a", "b", "", "d");
        assertThat(texts(storage.log().read(3, 1 << 20))).containsExactly("d");
        assertThat(storage.log().read(4, 1 << 20)).isEmpty();
    }

    @Test
    void theLogIsReadInPiecesWithoutAGap() {
        var written = new ArrayList<String>();
        for (var i = 0; i < 100; i++) {
            written.add("record " + i);
            storage.log().append(List.of(bytes("record " + i)));
        }
        var read = new ArrayList<String>();
        while (read.size() < storage.log().end()) {
            var piece = storage.log().read(read.size(), 64);
            assertThat(piece).isNotEmpty();
            read.addAll(texts(piece));
        }
        assertThat(read).isEqualTo(written);
    }

    @Test
    void theLogSurvivesACrash() {
        storage.log().append(List.of(bytes("a"), bytes("b")));
        storage = afterCrash(storage);
        storage.log().append(List.of(bytes("c")));
        storage = afterCrash(storage);

        assertThat(texts(storage.log().read(0, 1 << 20))).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsBehindADropStays() {
        storage.log().append(List.of(bytes("a"), bytes("b"), bytes("c")));
        storage.log().drop(2);

        assertThat(texts(storage.log().read(2, 1 << 20))).containsExactly("c");
        assertThat(storage.log().end()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aRowIsReadBack(Family family) {
        put(family, "key", "value");

        assertThat(get(family, "key")).isEqualTo("value");
        assertThat(get(family, "other")).isEqualTo("missing");
    }

    @Test
    void theLastWriteCounts() {
        put(Family.PROFILES, "a", "1");
        put(Family.PROFILES, "a", "2");
        put(Family.PROFILES, "b", "1");
        storage.state().write(batch -> batch.delete(Family.PROFILES, bytes("b")));

        assertThat(get(Family.PROFILES, "a")).isEqualTo("2");
        assertThat(get(Family.PROFILES, "b")).isEqualTo("missing");
    }

    @Test
    void rowsAreScannedInTheOrderOfTheirBytes() {
        List.of("b", "\u00e9", "a", "ab", "").forEach(key -> put(Family.IDENTITIES, key, "value of " + key));

        assertThat(keys(storage.state(), "", "\uffff")).containsExactly("", "a", "ab", "b", "\u00e9");
        assertThat(keys(storage.state(), "a", "b")).containsExactly("a", "ab");
        try (var view = storage.state().view()) {
            var back = new ArrayList<String>();
            view.scanBack(Family.IDENTITIES, bytes("a"), bytes("b"), (key, _) -> back.add(text(key)));
            assertThat(back).containsExactly("ab", "a");
        }
    }

    @Test
    void aScanEndsWhenItsReaderSaysSo() {
        List.of("a", "b", "c").forEach(key -> put(Family.IDENTITIES, key, ""));
        var read = new ArrayList<String>();
        storage.state().scan(Family.IDENTITIES, bytes("a"), bytes("z"), (key, _) -> {
            read.add(text(key));
            return read.size() < 2;
        });
        assertThat(read).containsExactly("a", "b");
    }

    @Test
    void aViewStaysAsItIs() {
        put(Family.IDENTITIES, "a", "1");
        try (var view = storage.state().view()) {
            put(Family.IDENTITIES, "a", "2");
            put(Family.IDENTITIES, "b", "2");

            assertThat(keys(view, "a", "z")).containsExactly("a");
            assertThat(view.get(Family.IDENTITIES, bytes("a"))).hasValue(bytes("1"));
        }
    }

    @Test
    void aBatchThatFailsChangesNothing() {
        assertThatThrownBy(() -> storage.state().write(batch -> {
                    batch.put(Family.META, bytes("a"), bytes("1"));
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(get(Family.META, "a")).isEqualTo("missing");
    }

    @Test
    void onlyWhatWasFlushedSurvivesACrashAndAllOfIt() {
        put(Family.PROFILES, "a", "1");
        put(Family.META, "position", "1");
        storage.state().flush();
        put(Family.PROFILES, "a", "2");
        put(Family.META, "position", "2");

        assertThat(storage.state().getFlushed(Family.META, bytes("position"))).hasValue(bytes("1"));
        assertThat(get(Family.META, "position")).isEqualTo("2");
        storage = afterCrash(storage);
        assertThat(get(Family.PROFILES, "a")).isEqualTo("1");
        assertThat(get(Family.META, "position")).isEqualTo("1");
    }

    private void put(Family family, String key, String value) {
        storage.state().write(batch -> batch.put(family, bytes(key), bytes(value)));
    }

    private String get(Family family, String key) {
        return storage.state()
                .get(family, bytes(key))
                .map(StorageContract::text)
                .orElse("missing");
    }

    private static List<String> keys(Rows rows, String from, String to) {
        var keys = new ArrayList<String>();
        rows.scan(Family.IDENTITIES, bytes(from), bytes(to), (key, _) -> keys.add(text(key)));
        return keys;
    }

    private static List<String> texts(List<byte[]> records) {
        return records.stream().map(StorageContract::text).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
