package io.pharos.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Identifier;
import io.pharos.model.Value;
import io.pharos.runtime.DeliveryRecord;
import io.pharos.runtime.Host;
import io.pharos.runtime.HostSettings;
import io.pharos.runtime.Outbox;
import io.pharos.runtime.Proposal;
import io.pharos.runtime.PublishResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;

/** Once somebody has been erased, no file of the data folder has a byte of what they were called. */
final class ErasedFilesTest {
    private static final String WORKSPACE = """
            workspace: shop
            sources: { website: { kind: web, key: web } }
            identifiers: { email: { from: email } }
            attributes:
              address: { type: string, enrichments: [ set: { to: email } ] }
              orders: { type: number, enrichments: [ increase: { by: 1 } ] }
            segments: { buyers: { if: { orders: { at_least: 1 } } } }
            connectors: { notes: { kind: log, file: notes.jsonl } }
            actions:
              welcome: { connector: notes, trigger: { joined: buyers }, mapping: { who: address } }
            """;
    private static final int OTHERS = 300;
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void noFileHasWhatSomebodyWasCalledWhoWasErased() throws IOException {
        // the first and the last of all keys, which the files of RocksDB have in their catalogue, too
        var first = new Identifier("email", "!first@example.org");
        var last = new Identifier("email", "~last@example.org");
        try (var host = open()) {
            publish(host);
            for (var round = 0; round < 3; round++) {
                for (var visitor = 0; visitor < OTHERS; visitor++) {
                    send(host, "device-" + visitor, "visitor-" + visitor + "@example.org", round);
                }
                send(host, "!!device", first.value(), round);
                send(host, "~~device", last.value(), round);
            }
        }
        assertThat(holding("first@example.org")).as("before").anyMatch(file -> file.endsWith(".sst"));
        try (var host = open()) {
            send(host, "!!tablet", first.value(), 3);

            for (var erased : List.of(first, last)) {
                var erasure = host.erase(erased).join().orElseThrow();
                assertThat(erasure.isOffDisk()).isTrue();
            }

            for (var name : List.of("first@example.org", "last@example.org", "!!device", "!!tablet", "~~device")) {
                await(() -> holding(name).isEmpty());
                assertThat(holding(name)).as(name).isEmpty();
            }
            assertThat(holding("visitor-7@example.org")).isNotEmpty();
            assertThat(host.stats().profiles()).isEqualTo(OTHERS);
        }
        try (var host = open()) {
            assertThat(host.profile(first).join()).isEmpty();
            var kept = host.profile(new Identifier("email", "visitor-7@example.org"))
                    .join()
                    .orElseThrow();
            assertThat(kept.snapshot().attributes()).containsEntry("orders", Value.Amount.of(3));
        }
    }

    @Test
    void theReportSaysIfSomebodyStillReadsWhatWasThere() {
        var storage = DiskStorage.open(folder);
        try (var host = Host.open(storage, Optional.empty(), _ -> {}, settings(), InstantSource.fixed(NOW))) {
            publish(host);
            send(host, "device", "ada@example.org", 0);
            var written = host.deliveries(DeliveryRecord.Filter.ALL, 1);
            assertThat(written).hasSize(1);
            try (var _ = storage.state().view()) {
                var erasure = host.erase(new Identifier("email", "ada@example.org"))
                        .join()
                        .orElseThrow();

                assertThat(erasure.isOffDisk()).isFalse();
            }
        }
    }

    private static void await(BooleanSupplier condition) {
        // the files that are not needed any more are deleted a moment later
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** The files with {@code text} in them, be it packed. */
    private List<String> holding(String text) {
        var found = new ArrayList<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (has(Files.readAllBytes(file), text) || (file.toString().endsWith(".sst") && hasRow(file, text))) {
                    found.add(folder.relativize(file).toString());
                }
            }
        } catch (IOException | UncheckedIOException | RocksDBException e) {
            return List.of("a file that was just deleted: " + e.getMessage());
        }
        return found;
    }

    private static boolean hasRow(Path file, String text) throws RocksDBException {
        try (var options = new Options();
                var reading = new ReadOptions();
                var reader = new SstFileReader(options)) {
            reader.open(file.toString());
            try (var rows = reader.newIterator(reading)) {
                for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                    if (has(rows.key(), text) || has(rows.value(), text)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean has(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }

    @SuppressWarnings("MustBeClosed") // handed over
    private Host open() {
        Outbox nobody = _ -> {};
        return Host.open(DiskStorage.open(folder), Optional.empty(), nobody, settings(), InstantSource.fixed(NOW));
    }

    private static HostSettings settings() {
        return HostSettings.DEFAULT.withShards(2);
    }

    private static void publish(Host host) {
        var files = new TreeMap<>(Map.of("workspace.yaml", WORKSPACE));
        var result = host.publish(new Proposal(files, 0, "ada", "", Optional.empty(), false))
                .join();
        assertThat(result).isInstanceOf(PublishResult.Published.class);
    }

    private static void send(Host host, String device, String email, int number) {
        var event = new Event(
                "e" + number,
                "website",
                device,
                "purchase",
                NOW.minusSeconds(100 - number),
                0,
                NOW,
                Origin.LIVE,
                null,
                Map.of("email", new Value.Text(email)),
                List.of());
        host.ingest(event).join();
    }
}
