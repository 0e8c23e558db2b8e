package io.pharos.actions;

import io.pharos.model.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The deliveries of one action that are held in memory, in a lane for each profile. Beyond its capacity it leaves them
 * to the ledger and reads them there when there is room again; an action whose receiver is down cannot crowd out the
 * others. Not thread-safe.
 */
final class Desk {
    private final int capacity;
    private final Map<Long, Lane> lanes = new HashMap<>();
    private final Set<String> held = new HashSet<>();
    private final Backlog backlog = new Backlog();

    Desk(int capacity) {
        this.capacity = capacity;
    }

    int size() {
        return held.size();
    }

    /** @return the delivery's lane, if its turn has come */
    Optional<Lane> offer(Delivery delivery) {
        if (held.contains(delivery.id())) {
            return Optional.empty();
        }
        if (!backlog.isEmpty() || held.size() >= capacity) {
            backlog.missed(delivery.sequence());
            return Optional.empty();
        }
        return admit(delivery);
    }

    /** Drops the lane's current delivery. @return the lane, if there is another one in it, whose turn has come */
    Optional<Lane> settled(Lane lane) {
        var delivery = lane.current();
        held.remove(delivery.id());
        backlog.settled(delivery.id());
        if (lane.advance()) {
            return Optional.of(lane);
        }
        lanes.remove(delivery.profileId());
        return Optional.empty();
    }

    /** The delivery is in no ledger any more, and not to be sent. */
    void withdraw(Delivery delivery) {
        backlog.settled(delivery.id());
        var lane = lanes.get(delivery.profileId());
        if (lane != null && lane.withdraw(delivery)) {
            held.remove(delivery.id());
        }
    }

    /**
     * The sequence to read the ledger from, if it holds more and half of the desk is free. It is then to be told what
     * came of it by {@link #take} or {@link #readInVain}. To be asked after every change.
     */
    OptionalLong beginReading() {
        return held.size() <= capacity / 2 ? backlog.beginReading() : OptionalLong.empty();
    }

    /**
     * @param unsettled as many as the desk's capacity, if there are so many: more than are held, so that one reading
     *     always brings something new
     * @return the lanes whose turn has come
     */
    List<Lane> take(List<Delivery> unsettled) {
        var ready = new ArrayList<Lane>();
        for (var delivery : unsettled) {
            if (held.contains(delivery.id()) || backlog.wasSettledMeanwhile(delivery.id())) {
                continue;
            }
            if (held.size() == capacity) {
                backlog.missed(delivery.sequence());
                break;
            }
            admit(delivery).ifPresent(ready::add);
        }
        if (unsettled.size() >= capacity) {
            backlog.missed(unsettled.getLast().sequence());
        }
        backlog.endReading();
        return ready;
    }

    void readInVain(long from) {
        backlog.missed(from);
        backlog.endReading();
    }

    private Optional<Lane> admit(Delivery delivery) {
        held.add(delivery.id());
        var lane = lanes.get(delivery.profileId());
        if (lane != null) {
            lane.queue(delivery);
            return Optional.empty();
        }
        var first = new Lane(delivery);
        lanes.put(delivery.profileId(), first);
        return Optional.of(first);
    }
}
