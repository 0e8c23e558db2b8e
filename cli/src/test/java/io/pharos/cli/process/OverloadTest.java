package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More comes than a small server can take: it says so, and loses nothing of what it took. */
final class OverloadTest {
    private static final int CLIENTS = 32;
    private static final int REQUESTS = 10;
    private static final int BATCH = 40;
    /** So that all of it at once would not fit: 32 clients with 40 events of 4 kB each are 5 MB, the whole is 50 MB. */
    private static final String NOTE = "x".repeat(4_000);

    private final AtomicInteger refused = new AtomicInteger();

    @TempDir
    private Path folder;

    @Test
    void whoIsRefusedHearsWhenToComeBackAndInTheEndEverythingIsThere() throws Exception {
        var small = Map.of("PHAROS_MAILBOX_EVENTS", "100", "HEAP", "96m");
        try (var server = PharosProcess.serve(folder.resolve("data"), Spending.write(folder), small);
                var crew = new Crew()) {
            for (var client = 0; client < CLIENTS; client++) {
                var visitor = "v" + client;
                crew.work(() -> flood(server, visitor));
            }
            crew.await();
            try (var http = new Http(server.address())) {
                for (var client = 0; client < CLIENTS; client++) {
                    assertThat(Spending.count(http, "v" + client)).isEqualTo(REQUESTS * BATCH);
                }
            }
            assertThat(refused).as("answers of 503").hasPositiveValue();
            assertThat(server.stop()).as(server.output()).isZero();
            assertThat(server.output()).doesNotContain("OutOfMemory", "ERROR");
        }
    }

    @Test
    void aRequestThatWillNeverFitIsToldSo() throws IOException {
        var small = Map.of("PHAROS_MAILBOX_EVENTS", "100");
        try (var server = PharosProcess.serve(folder.resolve("data"), Spending.write(folder), small);
                var http = new Http(server.address())) {
            var answer = http.events(Spending.KEY, Spending.batch("ada", 0, 101, ""));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
            assertThat(answer.body()).contains("101 events", "100");
        }
    }

    private void flood(PharosProcess server, String visitor) throws IOException {
        try (var http = new Http(server.address())) {
            for (var request = 0; request < REQUESTS; request++) {
                var body = Spending.batch(visitor, request * BATCH, (request + 1) * BATCH, NOTE);
                var answer = http.events(Spending.KEY, body);
                while (answer.statusCode() == 503) {
                    refused.incrementAndGet();
                    assertThat(answer.headers().firstValue("Retry-After"))
                            .as(answer.body())
                            .contains("1");
                    assertThat(answer.body()).contains("More events are waiting than may wait");
                    answer = http.events(Spending.KEY, body); // at once, though it was asked not to
                }
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("accepted").doesNotContain("duplicate", "rejected");
            }
        }
    }
}
