package io.pharos.bench;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.runtime.Host;
import io.pharos.runtime.HostSettings;
import io.pharos.runtime.Proposal;
import io.pharos.store.DiskStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What a late event costs, by how many events of its profile follow it, beside folding those in memory; and what checkpoints cost
 * on the disk, by how far apart they are.
 */
final class LateBench {
    private static final int[] BACK = {10, 1_000, 9_990};
    private static final int HISTORY = 10_000;
    private static final int BATCH = 500;
    private static final Duration APART = Duration.ofSeconds(30);

    /** Events between checkpoints, in the order of the table; the last is more than anybody has. */
    private static final int[] EVERY = {8, 32, 128, 1_000_000};

    private static final int VISITORS = 10;
    private static final int EACH = 1_000;

    private final Scale scale;
    private final Engine engine = Engine.of(Shop.workspace(50, 10, 100, 100));
    private final SplittableRandom random = new SplittableRandom(5);
    private final Instant start = Instant.now().minus(APART.multipliedBy(HISTORY + 1));
    private int made;
    private long sink;

    LateBench(Scale scale) {
        this.scale = scale;
    }

    /** @param folder to work in; empty */
    void run(Report report, Path folder) throws Exception {
        late(report, Files.createDirectories(folder.resolve("late")));
        for (var every : EVERY) {
            layout(report, every, Files.createDirectories(folder.resolve("every-" + every)));
        }
        if (sink == 42) {
            throw new IllegalStateException("never: keeps the work from being optimised away");
        }
    }

    private void late(Report report, Path folder) throws Exception {
        try (var host = open(folder, HostSettings.DEFAULT)) {
            send(host, history(0, HISTORY));
            var probes = new ArrayList<Probe>();
            var next = new long[] {0};
            probes.add(probe(
                    "an event in order, one at a time, beside 10,000", () -> one(host, event(0, end(++next[0])))));
            for (var i = 0; i < BACK.length; i++) {
                var back = BACK[i];
                var visitor = i + 1; // each distance has its own, since what comes late makes the distance longer
                var history = history(visitor, HISTORY);
                send(host, history);
                var gap = start.plus(APART.multipliedBy(HISTORY - back - 1));
                var inGap = new long[] {0};
                probes.add(probe(
                        "an event that comes before %,d others".formatted(back),
                        () -> one(host, event(visitor, gap.plusMillis(++inGap[0])))));
                var before = fold(engine.stranger(), history.subList(0, HISTORY - back));
                var behind = history.subList(HISTORY - back, HISTORY);
                probes.add(probe("those %,d folded in memory".formatted(back), () -> {
                    sink += fold(before, behind).identifiers().size();
                    return 1;
                }));
            }
            Cpu.OWN.untilAtRest();
            var measured = scale.inRounds(4).of(probes.toArray(Probe[]::new));
            report.lines(measured);
            report.atMost(
                    100, "4", "late by 10 events", measured.ratio(probes.get(1), probes.get(0)), "an event in order");
            for (var i = 1; i < BACK.length; i++) {
                report.atMost(
                        2,
                        "4",
                        "late by %,d events".formatted(BACK[i]),
                        measured.ratio(probes.get(2 * i + 1), probes.get(2 * i + 2)),
                        "those folded in memory");
            }
        }
    }

    private void layout(Report report, int every, Path folder) throws Exception {
        var name = every > EACH ? "no checkpoints" : "checkpoints every %d events".formatted(every);
        var settings = HostSettings.DEFAULT.withFolding(every, HostSettings.DEFAULT.foldedInPlace());
        var before = written();
        try (var host = open(folder, settings)) {
            for (var visitor = 0; visitor < VISITORS; visitor++) {
                send(host, history(visitor, EACH));
            }
            Cpu.OWN.untilAtRest();
        }
        var events = VISITORS * EACH;
        report.line(
                name + ": written for an event", "bytes", Figures.of(List.of((double) (written() - before) / events)));
        report.line(name + ": on the disk for an event", "bytes", Figures.of(List.of((double) size(folder) / events)));
        try (var host = open(folder, settings)) {
            var gap = start.plus(APART.multipliedBy(EACH - 101));
            var inGap = new long[] {0};
            var probe = probe(
                    name + ": an event that comes before 100 others",
                    () -> one(host, event((int) (inGap[0] % VISITORS), gap.plusMillis(++inGap[0]))));
            report.lines(scale.inRounds().of(probe));
        }
    }

    private static Host open(Path folder, HostSettings settings) {
        var host = Host.open(
                DiskStorage.open(folder),
                Optional.empty(),
                _ -> {},
                settings.withTickEvery(Duration.ZERO),
                InstantSource.system());
        var files = new TreeMap<>(Map.of("bench.yaml", Shop.yaml(50, 10, 100, 100)));
        host.publish(Proposal.atStart(files, 0, Optional.empty())).join();
        return host;
    }

    private Probe probe(String name, Probe.Work work) {
        return new Probe(name, "µs CPU", () -> Cpu.OWN.micros(scale.run(), work));
    }

    private List<Event> history(int visitor, int events) {
        var history = new ArrayList<Event>();
        for (var i = 0; i < events; i++) {
            history.add(event(visitor, start.plus(APART.multipliedBy(i))));
        }
        return history;
    }

    private Instant end(long further) {
        return start.plus(APART.multipliedBy(HISTORY - 1)).plusMillis(further);
    }

    private Event event(int visitor, Instant time) {
        return Shop.event(random, made++, visitor, time);
    }

    private static void send(Host host, List<Event> events) throws InterruptedException {
        for (var i = 0; i < events.size(); i += BATCH) {
            var _ = host.ingestPatiently(events.subList(i, Math.min(events.size(), i + BATCH)));
        }
    }

    private static long one(Host host, Event event) {
        host.ingest(event).join();
        return 1;
    }

    private Profile fold(Profile profile, List<Event> events) {
        for (var event : events) {
            profile = engine.apply(profile, event).profile();
        }
        return profile;
    }

    /** Bytes that this process has handed to the disk. */
    private static long written() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/io")).stream()
                .filter(line -> line.startsWith("write_bytes:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("write_bytes:".length()).strip()))
                .sum();
    }

    private static long size(Path folder) throws IOException {
        var size = 0L;
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }
}
