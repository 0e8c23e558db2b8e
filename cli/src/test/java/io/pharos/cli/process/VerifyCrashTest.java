package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed at any moment while people become one, are taken apart, are erased, definitions are published and backups are
 * made: whatever it leaves follows from its events, and what it acknowledged is there. More rounds: {@code -Dpharos.crashes=300}.
 */
final class VerifyCrashTest {
    private static final int ROUNDS = Integer.getInteger("pharos.crashes", 3);
    private static final int CLIENTS = 3;
    private static final int LONGEST_MILLIS = 2_500;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    @Test
    void whateverACrashLeavesFollowsFromTheEventsAndNothingAcknowledgedIsMissing() throws Exception {
        var turmoil = new Turmoil(seed, folder);
        var workspace = turmoil.workspace();
        try (var threads = new Crew()) {
            for (var client = 0; client < CLIENTS; client++) {
                var number = client;
                threads.work(() -> turmoil.sendEvents(number));
            }
            threads.work(turmoil::administer);
            threads.work(turmoil::erase);
            threads.work(turmoil::keepBackups);
            for (var round = 1; round <= ROUNDS; round++) {
                crash(turmoil, workspace);
                isVerified(data());
            }
            turmoil.stop();
            threads.await();
        }
        assertThat(turmoil.acknowledged()).as("seed %d", seed).isNotEmpty();
        isThere(data(), workspace, turmoil.acknowledged(), turmoil.leavers());
        assertThat(turmoil.leavers().gone()).as("seed %d", seed).isPositive();
        var backup = turmoil.backup().orElseThrow(() -> new AssertionError("seed " + seed + ": no backup was whole"));
        var restored = folder.resolve("restored");
        assertThat(Cli.run("restore", backup.file(), "--data", restored).code()).isZero();
        isVerified(restored);
        isThere(restored, workspace, backup.acknowledged(), new Leavers(""));
        for (var broken : turmoil.brokenBackups()) {
            isRefusedOrWhole(broken);
        }
    }

    /** It may have lost nothing but the word that it is complete. */
    private void isRefusedOrWhole(Path backup) {
        var data = folder.resolve("of-" + backup.getFileName());
        var outcome = Cli.run("restore", backup, "--data", data);
        if (outcome.code() == 0) {
            isVerified(data);
        } else {
            assertThat(outcome.said()).contains("no backup").doesNotContain("Exception");
            assertThat(data).doesNotExist();
        }
    }

    private void crash(Turmoil turmoil, Path workspace) {
        try (var server = PharosProcess.serve(data(), workspace)) {
            turmoil.to(server.address());
            var before = turmoil.sent();
            Until.holds(() -> turmoil.sent() > before + 50, () -> about(server));
            server.linger(Duration.ofMillis(random.nextInt(LONGEST_MILLIS)));
            assertThat(server.isAlive()).as(about(server)).isTrue();
            server.kill();
            turmoil.nowhere();
        }
    }

    private void isVerified(Path data) {
        var outcome = Cli.run("verify", "--data", data);
        assertThat(outcome.said())
                .as("seed %d", seed)
                .containsPattern("\\d+ profiles, \\d+ events, \\d+ identifiers, \\d+ deliveries: no differences");
        assertThat(outcome.code()).isZero();
    }

    private void isThere(Path data, Path workspace, Map<String, Set<String>> acknowledged, Leavers leavers)
            throws IOException {
        try (var server = PharosProcess.serve(data, workspace);
                var http = new Http(server.address())) {
            acknowledged.forEach((person, ids) -> {
                var found = http.get("/api/profiles/" + person)
                        .path("attributes")
                        .path("ids")
                        .valueStream()
                        .map(id -> id.asString())
                        .toList();
                assertThat(found).as("seed %d: %s", seed, person).containsAll(ids);
            });
            leavers.areGoneOrThere(http, seed);
            leavers.leaveAll(http, random); // on a slow machine nobody may have been answered yet
            leavers.areGoneOrThere(http, seed);
            assertThat(server.stop()).as(server.output()).isZero();
        }
        try (var left = Files.list(data)) {
            assertThat(left.map(file -> file.getFileName().toString())).doesNotContain("scratch", "restoring");
        }
    }

    private String about(PharosProcess server) {
        return "seed " + seed + "; the server said:\n" + server.output();
    }

    private Path data() {
        return folder.resolve("data");
    }
}
