package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.testkit.Reference;
import io.pharos.engine.testkit.World;
import io.pharos.model.Delivery;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Workspace;
import io.pharos.runtime.testing.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A random world sent to a host that is killed again and again, by clients that send again what was not acknowledged. One
 * seed gives one course of events.
 */
final class Simulation {
    private static final int MOST_AT_ONCE = 5;
    private static final int MOST_STEPS = 40;
    private static final int MOST_APART = 3;
    private static final int MOST_ERASED = 3;

    private final Random chance;
    private final Workspace workspace;
    /** What may be published instead, and instead of each other. */
    private final List<Workspace> others = new ArrayList<>();

    private final List<Event> events;
    private final Deque<Event> toSend;
    private final List<Sent> underWay = new ArrayList<>();
    private final Rig rig;
    private final List<Identifier> identifiers;
    private final Set<Pair> apart = new LinkedHashSet<>();
    private final Map<Pair, CompletableFuture<List<Identifier>>> unlinking = new LinkedHashMap<>();
    private final Set<Identifier> erased = new LinkedHashSet<>();
    private final Map<Identifier, CompletableFuture<Optional<Erasure>>> erasing = new LinkedHashMap<>();
    private boolean erases;
    private int offeredBefore;
    private boolean verifies;

    private record Pair(Identifier one, Identifier other) {}

    private record Sent(List<Event> events, CompletableFuture<List<Receipt>> receipts) {}

    /** A few visitors of a random workspace. */
    static Simulation ofWorld(long seed) {
        var world = World.random(seed);
        var identification = new Identification(world.workspace());
        var sent = new ArrayList<Event>();
        world.visitors()
                .forEach(visitor -> world.disturbed(visitor).stream()
                        .filter(event -> identification.routing(event).isPresent())
                        .forEach(sent::add));
        Collections.shuffle(sent, new Random(seed));
        return new Simulation(seed, world.workspace(), sent, List.of());
    }

    /** People who are easily mistaken for each other, and taken apart now and then. */
    static Simulation ofCrowd(long seed) {
        var crowd = Crowd.random(seed);
        return new Simulation(seed, crowd.workspace(), crowd.events(), crowd.identifiers());
    }

    /** The same, of whom some are erased, and those who are silent for long expire. */
    static Simulation ofErasures(long seed) {
        var crowd = Crowd.random(seed);
        var workspace = Shop.keeping(crowd.workspace(), new Random(seed));
        var simulation = new Simulation(seed, workspace, crowd.events(), crowd.identifiers());
        simulation.erases = true;
        return simulation;
    }

    /** @param identifiers of which some are taken apart */
    private Simulation(long seed, Workspace definitions, List<Event> sent, List<Identifier> identifiers) {
        this.chance = new Random(seed);
        this.workspace = Shop.withAllTriggers(definitions);
        this.identifiers = identifiers;
        this.events = Reference.withoutDuplicates(workspace, sent);
        this.toSend = new ArrayDeque<>(sent);
        this.rig = new Rig(workspace, start(sent), seed)
                .settings(Rig.settings(1 + chance.nextInt(3))
                        .withFolding(1 + chance.nextInt(3), foldedInPlace(chance.nextInt(4))))
                .open();
    }

    /** Who waits does not expire meanwhile, and nobody who just reads the log can tell who waits. */
    private int foldedInPlace(int events) {
        return Retention.of(workspace).isNone() ? events : Integer.MAX_VALUE;
    }

    /** A few visitors, with so many other definitions that are published again and again meanwhile. */
    static Simulation ofPublications(long seed, int others) {
        var simulation = ofWorld(seed);
        for (var i = 1; i <= others; i++) {
            simulation.others.add(Shop.withAllTriggers(World.random(seed + i).workspace()));
        }
        simulation.others.add(simulation.workspace);
        return simulation;
    }

    /** A crowd who are told apart in other ways again and again, under so many other definitions. */
    static Simulation ofRecognition(long seed, int others) {
        var crowd = Crowd.named(seed);
        var simulation = new Simulation(seed, crowd.workspace(), crowd.events(), crowd.identifiers());
        for (var i = 1; i <= others; i++) {
            simulation.others.add(Shop.withAllTriggers(Crowd.named(seed + i).workspace()));
        }
        simulation.others.add(simulation.workspace);
        return simulation;
    }

    private static Instant start(List<Event> events) {
        return events.stream().map(Event::time).min(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /** Verifies what each crash leaves. */
    Simulation verifying() {
        verifies = true;
        return this;
    }

    /** Goes on until every event is acknowledged and nobody has anything more to do. */
    Simulation run() {
        while (!toSend.isEmpty() || !underWay.isEmpty() || !unlinking.isEmpty() || !erasing.isEmpty()) {
            act();
            acknowledge();
        }
        rig.threads().run();
        rig.tick();
        rig.threads().run();
        return this;
    }

    private void act() {
        switch (chance.nextInt(identifiers.isEmpty() ? 16 : erases ? 18 : 17)) {
            case 17 -> erase();
            case 16 -> takeApart();
            case 0, 1, 2, 3 -> send();
            case 4 -> pass();
            case 5 -> rig.host().writeBack().write();
            case 6 -> rig.flush();
            case 7, 8 -> settle();
            case 9 -> crash();
            case 10 -> publish();
            default -> steps();
        }
    }

    private void send() {
        var batch = new ArrayList<Event>();
        for (var i = chance.nextInt(MOST_AT_ONCE); i >= 0 && !toSend.isEmpty(); i--) {
            batch.add(toSend.remove());
        }
        if (batch.isEmpty()) {
            return;
        }
        batch.forEach(event -> rig.timeIs(later(rig.now(), event.time())));
        var arrived = batch.stream().map(this::arrived).toList();
        underWay.add(new Sent(batch, rig.host().ingest(arrived)));
    }

    /** Sends every event once more. */
    List<Receipt.Status> sentAgain() {
        return events.stream()
                .map(event -> rig.send(arrived(event)).status())
                .distinct()
                .toList();
    }

    private Event arrived(Event event) {
        return new Event(
                event.id(),
                event.source(),
                event.visitor(),
                event.name(),
                event.time(),
                event.order(),
                rig.now(),
                event.origin(),
                event.sentTime(),
                event.properties(),
                event.marks());
    }

    private void takeApart() {
        if (apart.size() < MOST_APART) {
            var one = identifiers.get(chance.nextInt(identifiers.size()));
            var other = identifiers.get(chance.nextInt(identifiers.size()));
            if (!one.kind().equals(other.kind())) {
                unlink(new Pair(one, other));
            }
        }
    }

    private void unlink(Pair pair) {
        apart.add(pair);
        unlinking.put(pair, rig.host().unlink(pair.one(), pair.other()));
    }

    private void erase() {
        if (erased.size() < MOST_ERASED) {
            erase(identifiers.get(chance.nextInt(identifiers.size())));
        }
    }

    private void erase(Identifier identifier) {
        erased.add(identifier);
        erasing.put(identifier, rig.host().erase(identifier));
    }

    private void pass() {
        rig.timeIs(rig.now().plusMillis(chance.nextLong(Duration.ofDays(2).toMillis())));
        var _ = rig.host().tick();
    }

    private void publish() {
        if (others.isEmpty()) {
            return;
        }
        var proposal = rig.proposal(others.get(chance.nextInt(others.size())));
        var _ = rig.host().publish(chance.nextInt(3) == 0 ? Rig.firing(proposal) : proposal);
    }

    private void settle() {
        var offered = rig.offered();
        if (!offered.isEmpty()) {
            var delivery = offered.get(chance.nextInt(offered.size()));
            var outcome = chance.nextInt(5) == 0
                    ? new Delivery.Outcome.Dead(rig.now(), 3, "no answer")
                    : new Delivery.Outcome.Delivered(rig.now(), 1, "200");
            var _ = rig.host().settle(delivery.id(), outcome);
        }
    }

    private void steps() {
        for (var i = chance.nextInt(MOST_STEPS); i > 0 && rig.threads().step(); i--) {
            continue;
        }
    }

    /** What nobody has acknowledged is sent again. */
    private void crash() {
        acknowledge();
        if (verifies) {
            assertThat(verified().examples()).isEmpty();
        }
        if (chance.nextInt(3) == 0) {
            rig.crashTwice(chance.nextInt(MOST_STEPS));
        } else {
            rig.crash();
        }
        underWay.forEach(sent -> sent.events().forEach(toSend::add));
        underWay.clear();
        List.copyOf(unlinking.keySet()).forEach(this::unlink);
        List.copyOf(erasing.keySet()).forEach(this::erase);
    }

    private void acknowledge() {
        unlinking.values().removeIf(CompletableFuture::isDone);
        erasing.values().removeIf(CompletableFuture::isDone);
        underWay.removeIf(sent -> {
            if (!sent.receipts().isDone()) {
                return false;
            }
            assertThat(sent.receipts().join()).noneMatch(receipt -> receipt.status() == Receipt.Status.FAILED);
            return true;
        });
        if (toSend.isEmpty()) {
            steps();
        }
    }

    Simulation crashed() {
        offeredBefore = rig.offered().size();
        rig.crash();
        return this;
    }

    Instant now() {
        return rig.now();
    }

    List<Snapshot> profiles() {
        return rig.export(now());
    }

    /** What an in-memory fold makes of the same events under the definitions published last. */
    List<Snapshot> replayed() {
        var replay = new Replay(rig.host().workspace());
        apart.forEach(pair -> replay.takeApart(pair.one(), pair.other()));
        events.forEach(replay::add);
        var snapshots = new ArrayList<Snapshot>();
        replay.snapshots(now(), snapshots::add, (_, _) -> {});
        return snapshots;
    }

    /** What a plain reading of the log makes of it. */
    Recount recount() {
        return Recount.of(rig);
    }

    Rig rig() {
        return rig;
    }

    List<Identifier> identifiers() {
        return identifiers;
    }

    boolean wasErased(Identifier identifier) {
        return erased.contains(identifier);
    }

    List<Publication> versions() {
        return rig.versions();
    }

    Refold refold() {
        return rig.host().stats().refold();
    }

    /** What is found if the process is killed now. */
    VerificationReport verified() {
        return Verified.of(rig);
    }

    VerificationReport verified(MemoryStorage storage) {
        return Verified.of(storage, rig);
    }

    /** What is found if everything is written back and the process is killed then. */
    MemoryStorage afterCrash() {
        rig.writeBack();
        rig.flush();
        return rig.storage().afterCrash();
    }

    Rig fromTheLogAlone() {
        return rig.fromTheLogAlone();
    }

    List<DeliveryRecord> ledger() {
        return rig.ledger();
    }

    /** What the sizes are, counted from the profiles. */
    Map<String, Map<String, Long>> counted() {
        return Map.of("segments", counted(Snapshot::segments), "badges", counted(Snapshot::badges));
    }

    private Map<String, Long> counted(Function<Snapshot, SortedMap<String, ?>> of) {
        var sizes = new TreeMap<String, Long>();
        profiles().forEach(profile -> of.apply(profile).keySet().forEach(name -> sizes.merge(name, 1L, Long::sum)));
        return sizes;
    }

    Map<String, Map<String, Long>> sizes() {
        return sizes(rig);
    }

    static Map<String, Map<String, Long>> sizes(Rig rig) {
        var stats = rig.host().stats();
        return Map.of("segments", withoutEmpty(stats.segments()), "badges", withoutEmpty(stats.badges()));
    }

    private static Map<String, Long> withoutEmpty(Map<String, Long> sizes) {
        var without = new LinkedHashMap<>(sizes);
        without.values().removeIf(size -> size == 0);
        return without;
    }

    List<String> offeredSinceTheCrash() {
        return rig.offered().subList(offeredBefore, rig.offered().size()).stream()
                .map(Delivery::id)
                .toList();
    }

    List<String> unsettled() {
        return rig.ledger().stream()
                .filter(row -> row.state() == DeliveryRecord.State.PENDING)
                .map(row -> row.delivery().id())
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
