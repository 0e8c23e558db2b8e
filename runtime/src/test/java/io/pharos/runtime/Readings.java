package io.pharos.runtime;

import io.pharos.engine.testkit.Reference;
import io.pharos.engine.testkit.World;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Snapshot;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A random world sent event by event to a host that is given other definitions and killed in between. Now and then somebody
 * reads a profile that may not have been folded again yet. One seed gives one course of events.
 */
final class Readings {
    private static final int MOST_STEPS = 12;

    private final Random chance;
    private final List<Workspace> workspaces = new ArrayList<>();
    private final Identification identification;
    private final Deque<Event> toSend;
    private final List<Event> sent = new ArrayList<>();
    private final Rig rig;
    private Event asked;
    private Optional<ReadProfile> answer = Optional.empty();

    Readings(long seed) {
        this.chance = new Random(seed);
        var world = World.random(seed);
        workspaces.add(world.workspace());
        workspaces.add(World.random(seed + 1).workspace());
        workspaces.add(World.random(seed + 2).workspace());
        this.identification = new Identification(world.workspace());
        var events = new ArrayList<Event>();
        world.visitors().forEach(events::addAll);
        events.removeIf(event -> identification.routing(event).isEmpty());
        Collections.shuffle(events, chance);
        this.toSend = new ArrayDeque<>(Reference.withoutDuplicates(world.workspace(), events));
        this.asked = toSend.getFirst();
        var end = events.stream().map(Event::time).max(Instant::compareTo).orElseThrow();
        this.rig = new Rig(world.workspace(), end, seed)
                .settings(Rig.settings(1 + chance.nextInt(2)))
                .open();
    }

    void act() {
        switch (chance.nextInt(8)) {
            case 0, 1, 2 -> send();
            case 3 -> rig.publish(workspaces.get(chance.nextInt(workspaces.size())));
            case 4 -> rig.crash();
            case 5 -> rig.writeBack();
            default -> steps();
        }
    }

    private void send() {
        if (toSend.isEmpty()) {
            return;
        }
        var event = toSend.remove();
        rig.send(event);
        sent.add(event);
        asked = sent.get(chance.nextInt(sent.size()));
    }

    private void steps() {
        for (var i = chance.nextInt(MOST_STEPS); i > 0 && rig.threads().step(); i--) {
            continue;
        }
    }

    /** What the host answers, now. */
    Optional<Snapshot> read() {
        answer = rig.wait(rig.host().profile(identification.routing(asked).orElseThrow()));
        return answer.map(ReadProfile::snapshot);
    }

    /** What the events sent so far make under the version that the host says it answered from. */
    Optional<Snapshot> replayed() {
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        var replay = new Replay(rig.workspace(answer.get().version()));
        sent.forEach(replay::add);
        return replay.snapshot(identification.routing(asked).orElseThrow(), rig.now());
    }
}
