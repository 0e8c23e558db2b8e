package io.pharos.bench;

import io.pharos.engine.Engine;
import io.pharos.model.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a profile takes of the heap of a server that has it in memory, everything counted that grows with the visitors.
 * Target 11.
 */
final class HeapBench {
    private static final int CONNECTIONS = 8;
    private static final int EVENTS_EACH = 3;

    private final int visitors;

    HeapBench(Scale scale) {
        this.visitors = Math.max(Requests.BATCH, scale.visitors() / 5 / Requests.BATCH * Requests.BATCH);
    }

    /** @param folder to work in; empty */
    void run(Report report, Path folder) throws Exception {
        var workspace = Files.createDirectories(folder.resolve("workspace"));
        Files.writeString(workspace.resolve("bench.yaml"), Shop.yaml(50, 50, 100, 100));
        var arguments = List.of(folder.resolve("data").toString(), workspace.toString());
        try (var pharos = Child.start(PharosServer.class, arguments, folder.resolve("pharos.err"))) {
            // Once for the code, its caches and buffers; with visitors that are not counted.
            send(pharos, events(visitors, visitors / 10));
            var before = pharos.liveBytes();
            var events = events(0, visitors);
            send(pharos, events);
            var bytes = (pharos.liveBytes() - before) / (double) visitors;
            var encoded = encoded(events);
            report.line("an encoded profile with all of 50 attributes", "bytes", Figures.of(List.of(encoded)));
            report.line(
                    "heap for a cached one, by %,d visitors more".formatted(visitors),
                    "bytes",
                    Figures.of(List.of(bytes)));
            report.atMost(
                    1.5, "11", "heap of a cached profile", Figures.of(List.of(bytes / encoded)), "its encoded bytes");
        }
    }

    private static List<Event> events(int first, int count) {
        var random = new SplittableRandom(7);
        var events = new ArrayList<Event>();
        for (var i = 0; i < EVENTS_EACH * count; i++) {
            events.add(Shop.event(random, 8L * (EVENTS_EACH * first + i), first + i % count, Instant.now()));
        }
        return events;
    }

    private static void send(Child pharos, List<Event> events) throws Exception {
        var requests = new ArrayList<byte[]>();
        for (var i = 0; i < events.size(); i += Requests.BATCH) {
            requests.add(Requests.batch(events.subList(i, Math.min(events.size(), i + Requests.BATCH))));
        }
        Load.send(pharos.port(), requests, CONNECTIONS);
        pharos.untilAtRest();
    }

    /** The mean size of the profiles that the events make. */
    private double encoded(List<Event> events) {
        var engine = Engine.of(Shop.workspace(50, 50, 100, 100));
        var sum = 0L;
        for (var visitor = 0; visitor < visitors; visitor++) {
            var own = new ArrayList<Event>();
            for (var i = visitor; i < events.size(); i += visitors) {
                own.add(events.get(i));
            }
            own.sort(Event.ORDER);
            var profile = engine.stranger();
            for (var event : own) {
                profile = engine.apply(profile, event).profile();
            }
            sum += engine.encode(profile).length;
        }
        return sum / (double) visitors;
    }
}
