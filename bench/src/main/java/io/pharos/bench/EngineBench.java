package io.pharos.bench;

import io.pharos.engine.Engine;
import io.pharos.engine.EventCodec;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
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
    private static final int EVENTS = 20_000;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final List<Event> events = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private long sink;

    void run(Report report, int rounds) throws Exception {
        var random = new SplittableRandom(1);
        for (var i = 0; i < EVENTS; i++) {
            var event = Shop.event(random, i, VISITORS, START.plus(Duration.ofSeconds(i)));
            events.add(event);
            bodies.add(Shop.json(event));
        }
        var probes = List.of(
                new Probe(PARSE, EVENTS, this::parse),
                decoded("apply, 10 of 50 attributes written, 100 segments", Shop.workspace(50, 10, 100, 100)),
                encoded("the same and decode, encode the profile", Shop.workspace(50, 10, 100, 100)),
                decoded("apply, 10 segments", Shop.workspace(50, 5, 10, 10)),
                decoded("apply, 10,000 segments, 10 can be affected", Shop.workspace(50, 5, 10_000, 10)),
                decoded("apply, 10,000 segments over 500 attributes, 5 change", Shop.workspace(500, 5, 10_000, 100)),
                new Probe("encode and decode an event", EVENTS, this::codeEvents));
        var figures = Rounds.measure(probes, 2, rounds);
        for (var number = 0; number < probes.size(); number++) {
            report.line(probes.get(number).name(), "ns CPU", figures.get(number));
        }
        var medians = figures.stream().map(Figures::median).toList();
        var parse = medians.get(0);
        report.target("1", "apply on a decoded profile", PARSE, medians.get(1) / parse, 1.0);
        report.target("1", "apply with the cached form read and written", PARSE, medians.get(2) / parse, 2.5);
        report.target(
                "2",
                "10,000 segments of which 10 can be affected",
                "those 10 alone",
                medians.get(4) / medians.get(3),
                1.5);
        report.target("3", "10,000 segments over 500 attributes", PARSE, medians.get(5) / parse, 2.0);
        if (sink == 42) {
            throw new IllegalStateException("never: keeps the work from being optimised away");
        }
    }

    private Probe decoded(String name, io.pharos.model.Workspace workspace) {
        var engine = Engine.of(workspace);
        return new Probe(name, EVENTS, operations -> {
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

    private Probe encoded(String name, io.pharos.model.Workspace workspace) {
        var engine = Engine.of(workspace);
        return new Probe(name, EVENTS, operations -> {
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
