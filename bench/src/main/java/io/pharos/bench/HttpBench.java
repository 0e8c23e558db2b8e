package io.pharos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The whole pipeline over HTTP, beside what the same machine can do at best in the same run. Targets 5 to 8. */
final class HttpBench {
    private static final int CONNECTIONS = 8;
    private static final int FEW_VISITORS = 1_000;
    private static final int MODERATE_PER_SECOND = 500;
    private static final int WINDOWS = 3;
    /** One event per request costs more: a share of the events tells as much. */
    private static final int SINGLES = 4;

    private static final String VIEW = "/views/homepage?visitor=visitor-0";

    private final Scale scale;
    private final Requests requests = new Requests(CONNECTIONS);

    HttpBench(Scale scale) {
        this.scale = scale;
    }

    /** @param folder to work in; empty */
    void run(Report report, Path folder) throws Exception {
        var workspace = Files.createDirectories(folder.resolve("workspace"));
        Files.writeString(workspace.resolve("bench.yaml"), Shop.yaml(50, 10, 100, 100));
        var arguments = List.of(folder.resolve("data").toString(), workspace.toString());
        try (var pharos = Child.start(PharosServer.class, arguments, folder.resolve("pharos.err"));
                var limit = limitServer(folder, sizeOfView(pharos));
                var storage = new StorageLimits(folder.resolve("limits"), scale.visitors(), bodies())) {
            warmUp(pharos);
            ingest(report, pharos, limit, storage);
            pace(report, pharos, storage);
            latency(report, pharos, limit);
            views(report, pharos, limit);
        }
    }

    /** Until the compiler is done with it, a server costs several times as much. */
    private void warmUp(Child pharos) throws Exception {
        for (var i = 0; i < scale.warmUps(); i++) {
            Load.send(pharos.port(), requests.batches(2 * scale.events(), scale.visitors()), CONNECTIONS);
            Load.send(pharos.port(), singles("/api/events?view=homepage"), CONNECTIONS);
        }
        pharos.untilAtRest();
    }

    private void ingest(Report report, Child pharos, Child limit, StorageLimits storage) throws Exception {
        var append = cpu("append events, 500 per fsync", Cpu.OWN, () -> storage.append(5L * scale.events()));
        var rewrite = cpu(
                "append, and read and write a profile: 500 per fsync", Cpu.OWN, () -> rewrite(storage, scale.events()));
        var batches = ingest(
                "ingest over HTTP, 100 events per request",
                pharos,
                () -> requests.batches(scale.events(), scale.visitors()),
                Requests.BATCH);
        var cached = ingest(
                "the same, %,d visitors: all profiles cached".formatted(FEW_VISITORS),
                pharos,
                () -> requests.batches(scale.events(), FEW_VISITORS),
                Requests.BATCH);
        var singles = ingest("ingest over HTTP, one event per request", pharos, () -> singles("/api/events"), 1);
        var parse = cpu(
                "a server that only parses, one event per request",
                limit,
                () -> Load.send(limit.port(), singles("/parse"), CONNECTIONS));
        var measured = scale.inRounds().of(append, rewrite, batches, cached, singles, parse);
        report.lines(measured);
        report.atLeast(
                0.25,
                "5",
                "all profiles cached: share of appending only",
                measured.ratio(append, cached),
                "appending only");
        report.atMost(
                3.5, "6", "ingest one event per request", measured.ratio(singles, parse), "a server that only parses");
    }

    /**
     * Keeps the server busy over many write-backs, until compaction has had its share too, and does the same number of
     * events at the limit. Looks for the slowest stretch as well.
     */
    private void pace(Report report, Child pharos, StorageLimits storage) throws Exception {
        IntFunction<byte[]> batch = connection -> requests.batch(scale.visitors(), connection);
        var before = pharos.nanos();
        var answered = Load.perWindow(pharos.port(), batch, CONNECTIONS, scale.steady(), WINDOWS);
        pharos.untilAtRest();
        var events = Arrays.stream(answered).sum() * Requests.BATCH;
        var cost = Figures.of(List.of((pharos.nanos() - before) / 1e3 / events));
        var limit = Figures.of(List.of(Cpu.OWN.micros(() -> rewrite(storage, events))));
        report.line("ingest over HTTP, %,d events without a pause".formatted(events), "µs CPU", cost);
        report.line("as many appended, their profiles read and written", "µs CPU", limit);
        report.atMost(1.3, "5", "ingest in batches of 100", cost.over(limit), "append, read and write the profile");
        var seconds = scale.steady().toMillis() / 1e3 / WINDOWS;
        var rates = Figures.of(Arrays.stream(answered)
                .mapToObj(requests -> requests * Requests.BATCH / seconds)
                .toList());
        report.line("ingest without a pause; the generator runs beside it", "events/s", rates);
        report.atLeast(
                0.5,
                "5",
                "slowest stretch of %.0f s under load".formatted(seconds),
                Figures.of(List.of(rates.least() * WINDOWS / rates.sum())),
                "the mean");
    }

    private void latency(Report report, Child pharos, Child limit) throws Exception {
        var shown = new Latencies("acknowledged with a view, %d per second".formatted(MODERATE_PER_SECOND));
        var appended = new Latencies("appended, synced and answered, %d per second".formatted(MODERATE_PER_SECOND));
        for (var round = 0; round < scale.warmUps() + scale.rounds(); round++) {
            shown.add(paced(pharos, "/api/events?view=homepage"), round >= scale.warmUps());
            appended.add(paced(limit, "/append"), round >= scale.warmUps());
        }
        shown.report(report);
        appended.report(report);
        report.atMost(2, "7", "acknowledgement, p50", shown.p50().over(appended.p50()), "append and constant");
        report.atMost(5, "7", "acknowledgement, p99", shown.p99().over(appended.p99()), "append and constant");
    }

    private long[] paced(Child server, String path) throws Exception {
        return Load.latencies(server.port(), singles(path), MODERATE_PER_SECOND, CONNECTIONS);
    }

    private void views(Report report, Child pharos, Child limit) throws Exception {
        var views = Collections.nCopies(scale.events(), Load.get(VIEW));
        var constants = Collections.nCopies(scale.events(), Load.get("/constant"));
        var read = cpu("read a view", pharos, () -> Load.send(pharos.port(), views, CONNECTIONS));
        var constant = cpu("a constant of the same size", limit, () -> Load.send(limit.port(), constants, CONNECTIONS));
        var measured = scale.inRounds().of(read, constant);
        report.lines(measured);
        report.atMost(1.5, "8", "read a view", measured.ratio(read, constant), "a constant of the same size");
    }

    private static long rewrite(StorageLimits storage, long events) throws Exception {
        storage.readModifyWrite(events);
        Cpu.OWN.untilAtRest();
        return events;
    }

    private static Probe cpu(String name, Cpu of, Probe.Work work) {
        return new Probe(name, "µs CPU", () -> of.micros(work));
    }

    /** What is written back later, and compacted, is part of the cost. */
    private static Probe ingest(String name, Child pharos, Supplier<List<byte[]>> load, int eventsPerRequest) {
        return cpu(name, pharos, () -> {
            var sent = Load.send(pharos.port(), load.get(), CONNECTIONS);
            pharos.untilAtRest();
            return sent * eventsPerRequest;
        });
    }

    private static List<byte[]> bodies() {
        var random = new SplittableRandom(5);
        return IntStream.range(0, 1_000)
                .mapToObj(number -> Shop.json(Shop.event(random, number, number, Instant.EPOCH)))
                .toList();
    }

    private List<byte[]> singles(String path) {
        return requests.singles(scale.events() / SINGLES, scale.visitors(), path);
    }

    private int sizeOfView(Child pharos) throws Exception {
        Load.send(pharos.port(), List.of(requests.batch(1, 0)), 1);
        return Load.size(pharos.port(), Load.get(VIEW));
    }

    private static Child limitServer(Path folder, int answerBytes) throws IOException {
        var arguments = List.of(folder.resolve("limit.log").toString(), String.valueOf(answerBytes));
        return Child.start(LimitServer.class, arguments, folder.resolve("limit.err"));
    }
}
