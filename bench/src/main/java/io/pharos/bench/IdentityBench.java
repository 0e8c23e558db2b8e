package io.pharos.bench;

import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Value;
import io.pharos.runtime.Host;
import io.pharos.runtime.HostSettings;
import io.pharos.runtime.Proposal;
import io.pharos.runtime.Publication;
import io.pharos.store.DiskStorage;
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
 * How long a publication takes that changes who is who, and how long it keeps others waiting: a kind of identifier is added, which
 * joins devices by twos, and taken away again. Half of the people are joined; the others have one device.
 */
final class IdentityBench {
    private static final int BATCH = 500;
    private static final int EVENTS_EACH = 10;
    private static final Duration SPAN = Duration.ofDays(90);
    private static final String REST = """
            workspace: bench
            attributes:
              orders: { type: number, enrichments: [ { increase: { by: 1 } } ] }
              last_seen: { type: date, enrichments: [ { set: { to: event_time } } ] }
            segments:
              regulars: { if: { orders: { at_least: 12 } } }
              lapsed: { if: { last_seen: { before: 30d ago } } }
            """;
    private static final String BY_EMAIL = "identifiers: { email: { from: email, normalise: [lowercase] } }\n" + REST;

    private final Scale scale;
    private final int visitors;
    private final List<Double> looking = new ArrayList<>();
    private final List<Double> joining = new ArrayList<>();
    private final List<Double> parting = new ArrayList<>();
    private final List<Double> waiting = new ArrayList<>();
    private int sent;

    IdentityBench(Scale scale) {
        this.scale = scale;
        this.visitors = scale.visitors() / 5;
    }

    /** @param folder to work in; empty */
    void run(Report report, Path folder) throws Exception {
        var settings = HostSettings.DEFAULT.withTickEvery(Duration.ZERO);
        var storage = DiskStorage.open(folder);
        try (var host = Host.open(storage, Optional.empty(), _ -> {}, settings, InstantSource.system())) {
            publish(host, REST);
            fill(host);
            for (var round = 0; round < 1 + scale.rounds(); round++) {
                if (round == 1) { // the first has warmed up
                    List.of(looking, joining, parting, waiting).forEach(List::clear);
                }
                measure(host, BY_EMAIL, joining);
                measure(host, REST, parting);
            }
        }
        var load = "%,d events of %,d devices: ".formatted(visitors * EVENTS_EACH, visitors);
        report.line(load + "looking at every event", "ms", Figures.of(looking));
        report.line(load + "joining half of them", "ms", Figures.of(joining));
        report.line(load + "parting them again", "ms", Figures.of(parting));
        report.line(load + "the longest that an event waited", "ms", Figures.of(waiting));
    }

    /** @param switching from the moment when all events have been looked at until everybody is who they are */
    private void measure(Host host, String workspace, List<Double> switching) throws InterruptedException {
        var longest = 0L;
        var began = System.nanoTime();
        var looked = began;
        var published = host.publish(proposal(host, workspace));
        while (!published.isDone()) {
            var asked = System.nanoTime();
            host.ingest(event(visitors + 1, Instant.now())).join();
            longest = Math.max(longest, System.nanoTime() - asked);
            if (host.stats()
                    .preparation()
                    .filter(now -> now.done() == 0 || now.done() < now.all())
                    .isPresent()) {
                looked = System.nanoTime();
            }
        }
        published.join();
        looking.add(millis(looked - began));
        switching.add(millis(System.nanoTime() - looked));
        waiting.add(millis(longest));
        host.refolded().join();
        Cpu.OWN.untilAtRest();
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static void publish(Host host, String workspace) {
        host.publish(proposal(host, workspace)).join();
    }

    private static Proposal proposal(Host host, String workspace) {
        var base = host.published().map(Publication::number).orElse(0L);
        return Proposal.atStart(new TreeMap<>(Map.of("bench.yaml", workspace)), base, Optional.empty());
    }

    private void fill(Host host) throws InterruptedException {
        var random = new SplittableRandom(7);
        var all = visitors * EVENTS_EACH;
        var start = Instant.now().minus(SPAN);
        var batch = new ArrayList<Event>(BATCH);
        for (var i = 0; i < all; i++) {
            batch.add(event(
                    random.nextInt(visitors), start.plus(SPAN.multipliedBy(i).dividedBy(all))));
            if (batch.size() == BATCH || i == all - 1) {
                var _ = host.ingestPatiently(List.copyOf(batch));
                batch.clear();
            }
        }
        Cpu.OWN.untilAtRest();
    }

    /** Of those devices in the first half two each belong to one person. */
    private Event event(int visitor, Instant time) {
        var person = visitor < visitors / 2 ? visitor / 2 : visitor;
        return new Event(
                "e" + sent++,
                "website",
                "visitor-" + visitor,
                "page_view",
                time,
                0,
                time,
                Origin.IMPORT,
                null,
                Map.of(
                        "email", new Value.Text("Person" + person + "@example.org"),
                        "page", new Value.Text("/page/" + sent % 100)),
                List.of());
    }
}
