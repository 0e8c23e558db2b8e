package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.model.Delivery;
import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Identifier;
import io.pharos.model.Parsed;
import io.pharos.model.Snapshot;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import io.pharos.runtime.DeliveryRecord.Filter;
import io.pharos.runtime.testing.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A host without threads on a storage in the heap, with a clock that is set by hand and an outbox that remembers. */
final class Rig {
    private static final String FILE = "workspace.yaml";

    private final long seed;
    private final List<Delivery> offered = new ArrayList<>();
    private final List<Delivery> withdrawn = new ArrayList<>();
    /** All that were ever published, by what stands for their text. */
    private final List<Workspace> workspaces;

    private HostSettings settings = settings(2);
    private Workspace workspace;
    private Instant now;
    private Optional<Publication> standIn = Optional.empty();
    private MemoryStorage storage = new MemoryStorage();
    private SeededThreads threads;
    private Host host;
    private int ids;

    Rig(Workspace workspace, Instant now, long seed) {
        this(new ArrayList<>(), workspace, now, seed);
    }

    private Rig(List<Workspace> workspaces, Workspace workspace, Instant now, long seed) {
        this.workspaces = workspaces;
        this.workspace = workspace;
        this.now = now;
        this.seed = seed;
        this.threads = new SeededThreads(seed);
    }

    static Rig of(Workspace workspace, String now) {
        return new Rig(workspace, Instant.parse(now), 1);
    }

    /** No ticks by themselves, and passes without pauses: nothing waits for a clock. */
    static HostSettings settings(int shards) {
        return HostSettings.DEFAULT
                .withShards(shards)
                .withTickEvery(Duration.ZERO)
                .withRefoldShare(1);
    }

    HostSettings settings() {
        return settings;
    }

    Rig settings(HostSettings settings) {
        this.settings = settings;
        return this;
    }

    Rig open() {
        threads = new SeededThreads(seed);
        host = threads.run(opening(new Outbox() {
            @Override
            public void offer(Delivery delivery) {
                offered.add(delivery);
            }

            @Override
            public void withdraw(Delivery delivery) {
                withdrawn.add(delivery);
            }
        }));
        if (host.published().isEmpty()) {
            publish(workspace);
        }
        return this;
    }

    private CompletableFuture<Host> opening(Outbox outbox) {
        return Host.open(storage, this::read, standIn, outbox, settings, () -> now, threads);
    }

    /** How what was published is read. */
    Language language() {
        return this::read;
    }

    private Parsed<Workspace> read(SortedMap<String, String> files) {
        return new Parsed.Valid<>(workspaces.get(Integer.parseInt(files.get(FILE))), List.of());
    }

    /** Stands for the texts of {@code workspace}. */
    SortedMap<String, String> files(Workspace workspace) {
        if (!workspaces.contains(workspace)) {
            workspaces.add(workspace);
        }
        return new TreeMap<>(Map.of(FILE, Integer.toString(workspaces.indexOf(workspace))));
    }

    Proposal proposal(Workspace workspace) {
        var base = host.published().map(Publication::number).orElse(0L);
        return new Proposal(files(workspace), base, "ada", "", Optional.empty(), false);
    }

    /** Puts it in force and leaves the rest to the background. */
    PublishResult publish(Workspace workspace) {
        return wait(host.publish(proposal(workspace)));
    }

    /** The same, and whoever is in something new sets off what that sets off. */
    PublishResult publishAndFire(Workspace workspace) {
        return wait(host.publish(firing(proposal(workspace))));
    }

    static Proposal firing(Proposal proposal) {
        return new Proposal(
                proposal.files(), proposal.base(), proposal.who(), proposal.note(), proposal.folder(), true);
    }

    /** Kills the process, and starts it again with what it finds. */
    Rig crash() {
        threads.kill();
        storage = storage.afterCrash();
        return open();
    }

    /** The same, with what stands in for versions that are not kept. */
    Rig crash(Publication standsIn) {
        standIn = Optional.of(standsIn);
        return crash();
    }

    /** Kills the process, and kills it again after so many steps of its next start. */
    void crashTwice(int steps) {
        threads.kill();
        storage = storage.afterCrash();
        threads = new SeededThreads(seed);
        var _ = opening(_ -> {});
        for (var step = 0; step < steps && threads.step(); ) {
            step++;
        }
        crash();
    }

    /** Another host, made of nothing but what this one has logged. */
    Rig fromTheLogAlone() {
        var other = new Rig(workspaces, workspace, now, seed).settings(settings);
        other.storage = storage.fromTheLogAlone(Opening.EPOCH);
        return other.open();
    }

    /** Finds the rows, but a log that is new. */
    void crashWithoutLog() {
        threads.kill();
        storage = storage.afterCrash().withoutLog();
        open();
    }

    /** Writes everything back, stops, and starts again. */
    Rig restart() {
        writeBack();
        storage.state().flush();
        return crash();
    }

    Rig restart(Workspace published) {
        restart();
        publish(published);
        return this;
    }

    void writeBack() {
        wait(host.writeBack().write());
    }

    void flush() {
        storage.state().flush();
    }

    Host host() {
        return host;
    }

    /** Every version there was, latest first. */
    List<Publication> versions() {
        writeBack();
        try (var view = storage.state().view()) {
            var versions = new ArrayList<Publication>();
            Versions.latestFirst(view, row -> versions.add(row.publication()));
            return versions;
        }
    }

    /** The definitions that were published under that number. */
    Workspace workspace(long number) {
        return workspaces.get(Integer.parseInt(versions().stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow()
                .files()
                .get(FILE)));
    }

    /** Reads the log from its beginning. */
    EntryCodec codec() {
        return new EntryCodec(Edition.NONE.workspace(), this::read);
    }

    MemoryStorage storage() {
        return storage;
    }

    /** The number of the version that the profile reads under. */
    long versionOf(String visitor) {
        return read(visitor)
                .orElseThrow(() -> new AssertionError("no profile of " + visitor))
                .version();
    }

    SeededThreads threads() {
        return threads;
    }

    Instant now() {
        return now;
    }

    void timeIs(Instant moment) {
        now = moment;
    }

    Rig timeIs(String moment) {
        timeIs(Instant.parse(moment));
        return this;
    }

    /** Sets the clock and lets happen what is due. */
    Rig tick(String moment) {
        timeIs(moment);
        tick();
        return this;
    }

    void tick() {
        wait(host.tick());
    }

    <T> T wait(CompletableFuture<T> answer) {
        return threads.run(answer);
    }

    Receipt send(Event event) {
        return wait(host.ingest(event));
    }

    Receipt send(String visitor, String name) {
        return send(visitor, name, now.toString());
    }

    Receipt send(String visitor, String name, String time) {
        return send(event(visitor, name, time, Origin.LIVE));
    }

    Receipt imported(String visitor, String name, String time) {
        return send(event(visitor, name, time, Origin.IMPORT));
    }

    Event event(String visitor, String name, String time, Origin origin) {
        return new Event(
                "e" + ids++,
                "website",
                visitor,
                name,
                Instant.parse(time),
                0,
                now,
                origin,
                null,
                Map.of("id", new Value.Text("e" + ids)),
                List.of());
    }

    Optional<Snapshot> profile(String visitor) {
        return read(visitor).map(ReadProfile::snapshot);
    }

    Optional<ReadProfile> read(String visitor) {
        return wait(host.profile(Identifier.anonymous(visitor)));
    }

    Snapshot profileOf(String visitor) {
        return profile(visitor).orElseThrow(() -> new AssertionError("no profile of " + visitor));
    }

    /** Every delivery offered so far, in order: action and visitor. */
    List<String> offers() {
        return offered.stream()
                .map(delivery ->
                        delivery.action() + " for " + delivery.profile().id())
                .toList();
    }

    List<Delivery> offered() {
        return offered;
    }

    List<Delivery> withdrawn() {
        return withdrawn;
    }

    List<Snapshot> export(Instant asOf) {
        writeBack();
        var snapshots = new ArrayList<Snapshot>();
        try (var view = storage.state().view()) {
            wait(host.exporter(view)).read(asOf, snapshots::add);
        }
        return snapshots;
    }

    /** Of what is stored, beside what is published; as of now. */
    PlanReport plan(Workspace draft, PlanSettings settings) {
        writeBack();
        return planned(draft, settings).start().report().join();
    }

    /** The same, not started yet. */
    Plan planned(Workspace draft, PlanSettings settings) {
        var view = storage.state().view();
        return new Plan(Engine.of(workspace), Engine.of(draft), settings, view, now, new Pace());
    }

    List<DeliveryRecord> ledger() {
        writeBack();
        try (var view = storage.state().view()) {
            return Deliveries.list(view, Filter.ALL, Integer.MAX_VALUE);
        }
    }
}
