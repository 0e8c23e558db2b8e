package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is killed while it erases people: each of them is there with everything, or not at all. */
final class ErasureCrashTest {
    private static final String WORKSPACE = """
            workspace: shop
            sources: { website: { kind: web, key: web-key } }
            identifiers: { email: { from: email } }
            attributes:
              orders: { type: number, enrichments: [ increase: { by: 1 } ] }
            segments: { buyers: { if: { orders: { at_least: 1 } } } }
            """;
    private static final int ROUNDS = 4;
    private static final int ERASED_IN_A_ROUND = 10;
    private static final int ORDERS = 3;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Instant sent = Instant.now().minusSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void whoeverIsErasedIsGoneAltogetherOrThereAltogether() throws Exception {
        Files.createDirectories(workspace());
        Files.writeString(workspace().resolve("workspace.yaml"), WORKSPACE);
        try (var server = serve();
                var http = new Http(server.address())) {
            for (var visitor : visitors(0, ROUNDS * ERASED_IN_A_ROUND + 1)) {
                assertThat(http.events("web-key", orders(visitor)).statusCode()).isEqualTo(200);
            }
            server.kill();
        }
        for (var round = 0; round < ROUNDS; round++) {
            var erased = visitors(round * ERASED_IN_A_ROUND, (round + 1) * ERASED_IN_A_ROUND);
            try (var server = serve();
                    var http = new Http(server.address())) {
                erased.forEach(visitor -> Thread.ofVirtual().start(() -> attempt(http, visitor)));
                server.linger(Duration.ofMillis(random.nextInt(400)));
                server.kill();
            }
            try (var server = serve();
                    var http = new Http(server.address())) {
                for (var visitor : erased) {
                    thereOrGone(http, visitor);
                }
                server.kill();
            }
        }
        theRestIsErasedAndOnNoDisk();
    }

    private void thereOrGone(Http http, String visitor) throws IOException {
        var byDevice = http.profile("anonymous", "device-of-" + visitor);
        var byName = http.profile("email", visitor);
        assertThat(byDevice.path("attributes")).as("seed %d, %s", seed, visitor).isEqualTo(byName.path("attributes"));
        if (!byName.isMissingNode()) {
            assertThat(byName.path("attributes").path("orders").asInt())
                    .as("seed %d, %s", seed, visitor)
                    .isEqualTo(ORDERS);
            return;
        }
        var again = Http.JSON.readTree(http.events("web-key", orders(visitor)).body());
        assertThat(again.path("results")
                        .valueStream()
                        .map(result -> result.path("status").asString()))
                .as("seed %d, %s", seed, visitor)
                .containsOnly("erased");
        assertThat(http.profile("email", visitor).isMissingNode()).isTrue();
    }

    private void theRestIsErasedAndOnNoDisk() throws IOException {
        var all = visitors(0, ROUNDS * ERASED_IN_A_ROUND);
        try (var server = serve();
                var http = new Http(server.address())) {
            for (var visitor : all) {
                assertThat(http.delete("/api/profiles/email/" + visitor).statusCode())
                        .isIn(200, 404);
            }
            Until.holds(() -> all.stream().noneMatch(this::isOnDisk), () -> "seed " + seed + ": " + left(all));
            assertThat(http.get("/api/stats").path("counts").path("profiles").asInt())
                    .isEqualTo(1);
            assertThat(server.stop()).as(server.output()).isZero();
        }
        assertThat(left(all)).as("seed %d", seed).isEmpty();
        try (var command = PharosProcess.start(
                Map.of(), "export", "profiles", "--data", folder.resolve("data").toString())) {
            assertThat(command.exitCode()).isZero();
            assertThat(command.output()).contains("1 profiles").doesNotContain(all.getFirst());
        }
    }

    private void attempt(Http http, String visitor) {
        try {
            var _ = http.delete("/api/profiles/email/" + visitor);
        } catch (UncheckedIOException killed) {
            // whatever became of it
        }
    }

    private List<String> left(List<String> visitors) {
        return visitors.stream().filter(this::isOnDisk).toList();
    }

    private boolean isOnDisk(String visitor) {
        try (var files = Files.walk(folder.resolve("data"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(visitor)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | UncheckedIOException deleted) {
            return true; // looked for once more
        }
    }

    private static List<String> visitors(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        number -> "q" + Integer.toHexString(number * 7919 + 4_000_000) + "-" + number + "@example.org")
                .toList();
    }

    private String orders(String visitor) {
        var orders = new ArrayList<String>();
        for (var order = 0; order < ORDERS; order++) {
            orders.add("""
                    {"id":"%s-%d","event":"order","visitor":"device-of-%s","time":"%s","attributes":{"email":"%s"}}""".formatted(visitor, order, visitor, sent.plusMillis(order), visitor));
        }
        return "[" + String.join(",", orders) + "]";
    }

    private PharosProcess serve() {
        return PharosProcess.serve(folder.resolve("data"), workspace());
    }

    private Path workspace() {
        return folder.resolve("workspace");
    }
}
