package io.pharos.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** The whole pipeline over HTTP, beside what the same machine can do at best in the same run. Targets 5 to 8. */
final class HttpBench {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 8;
    private static final int MODERATE_PER_SECOND = 500;
    private static final String VIEW = "/views/homepage?visitor=visitor-0";
    private static final double HALF = 0.5;
    private static final double NEARLY_ALL = 0.99;

    private final Path folder;
    private final int visitors;
    private final int events;
    private final SplittableRandom random = new SplittableRandom(3);
    private long number;

    HttpBench(Path folder, int visitors, int events) {
        this.folder = folder;
        this.visitors = visitors;
        this.events = events;
    }

    void run(Report report, int rounds) throws Exception {
        var workspace = Files.createDirectories(folder.resolve("workspace"));
        Files.writeString(workspace.resolve("bench.yaml"), Shop.yaml(50, 40, 100, 100));
        var arguments = List.of(folder.resolve("data").toString(), workspace.toString());
        try (var pharos = Child.start(PharosServer.class, arguments, folder.resolve("pharos.err"));
                var limits = new StorageLimits(folder.resolve("limits"), visitors, bodies(2_000));
                var limit = limitServer(viewSize(pharos))) {
            ingest(report, rounds, pharos, limits, limit);
            latency(report, rounds, pharos, limit);
            views(report, rounds, pharos, limit);
        }
    }

    private void ingest(Report report, int rounds, Child pharos, StorageLimits limits, Child limit) throws Exception {
        var batches = new ArrayList<Double>();
        var cached = new ArrayList<Double>();
        var singles = new ArrayList<Double>();
        var parsed = new ArrayList<Double>();
        var storage = new Samples();
        var rates = new ArrayList<Double>();
        for (var round = -1; round < rounds; round++) {
            var requests = batchRequests(events, visitors);
            var started = System.nanoTime();
            var batch = cpu(pharos, requests, events);
            var rate = events * 1e9 / (System.nanoTime() - started);
            var few = cpu(pharos, batchRequests(events, 1000), events);
            var single = cpu(pharos, singleRequests(events / 4, "/api/events"), events / 4);
            var parse = cpu(limit, singleRequests(events / 4, "/parse"), events / 4);
            if (round >= 0) {
                batches.add(batch);
                cached.add(few);
                singles.add(single);
                parsed.add(parse);
                rates.add(rate);
            }
            storage.measure(limits.probes(events), round >= 0);
        }
        var inBatches = Figures.of(batches);
        var fromCache = Figures.of(cached);
        var oneByOne = Figures.of(singles);
        var parseOnly = Figures.of(parsed);
        var append = storage.figures(0);
        var readModifyWrite = storage.figures(1);
        report.line("append only, 500 events per fsync", "µs CPU", append);
        report.line("read-modify-write a profile and append", "µs CPU", readModifyWrite);
        report.line("ingest over HTTP, 100 per request", "µs CPU", inBatches);
        report.line("the same, 1,000 visitors (all profiles cached)", "µs CPU", fromCache);
        report.line("the same, throughput", "events/s", Figures.of(rates));
        report.line("a server that only parses, one event per request", "µs CPU", parseOnly);
        report.line("ingest over HTTP, one event per request", "µs CPU", oneByOne);
        report.atMost(
                1.3, "5", "ingest in batches of 100", inBatches.over(readModifyWrite), "read-modify-write + append");
        report.atLeast(0.25, "5", "all profiles cached: share of append only", append.over(fromCache), "append only");
        report.atMost(3.5, "6", "ingest one event per request", oneByOne.over(parseOnly), "a server that only parses");
    }

    private void latency(Report report, int rounds, Child pharos, Child limit) throws Exception {
        var acknowledged = new Latencies();
        var appended = new Latencies();
        for (var round = -1; round < rounds; round++) {
            var pharosTook = Load.latencies(
                    pharos.port(),
                    singleRequests(MODERATE_PER_SECOND * 2, "/api/events?view=homepage"),
                    MODERATE_PER_SECOND,
                    CONNECTIONS);
            var limitTook = Load.latencies(
                    limit.port(), singleRequests(MODERATE_PER_SECOND * 2, "/append"), MODERATE_PER_SECOND, CONNECTIONS);
            if (round >= 0) {
                acknowledged.add(pharosTook);
                appended.add(limitTook);
            }
        }
        report.line("acknowledged with a view, 500/s, p50", "µs", acknowledged.at(HALF));
        report.line("acknowledged with a view, 500/s, p99", "µs", acknowledged.at(NEARLY_ALL));
        report.line("fsynced append and a constant, 500/s, p50", "µs", appended.at(HALF));
        report.line("fsynced append and a constant, 500/s, p99", "µs", appended.at(NEARLY_ALL));
        report.atMost(
                2,
                "7",
                "acknowledgement, p50",
                acknowledged.at(HALF).over(appended.at(HALF)),
                "fsynced append + constant");
        report.atMost(
                5,
                "7",
                "acknowledgement, p99",
                acknowledged.at(NEARLY_ALL).over(appended.at(NEARLY_ALL)),
                "fsynced append + constant");
    }

    private void views(Report report, int rounds, Child pharos, Child limit) throws Exception {
        var read = new ArrayList<Double>();
        var constant = new ArrayList<Double>();
        var views = Collections.nCopies(events / 2, Load.get(VIEW));
        var constants = Collections.nCopies(events / 2, Load.get("/constant"));
        for (var round = -1; round < rounds; round++) {
            var view = cpu(pharos, views, views.size());
            var same = cpu(limit, constants, constants.size());
            if (round >= 0) {
                read.add(view);
                constant.add(same);
            }
        }
        report.line("read a view", "µs CPU", Figures.of(read));
        report.line("a constant of the same size", "µs CPU", Figures.of(constant));
        report.atMost(
                1.5, "8", "read a view", Figures.of(read).over(Figures.of(constant)), "a constant of the same size");
    }

    /** CPU of the server per operation, in microseconds, write-back included. */
    private static double cpu(Child server, List<byte[]> requests, long operations) throws Exception {
        var before = server.cpu();
        Load.send(server.port(), requests, CONNECTIONS);
        return server.cpu().minus(before).toNanos() / 1e3 / operations;
    }

    private int viewSize(Child pharos) throws IOException, InterruptedException {
        Load.send(pharos.port(), batchRequests(2 * BATCH, 1), 1);
        return Load.size(pharos.port(), Load.get(VIEW));
    }

    private Child limitServer(int answerBytes) throws IOException {
        return Child.start(
                LimitServer.class,
                List.of(folder.resolve("limit.log").toString(), String.valueOf(answerBytes)),
                folder.resolve("limit.err"));
    }

    private List<byte[]> bodies(int count) {
        var bodies = new ArrayList<byte[]>();
        for (var i = 0; i < count; i++) {
            bodies.add(body(visitors));
        }
        return bodies;
    }

    private byte[] body(int among) {
        return Shop.json(Shop.event(random, number++, among, Instant.now().minus(Duration.ofSeconds(1))));
    }

    private List<byte[]> singleRequests(int count, String path) {
        var requests = new ArrayList<byte[]>();
        for (var i = 0; i < count; i++) {
            requests.add(Load.post(path, body(visitors)));
        }
        return requests;
    }

    private List<byte[]> batchRequests(int count, int among) {
        var requests = new ArrayList<byte[]>();
        for (var i = 0; i < count / BATCH; i++) {
            var array = new ArrayList<String>();
            for (var j = 0; j < BATCH; j++) {
                array.add(new String(body(among), StandardCharsets.UTF_8));
            }
            requests.add(
                    Load.post("/api/events", ("[" + String.join(",", array) + "]").getBytes(StandardCharsets.UTF_8)));
        }
        return requests;
    }

    /** Rounds of the storage limits, in microseconds. */
    private static final class Samples {
        private final List<List<Double>> samples = List.of(new ArrayList<>(), new ArrayList<>());

        void measure(List<Probe> probes, boolean keep) throws Exception {
            for (var i = 0; i < probes.size(); i++) {
                var before = Rounds.OWN_CPU.getAsLong();
                probes.get(i).work().run(probes.get(i).operations());
                if (keep) {
                    samples.get(i)
                            .add((Rounds.OWN_CPU.getAsLong() - before)
                                    / 1e3
                                    / probes.get(i).operations());
                }
            }
        }

        Figures figures(int probe) {
            return Figures.of(samples.get(probe));
        }
    }

    /** Sorted latencies of several rounds. */
    private static final class Latencies {
        private final List<long[]> rounds = new ArrayList<>();

        void add(long[] sorted) {
            rounds.add(sorted);
        }

        Figures at(double share) {
            return Figures.of(rounds.stream()
                    .map(sorted -> sorted[(int) ((sorted.length - 1) * share)] / 1e3)
                    .toList());
        }
    }
}
