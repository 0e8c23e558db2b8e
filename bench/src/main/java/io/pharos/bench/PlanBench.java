package io.pharos.bench;

import io.pharos.engine.Engine;
import io.pharos.model.Event;
import io.pharos.model.Workspace;
import io.pharos.runtime.Host;
import io.pharos.runtime.HostSettings;
import io.pharos.runtime.PlanSettings;
import io.pharos.runtime.Proposal;
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
import java.util.stream.Stream;

/**
 * What it costs to simulate a draft over what is stored: each history read, folded under what is published and under the
 * draft, and compared; beside the same two folds of events that lie in memory. Target 10.
 */
final class PlanBench {
    private static final int BATCH = 500;
    /** Of a visitor, on average. */
    private static final int EVENTS_EACH = 20;
    /** They lie so far back that the period looked at has a third of them. */
    private static final Duration SPAN = Duration.ofDays(90);

    private final Scale scale;
    private final Workspace published = Shop.workspace(50, 10, 100, 100);
    private final Workspace draft = Shop.workspace(50, 10, 120, 120);
    private final List<List<Event>> histories;
    private final int events;
    private long sink;

    PlanBench(Scale scale) {
        this.scale = scale;
        this.events = 2 * scale.events();
        var visitors = Math.max(1, events / EVENTS_EACH);
        this.histories = Stream.generate(() -> (List<Event>) new ArrayList<Event>())
                .limit(visitors)
                .toList();
        var random = new SplittableRandom(3);
        var start = Instant.now().minus(SPAN);
        for (var i = 0; i < events; i++) {
            var visitor = random.nextInt(visitors);
            var time = start.plus(SPAN.multipliedBy(i).dividedBy(events));
            histories.get(visitor).add(Shop.event(random, i, visitor, time));
        }
    }

    /** @param folder to work in; empty */
    void run(Report report, Path folder) throws Exception {
        var settings = HostSettings.DEFAULT.withTickEvery(Duration.ZERO);
        var storage = DiskStorage.open(folder);
        try (var host = Host.open(storage, Optional.empty(), _ -> {}, settings, InstantSource.system())) {
            var files = new TreeMap<>(Map.of("bench.yaml", Shop.yaml(50, 10, 100, 100)));
            host.publish(Proposal.atStart(files, 0, Optional.empty())).join();
            fill(host);
            var once = probe("fold an event in memory", () -> fold(Engine.of(draft)));
            var twice = probe(
                    "fold it under two workspaces", () -> (fold(Engine.of(published)) + fold(Engine.of(draft))) / 2);
            var plan = new Probe(
                    "plan from storage, by event: two folds of it", "µs CPU", () -> Cpu.OWN.micros(() -> plan(host)));
            var measured = scale.inRounds().of(once, twice, plan);
            report.lines(measured);
            report.atLeast(
                    0.5, "10", "simulate from storage", measured.ratio(twice, plan), "the same two folds in memory");
        }
        if (sink == 42) {
            throw new IllegalStateException("never: keeps the work from being optimised away");
        }
    }

    private Probe probe(String name, Probe.Work work) {
        return new Probe(name, "µs CPU", () -> Cpu.OWN.micros(scale.run(), work));
    }

    private void fill(Host host) throws InterruptedException {
        var all = histories.stream().flatMap(List::stream).sorted(Event.ORDER).toList();
        for (var i = 0; i < all.size(); i += BATCH) {
            var _ = host.ingestPatiently(all.subList(i, Math.min(all.size(), i + BATCH)));
        }
        // Returns when everything before it is written back.
        host.plan(published, PlanSettings.DEFAULT.withAll()).report().join();
        Cpu.OWN.untilAtRest();
    }

    private long plan(Host host) {
        var report = host.plan(draft, PlanSettings.DEFAULT.withAll()).report().join();
        if (report.sample().profiles()
                != histories.stream().filter(history -> !history.isEmpty()).count()) {
            throw new IllegalStateException(
                    "the plan has looked at " + report.sample().profiles() + " profiles only");
        }
        return events;
    }

    private long fold(Engine engine) {
        for (var history : histories) {
            var profile = engine.stranger();
            for (var event : history) {
                profile = engine.apply(profile, event).profile();
            }
            sink += profile.identifiers().size();
        }
        return events;
    }
}
