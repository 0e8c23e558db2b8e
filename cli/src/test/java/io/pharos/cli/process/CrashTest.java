package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server under load is killed again and again: what it acknowledged is there, once, and so are its actions. */
final class CrashTest {
    private static final int ROUNDS = 5;
    private static final int CLIENTS = 4;
    private static final int VISITORS = 12;
    private static final int EVENTS = 200;
    private static final int PLACE = 14;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Instant start = Instant.now().minus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.MILLIS);
    private final Lamps lamps = new Lamps(seed, VISITORS, EVENTS, start);
    private final Sender sender = new Sender();

    @TempDir
    private Path folder;

    @Test
    void whatWasAcknowledgedSurvivesEveryCrashOnceAndNoActionIsLostOrDoubled() throws Exception {
        try (var receiver = Receiver.open();
                var threads = new Crew()) {
            Lamps.write(workspace(), receiver.url());
            for (var client = 0; client < CLIENTS; client++) {
                var requests = lamps.requests(client, CLIENTS);
                threads.work(() -> sender.send(requests));
            }
            for (var round = 1; round <= ROUNDS; round++) {
                crash(round);
            }
            try (var server = serve()) {
                sender.to(server.address());
                threads.await();
                everythingWasCountedOnce(server);
                everyActionWasToldOnce(receiver);
                nothingIsLeftToDo(server);
                assertThat(server.stop()).as(server.output()).isZero();
            }
            theExportIsWhatAReplayMakes();
        }
    }

    /** Kills one server somewhere on the way, now and then another one while it starts. */
    private void crash(int round) {
        if (random.nextInt(4) == 0) {
            try (var starting = serve()) {
                starting.linger(Duration.ofMillis(random.nextInt(1_500)));
            }
        }
        try (var server = serve()) {
            var address = server.address();
            whatWasAcknowledgedIsThere(server);
            var target =
                    Math.max(sender.acknowledged() + 1, VISITORS * EVENTS * round / (ROUNDS + 1) - random.nextInt(100));
            sender.to(address);
            Until.holds(
                    () -> sender.acknowledged() >= target || !server.isAlive(),
                    () -> about(sender.acknowledged() + " of " + target + " acknowledged", server));
            server.linger(Duration.ofMillis(random.nextInt(50)));
            assertThat(server.isAlive())
                    .as(about("it did not die by itself", server))
                    .isTrue();
        }
    }

    private void whatWasAcknowledgedIsThere(PharosProcess server) {
        try (var http = new Http(server.address())) {
            sender.acknowledgedByVisitor().forEach((visitor, numbers) -> {
                var found =
                        http.profile("anonymous", visitor).path("attributes").path("numbers");
                assertThat(found.valueStream().map(number -> Integer.valueOf(number.asString())))
                        .as(about("after a crash, of " + visitor, server))
                        .containsAll(numbers);
            });
        }
    }

    private void everythingWasCountedOnce(PharosProcess server) {
        try (var http = new Http(server.address())) {
            for (var history : lamps.histories()) {
                var visitor = history.getFirst().visitor();
                var attributes = http.profile("anonymous", visitor).path("attributes");
                assertThat(attributes.path("count").asInt())
                        .as(about("count of " + visitor, server))
                        .isEqualTo(EVENTS);
                assertThat(attributes.path("numbers")).hasSize(EVENTS);
                assertThat(attributes.path("total").asInt())
                        .as(about("total of " + visitor, server))
                        .isEqualTo(history.stream().mapToInt(Lamps.Sent::amount).sum());
            }
        }
    }

    private void everyActionWasToldOnce(Receiver receiver) {
        var demanded = lamps.told();
        Until.holds(
                () -> ids(receiver).keySet().containsAll(demanded),
                () -> "seed " + seed + ": lost "
                        + without(demanded, ids(receiver).keySet()));
        var ids = ids(receiver);
        assertThat(without(ids.keySet(), demanded))
                .as("seed %d: not demanded", seed)
                .isEmpty();
        ids.values().removeIf(of -> of.size() == 1);
        assertThat(ids).as("seed %d: told under several ids", seed).isEmpty();
        noIdIsMadeAnew(receiver);
        inOrder(receiver);
    }

    /** Ids begin with the place in the log where the delivery was made: no other one can come from there. */
    private void noIdIsMadeAnew(Receiver receiver) {
        var places = bodies(receiver).keySet().stream()
                .map(id -> id.substring(0, PLACE))
                .toList();
        assertThat(places).as("seed %d", seed).doesNotHaveDuplicates();
    }

    /** By the transition that is told. */
    private Map<String, Set<String>> ids(Receiver receiver) {
        var ids = new TreeMap<String, Set<String>>();
        bodies(receiver).forEach((id, body) -> {
            if (Lamps.isDemanded(told(body))) {
                ids.computeIfAbsent(Lamps.transition(told(body)), _ -> new TreeSet<>())
                        .add(id);
            }
        });
        return ids;
    }

    /** By id; a delivery that came twice said the same twice. */
    private Map<String, String> bodies(Receiver receiver) {
        var bodies = new HashMap<String, String>();
        for (var call : receiver.calls()) {
            var before = bodies.put(call.id(), call.body());
            assertThat(before == null || before.equals(call.body()))
                    .as("seed %d: %s after %s", seed, call, before)
                    .isTrue();
        }
        return bodies;
    }

    /** Deliveries of one action and visitor never overtake each other; their ids rise as they were made. */
    private void inOrder(Receiver receiver) {
        receiver.calls().stream()
                .collect(Collectors.groupingBy(call -> {
                    var words = told(call.body());
                    return words.substring(0, words.lastIndexOf(' '));
                }))
                .forEach((lane, calls) -> assertThat(calls.stream().map(Receiver.Call::id))
                        .as("seed %d: %s", seed, lane)
                        .isSorted());
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        var rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static String told(String body) {
        return Http.JSON.readTree(body).path("told").asString();
    }

    private void nothingIsLeftToDo(PharosProcess server) {
        try (var http = new Http(server.address())) {
            Until.holds(
                    () -> http.get("/api/deliveries?state=pending")
                            .path("deliveries")
                            .isEmpty(),
                    server::output);
            assertThat(http.get("/api/dead-letters").path("deliveries")).isEmpty();
        }
    }

    private void theExportIsWhatAReplayMakes() throws IOException {
        var events = folder.resolve("events.jsonl");
        Files.write(
                events,
                lamps.histories().stream()
                        .flatMap(history -> history.stream().map(Lamps.Sent::json))
                        .toList());
        var until = start.plus(Duration.ofHours(2)).toString();
        var exported = folder.resolve("exported.jsonl");
        var replayed = folder.resolve("replayed.jsonl");
        assertThat(Cli.run("export", "profiles", "--data", data(), "--until", until, "--export", exported)
                        .code())
                .isZero();
        assertThat(Cli.run("replay", "--workspace", workspace(), "--until", until, "--export", replayed, events)
                        .code())
                .isZero();
        assertThat(exported).as("seed %d", seed).hasSameTextualContentAs(replayed);
    }

    private String about(String what, PharosProcess server) {
        return "seed " + seed + ": " + what + "; the server said:\n" + server.output();
    }

    private PharosProcess serve() {
        return PharosProcess.serve(data(), workspace());
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path workspace() {
        return folder.resolve("workspace");
    }
}
