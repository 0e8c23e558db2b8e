package io.pharos.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients who never rest: some send events of people who turn out to be one, an administrator takes these apart, publishes other
 * definitions, erases people and makes backups. What becomes of it when the server dies is remembered as far as it was answered.
 */
final class Turmoil {
    private static final String KEY = "turmoil-key";
    private static final int PEOPLE = 12;
    private static final int DEVICES = 20;

    private static final String WORKSPACE = """
            workspace: turmoil
            settle: 0s
            limits: { identifiers: 6 }
            sources:
              site: { kind: server, key: turmoil-key }
            identifiers:
              customer: { from: customer }
              email: { from: email }
            attributes:
              ids: { type: set_of_strings, enrichments: [ add: { from: number } ] }
              count: { type: number, enrichments: [ increase: { by: STEP } ] }
            badges:
              keen: { while: { count: { at_least: 5 } } }
            segments:
              busy: { if: { did: { event: visit, times: { at_least: 3 }, within: 2s } } }
            connectors:
              notebook: { kind: log, file: notebook.jsonl }
            actions:
              noticed:
                connector: notebook
                trigger: { badge_assigned: keen }
                mapping: { who: "{{ profile.id }}" }
              rests:
                connector: notebook
                trigger: { left: busy }
                mapping: { who: "{{ profile.id }}" }
            """;

    private final long seed;
    private final Path folder;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Path> broken = new ConcurrentLinkedQueue<>();
    private final Leavers leavers = new Leavers(KEY);
    private volatile Optional<Kept> backup = Optional.empty();
    private Optional<URI> server = Optional.empty();
    private boolean stopped;

    /**
     * A backup that arrived as a whole.
     *
     * @param acknowledged what had been by the time it began, by the person it was sent for
     */
    record Kept(Path file, Map<String, Set<String>> acknowledged) {}

    Turmoil(long seed, Path folder) {
        this.seed = seed;
        this.folder = folder;
    }

    Path workspace() throws IOException {
        return Files.writeString(folder.resolve("turmoil.yaml"), definitions(1));
    }

    private static String definitions(int step) {
        return WORKSPACE.replace("STEP", Integer.toString(step));
    }

    synchronized void to(URI address) {
        server = Optional.of(address);
        notifyAll();
    }

    /** The server is dead. */
    synchronized void nowhere() {
        server = Optional.empty();
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Where there is a server, as soon as there is one; empty if it is over. */
    private synchronized Optional<URI> awaitServer() throws InterruptedException {
        while (server.isEmpty() && !stopped) {
            wait();
        }
        return stopped ? Optional.empty() : server;
    }

    private synchronized boolean isAt(URI address) {
        return !stopped && server.equals(Optional.of(address));
    }

    int sent() {
        return numbers.get();
    }

    Leavers leavers() {
        return leavers;
    }

    /** By the person it was sent for. */
    Map<String, Set<String>> acknowledged() {
        var copy = new ConcurrentHashMap<String, Set<String>>();
        acknowledged.forEach((person, ids) -> copy.put(person, Set.copyOf(ids)));
        return copy;
    }

    Optional<Kept> backup() {
        return backup;
    }

    /** Those that broke off, as far as anything of them came. */
    List<Path> brokenBackups() {
        return broken.stream().filter(Files::exists).toList();
    }

    private interface Deed {
        void done(Http http, Random random) throws IOException;
    }

    void sendEvents(int client) throws InterruptedException {
        again(client, this::send);
    }

    void administer() throws InterruptedException {
        again(-1, (http, random) -> {
            if (random.nextInt(3) == 0) {
                publish(http, random);
            } else {
                unlink(http, random);
            }
        });
    }

    void erase() throws InterruptedException {
        again(-3, leavers::leave);
    }

    void keepBackups() throws InterruptedException {
        again(-2, this::keep);
    }

    private void again(int who, Deed deed) throws InterruptedException {
        var random = new Random(seed + who);
        for (var address = awaitServer(); address.isPresent(); address = awaitServer()) {
            try (var http = new Http(address.get())) {
                while (isAt(address.get())) {
                    deed.done(http, random);
                }
            } catch (IOException | UncheckedIOException killed) {
                // what was not answered may have been done or not
            }
        }
    }

    private void send(Http http, Random random) throws IOException {
        if (random.nextInt(4) == 0) {
            leavers.send(http, random);
            return;
        }
        var events = new ArrayList<String>();
        var ids = new ConcurrentHashMap<String, Set<String>>();
        for (var size = 1 + random.nextInt(8); size > 0; size--) {
            var id = "e" + numbers.incrementAndGet();
            var person = "customer/c" + random.nextInt(PEOPLE);
            ids.computeIfAbsent(person, _ -> new ConcurrentSkipListSet<>()).add(id);
            events.add("""
                    {"id":"%s","event":"visit","visitor":"device-%d","attributes":{"number":"%s","customer":"%s"%s}}""".formatted(
                    id,
                    random.nextInt(DEVICES),
                    id,
                    person.substring(person.indexOf('/') + 1),
                    random.nextInt(3) == 0 ? ",\"email\":\"p%d@x.org\"".formatted(random.nextInt(PEOPLE)) : ""));
        }
        var answer = http.events(KEY, "[" + String.join(",", events) + "]");
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer + ": " + answer.body());
        }
        ids.forEach((person, some) -> acknowledged
                .computeIfAbsent(person, _ -> new ConcurrentSkipListSet<>())
                .addAll(some));
    }

    private static void unlink(Http http, Random random) {
        var _ = http.post(
                "/api/profiles/customer/c" + random.nextInt(PEOPLE) + "/unlink",
                "{\"from\":{\"kind\":\"anonymous\",\"value\":\"device-" + random.nextInt(DEVICES) + "\"}}");
    }

    private static void publish(Http http, Random random) {
        var base = http.get("/api/workspace").path("version").asLong();
        var body =
                Http.JSON.createObjectNode().put("base", base).put("note", "").put("fire", random.nextBoolean());
        body.putObject("files").put("turmoil.yaml", definitions(1 + random.nextInt(3)));
        var _ = http.post("/api/workspace/publish", body.toString());
    }

    private void keep(Http http, Random random) throws IOException {
        var before = acknowledged();
        var file = folder.resolve("backup-" + Long.toHexString(random.nextLong()) + ".zip");
        try {
            http.fetch("/api/backup", file);
        } catch (IOException killed) {
            broken.add(file);
            throw killed;
        }
        backup.map(Kept::file).ifPresent(Turmoil::delete);
        backup = Optional.of(new Kept(file, before));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
