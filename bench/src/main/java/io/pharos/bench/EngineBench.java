package io.pharos.bench;

import com.sun.management.ThreadMXBean;
import io.pharos.engine.Engine;
import io.pharos.engine.EventCodec;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.model.Workspace;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What the fold costs, beside parsing the event's JSON. Targets 1 to 4. */
final class EngineBench {
    /** The compiler takes its time where the machine is busy. */
    private static final int WARM_UPS = 3;

    private static final int VISITORS = 200;
    private static final int EARLIER = 10_000;
    /** As many as stay in the processor's cache, where an event is that has just been read. */
    private static final int MEASURED = 64;

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final Scale scale;
    private final List<Event> earlier = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    /** Whose the events are, in step with them: to find that out is no part of what is measured. */
    private final int[] visitors = new int[MEASURED];

    private long sink;

    EngineBench(Scale scale) {
        this.scale = scale;
        var random = new SplittableRandom(1);
        for (var i = 0; i < EARLIER + MEASURED; i++) {
            var event = Shop.event(random, i, Shop.visitor(random, VISITORS), START.plus(Duration.ofSeconds(i)));
            (i < EARLIER ? earlier : events).add(event);
        }
        for (var i = 0; i < MEASURED; i++) {
            bodies.add(Shop.json(events.get(i)));
            visitors[i] = visitor(events.get(i));
        }
    }

    void run(Report report) throws Exception {
        var shop = Shop.workspace(50, 10, 100, 100);
        var parse = probe("parse the event's JSON with Jackson", this::parse);
        var apply = decoded("apply an event: 10 of 50 attributes written, 100 segments", shop);
        var coded = encoded("the same, and decode and encode the profile", shop);
        var few = decoded("apply an event: 10 segments", Shop.workspace(50, 5, 10, 10));
        var unaffected = decoded("apply an event: 10,000 segments, 10 affected", Shop.workspace(50, 5, 10_000, 10));
        var many = decoded(
                "apply an event: 10,000 segments over 500 attributes, 5 written", Shop.workspace(500, 5, 10_000, 100));
        var fewDid = decoded("apply an event: 10 segments that count events in windows", Shop.behaviour(10, 10));
        var manyDid = decoded("the same with 10,000 of them, 10 affected", Shop.behaviour(10_000, 10));
        var stored = probe("encode and decode an event", this::codeEvents);
        var measured = scale.inRounds(WARM_UPS).of(parse, apply, coded, few, unaffected, many, fewDid, manyDid, stored);
        report.lines(measured);
        report.line("allocated by applying an event", "bytes", allocated(shop));
        report.atMost(1.0, "1", "apply to a decoded profile", measured.ratio(apply, parse), "parsing the JSON");
        report.atMost(
                2.5, "1", "apply, cached form read and written", measured.ratio(coded, parse), "parsing the JSON");
        report.atMost(
                1.5,
                "2",
                "10,000 segments of which 10 can be affected",
                measured.ratio(unaffected, few),
                "those 10 alone");
        report.atMost(
                1.5,
                "2",
                "10,000 that count events, 10 can be affected",
                measured.ratio(manyDid, fewDid),
                "those 10 alone");
        report.atMost(
                2.0,
                "3",
                "10,000 segments over 500 attributes, 5 change",
                measured.ratio(many, parse),
                "parsing the JSON");
        var engine = Engine.of(shop);
        new CodecBench(scale).run(report, engine, profiles(engine));
        new TrackBench(scale).run(report);
        new DecimalBench(scale).run(report);
        if (sink == 42) {
            throw new IllegalStateException("never: keeps the work from being optimised away");
        }
    }

    private Probe probe(String name, Probe.Work work) {
        return new Probe(name, "µs CPU", () -> Cpu.OWN.micros(scale.run(), work));
    }

    /** Profiles are immutable, so the same events can be applied to the same profiles again and again. */
    private Probe decoded(String name, Workspace workspace) {
        var engine = Engine.of(workspace);
        var before = profiles(engine);
        return probe(name, () -> {
            var profiles = before.clone();
            for (var i = 0; i < visitors.length; i++) {
                var visitor = visitors[i];
                profiles[visitor] =
                        engine.apply(profiles[visitor], events.get(i)).profile();
            }
            sink += profiles.length;
            return events.size();
        });
    }

    /** Of what this thread takes from the heap while it applies the events, the share of one. */
    private Figures allocated(Workspace workspace) {
        var engine = Engine.of(workspace);
        var profiles = profiles(engine);
        var thread = Thread.currentThread().threadId();
        var heap = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = heap.getThreadAllocatedBytes(thread);
        for (var i = 0; i < visitors.length; i++) {
            sink += engine.apply(profiles[visitors[i]], events.get(i))
                    .transitions()
                    .size();
        }
        var bytes = heap.getThreadAllocatedBytes(thread) - before;
        return Figures.of(List.of((double) bytes / visitors.length));
    }

    private Probe encoded(String name, Workspace workspace) {
        var engine = Engine.of(workspace);
        var before = Arrays.stream(profiles(engine)).map(engine::encode).toArray(byte[][]::new);
        return probe(name, () -> {
            var profiles = before.clone();
            for (var i = 0; i < visitors.length; i++) {
                var visitor = visitors[i];
                var profile = engine.decode(profiles[visitor]).orElseThrow();
                profiles[visitor] =
                        engine.encode(engine.apply(profile, events.get(i)).profile());
            }
            sink += profiles[0].length;
            return events.size();
        });
    }

    private Profile[] profiles(Engine engine) {
        var profiles = new Profile[VISITORS];
        Arrays.fill(profiles, engine.stranger());
        for (var event : earlier) {
            var visitor = visitor(event);
            profiles[visitor] = engine.apply(profiles[visitor], event).profile();
        }
        return profiles;
    }

    private long parse() {
        var json = new JsonFactory();
        for (var body : bodies) {
            try (var parser = json.createParser(ObjectReadContext.empty(), body)) {
                for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (token.isScalarValue()) {
                        sink += parser.getString().length();
                    }
                }
            }
        }
        return bodies.size();
    }

    private long codeEvents() {
        for (var event : events) {
            sink += EventCodec.decode(EventCodec.encode(event)).order();
        }
        return events.size();
    }

    private static int visitor(Event event) {
        return Integer.parseInt(String.valueOf(event.visitor()).substring("visitor-".length()));
    }
}
