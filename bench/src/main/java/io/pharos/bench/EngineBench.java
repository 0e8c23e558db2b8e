package io.pharos.bench;

import io.pharos.engine.Engine;
import io.pharos.engine.EventCodec;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.model.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What the fold costs, beside parsing the event's JSON. Targets 1 to 3. */
final class EngineBench {
    private static final String PARSE = "parse the event's JSON with Jackson";
    private static final int VISITORS = 200;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final int count;
    private final List<Event> events = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private long sink;

    /** @param count how many events a round folds */
    EngineBench(int count) {
        this.count = count;
    }

    void run(Report report, int rounds) throws Exception {
        var random = new SplittableRandom(1);
        for (var i = 0; i < count; i++) {
            var event = Shop.event(random, i, VISITORS, START.plus(Duration.ofSeconds(i)));
            events.add(event);
            bodies.add(Shop.json(event));
        }
        var probes = List.of(
                new Probe(PARSE, count, this::parse),
                decoded("apply, 10 of 50 attributes written, 100 segments", Shop.workspace(50, 10, 100, 100)),
                encoded("the same and decode, encode the profile", Shop.workspace(50, 10, 100, 100)),
                decoded("apply, 10 segments", Shop.workspace(50, 5, 10, 10)),
                decoded("apply, 10,000 segments, 10 can be affected", Shop.workspace(50, 5, 10_000, 10)),
                decoded("apply, 10,000 segments over 500 attributes, 5 change", Shop.workspace(500, 5, 10_000, 100)),
                new Probe("encode and decode an event", count, this::codeEvents));
        var figures = Rounds.measure(probes, 2, rounds);
        for (var number = 0; number < probes.size(); number++) {
            report.line(probes.get(number).name(), "ns CPU", figures.get(number));
        }
        var parse = figures.get(0);
        report.atMost(1.0, "1", "apply on a decoded profile", figures.get(1).over(parse), PARSE);
        report.atMost(
                2.5,
                "1",
                "apply with the cached form read and written",
                figures.get(2).over(parse),
                PARSE);
        report.atMost(
                1.5,
                "2",
                "10,000 segments of which 10 can be affected",
                figures.get(4).over(figures.get(3)),
                "those 10 alone");
        report.atMost(
                2.0,
                "3",
                "10,000 segments over 500 attributes, 5 change",
                figures.get(5).over(parse),
                PARSE);
        if (sink == 42) {
            throw new IllegalStateException("never: keeps the work from being optimised away");
        }
    }

    private Probe decoded(String name, Workspace workspace) {
        var engine = Engine.of(workspace);
        return new Probe(name, count, operations -> {
            var profiles = new Profile[VISITORS];
            Arrays.fill(profiles, engine.stranger());
            for (var i = 0; i < operations; i++) {
                var event = events.get(i);
                var visitor = visitor(event);
                profiles[visitor] = engine.apply(profiles[visitor], event).profile();
            }
            sink += profiles.length;
        });
    }

    private Probe encoded(String name, Workspace workspace) {
        var engine = Engine.of(workspace);
        return new Probe(name, count, operations -> {
            var profiles = new byte[VISITORS][];
            Arrays.fill(profiles, engine.encode(engine.stranger()));
            for (var i = 0; i < operations; i++) {
                var event = events.get(i);
                var visitor = visitor(event);
                var profile = engine.decode(profiles[visitor]).orElseThrow();
                profiles[visitor] = engine.encode(engine.apply(profile, event).profile());
            }
            sink += profiles[0].length;
        });
    }

    private void parse(long operations) {
        var json = new JsonFactory();
        for (var i = 0; i < operations; i++) {
            try (var parser = json.createParser(ObjectReadContext.empty(), bodies.get(i))) {
                for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (token.isScalarValue()) {
                        sink += parser.getString().length();
                    }
                }
            }
        }
    }

    private void codeEvents(long operations) {
        for (var i = 0; i < operations; i++) {
            sink += EventCodec.decode(EventCodec.encode(events.get(i))).order();
        }
    }

    private static int visitor(Event event) {
        return Integer.parseInt(String.valueOf(event.visitor()).substring("visitor-".length()));
    }
}
