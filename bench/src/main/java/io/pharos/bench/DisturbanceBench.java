package io.pharos.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long visitors wait for their answers while somebody else sends what is hard to bear: beside a run in which that somebody
 * sends as many ordinary events.
 */
final class DisturbanceBench {
    private static final int CONNECTIONS = 4;
    private static final int PER_SECOND = 200;
    private static final int DISTURBING_PER_SECOND = 100;
    private static final int BATCH = 500;
    private static final int VISITORS = 2_000;
    private static final Duration FUTURE = Duration.ofDays(365);

    private final Scale scale;
    private final Requests requests = new Requests(CONNECTIONS);
    private final int seconds;
    private final int sharers;
    private final int largest;
    private int number;

    DisturbanceBench(Scale scale) {
        this.scale = scale;
        this.seconds = Math.max(1, (int) scale.steady().toSeconds() / 6);
        this.sharers = 5 * scale.events();
        this.largest = 50 * scale.events();
    }

    /**
     * What somebody sends.
     *
     * @param event by its number, as JSON
     */
    private record Disturbance(String name, IntFunction<String> event) {}

    private final Disturbance ordinary = new Disturbance(
            "as many ordinary events", number -> event("other-" + number % VISITORS, Instant.now(), ""));

    private List<Disturbance> disturbances() {
        return List.of(
                new Disturbance(
                        "visitors who share one identifier with %,d".formatted(sharers),
                        number -> event("sharer-" + number, Instant.now(), "\"email\":\"shared@example.com\"")),
                new Disturbance(
                        "an identifier that is \"undefined\"",
                        number -> event("careless-" + number, Instant.now(), "\"email\":\"undefined\"")),
                new Disturbance(
                        "clocks a year ahead",
                        number -> event("ahead-" + number % 10, Instant.now().plus(FUTURE), "")),
                new Disturbance(
                        "events of 1970 for visitors with 1,000 others",
                        number -> event("ancient-" + number % 10, Instant.ofEpochMilli(number), "")),
                new Disturbance(
                        "a visitor with %,d events".formatted(largest), number -> event("largest", Instant.now(), "")),
                new Disturbance(
                        "events of 1970 for a visitor with %,d others".formatted(largest),
                        number -> event("largest", Instant.ofEpochMilli(number), "")));
    }

    /** @param folder to work in; empty */
    void run(Report report, Path folder) throws Exception {
        var workspace = Files.createDirectories(folder.resolve("workspace"));
        Files.writeString(
                workspace.resolve("bench.yaml"),
                Shop.yaml(50, 10, 100, 100) + "identifiers:\n  email: { from: email }\n");
        var arguments = List.of(folder.resolve("data").toString(), workspace.toString());
        try (var pharos = Child.start(PharosServer.class, arguments, folder.resolve("pharos.err"))) {
            fill(pharos);
            for (var disturbance : disturbances()) {
                measure(report, pharos, disturbance);
            }
        }
    }

    private void fill(Child pharos) throws Exception {
        var start = Instant.now().minus(Duration.ofDays(30));
        send(pharos, sharers, i -> event("sharer-" + i, Instant.now(), "\"email\":\"shared@example.com\""));
        send(pharos, 10_000, i -> event("ancient-" + i % 10, start.plusSeconds(i), ""));
        send(pharos, largest, i -> event("largest", start.plusSeconds(i), ""));
        for (var i = 0; i < scale.warmUps(); i++) {
            Load.send(pharos.port(), requests.singles(scale.events() / 4, VISITORS, "/api/events"), CONNECTIONS);
        }
        pharos.untilAtRest();
    }

    /** In order, over one connection. */
    private static void send(Child pharos, int events, IntFunction<String> event)
            throws IOException, InterruptedException {
        for (var from = 0; from < events; from += BATCH) {
            var array = IntStream.range(from, Math.min(events, from + BATCH))
                    .mapToObj(event)
                    .collect(Collectors.joining(",", "[", "]"));
            Load.send(pharos.port(), List.of(Load.post("/api/events", array.getBytes(StandardCharsets.UTF_8))), 1);
        }
    }

    private void measure(Report report, Child pharos, Disturbance disturbance) throws Exception {
        var beside = new Latencies("answers beside " + disturbance.name());
        var calm = new Latencies("answers beside " + ordinary.name());
        for (var round = 0; round < 1 + scale.rounds(); round++) {
            calm.add(others(pharos, ordinary), round > 0);
            beside.add(others(pharos, disturbance), round > 0);
        }
        calm.report(report);
        beside.report(report);
        report.atMost(2, "-", "p99 beside " + disturbance.name(), beside.p99().over(calm.p99()), ordinary.name());
    }

    /** The latencies of others, in nanoseconds, sorted. */
    private long[] others(Child pharos, Disturbance disturbance) throws Exception {
        var theirs = requests.singles(PER_SECOND * seconds, VISITORS, "/api/events");
        var disturbing = new ArrayList<byte[]>();
        for (var i = 0; i < DISTURBING_PER_SECOND * seconds; i++) {
            var event = disturbance.event().apply(sharers + largest + number++);
            disturbing.add(Load.post("/api/events", event.getBytes(StandardCharsets.UTF_8)));
        }
        try (var threads = Executors.newFixedThreadPool(1)) {
            var sending = threads.submit((Callable<long[]>)
                    () -> Load.latencies(pharos.port(), disturbing, DISTURBING_PER_SECOND, 2 * CONNECTIONS));
            var latencies = Load.latencies(pharos.port(), theirs, PER_SECOND, CONNECTIONS);
            sending.get();
            return latencies;
        }
    }

    private static String event(String visitor, Instant time, String attributes) {
        return """
                {"id":"%s","event":"purchase","visitor":"%s","time":"%s","attributes":{%s}}""".formatted(UUID.randomUUID(), visitor, time, attributes);
    }
}
