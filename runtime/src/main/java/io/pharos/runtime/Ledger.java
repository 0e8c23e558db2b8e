package io.pharos.runtime;

import io.pharos.model.Delivery;
import io.pharos.model.Delivery.Outcome;
import io.pharos.model.Identifier;
import io.pharos.runtime.DeliveryRecord.State;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** What a shard owes the world, and what became of it. Not thread-safe, except {@link #earliest}; owned by its shard. */
final class Ledger {
    private final Overlay rows;
    private final Counts counts;
    private final Outbox outbox;
    private final IntPredicate slots;
    /** No held delivery of this shard is due earlier. */
    private volatile long earliest = Long.MIN_VALUE;
    /** By profile, what is held. */
    private final Map<Long, Set<DeliveryId>> held = new HashMap<>();
    /** While the log is applied again, later entries may settle what earlier ones made. */
    private boolean offering;

    Ledger(Overlay rows, Counts counts, Outbox outbox, IntPredicate slots) {
        this.rows = rows;
        this.counts = counts;
        this.outbox = outbox;
        this.slots = slots;
        each(State.HELD, this::hold);
    }

    private void hold(DeliveryRecord row) {
        held.computeIfAbsent(row.delivery().profileId(), _ -> new HashSet<>()).add(id(row));
    }

    /** A moment at or before which no held delivery is due, in milliseconds. */
    long earliest() {
        return earliest;
    }

    /** @param at when it was made */
    void add(Delivery delivery, State state, Instant at) {
        var row = new DeliveryRecord(delivery, state, Optional.empty());
        counts.add(Counts.DELIVERY + state, 1);
        put(row);
        rows.mark(Family.CAUSED, Keys.caused(delivery.profile().id(), at, id(row)));
        if (state == State.HELD) {
            earliest = Math.min(earliest, delivery.notBefore().toEpochMilli());
        }
        offer(row);
    }

    /** @return the delivery, settled now; empty if there is none of that id or its outcome is known already */
    Optional<DeliveryRecord> settle(DeliveryId id, Outcome outcome) {
        var state = switch (outcome) {
            case Outcome.Delivered _ -> State.DELIVERED;
            case Outcome.Dead _ -> State.DEAD;
            case Outcome.Cancelled _ -> State.CANCELLED;
        };
        return find(id).filter(found -> found.state() == State.PENDING || found.state() == State.HELD)
                .map(found -> move(found, state, Optional.of(outcome)));
    }

    /** Lets a held delivery leave. */
    void release(DeliveryRecord held) {
        offer(move(held, State.PENDING, Optional.empty()));
    }

    /** @return whether there is one of that id that was given up */
    boolean redeliver(DeliveryId id) {
        var row = find(id).filter(found -> found.state() == State.DEAD);
        row.ifPresent(found -> offer(move(found, State.PENDING, Optional.empty())));
        return row.isPresent();
    }

    Optional<DeliveryRecord> find(DeliveryId id) {
        return rows.get(Family.DELIVERIES, id.key()).map(DeliveryCodec::decode);
    }

    /** All held deliveries of a profile, those that leave first in front. */
    List<DeliveryRecord> held(long profile) {
        return held.getOrDefault(profile, Set.of()).stream()
                .flatMap(id -> find(id).stream())
                .sorted(Comparator.comparing(
                                (DeliveryRecord row) -> row.delivery().notBefore())
                        .thenComparing(row -> row.delivery().id()))
                .toList();
    }

    /** All deliveries of this shard that a profile has caused under that name. */
    List<DeliveryRecord> caused(Identifier name) {
        var caused = new ArrayList<DeliveryRecord>();
        causedBy(name.toString()).forEach(key -> find(Keys.causedDelivery(key)).ifPresent(caused::add));
        return caused;
    }

    /** There never was such a delivery; if it is under way, it is not to leave any more. */
    void remove(DeliveryRecord row) {
        var id = id(row);
        if (isOutstanding(row.state())) {
            rows.unmark(Family.OUTSTANDING, key(row));
        }
        causedBy(row.delivery().profile().id()).stream()
                .filter(key -> Keys.causedDelivery(key).equals(id))
                .forEach(key -> rows.unmark(Family.CAUSED, key));
        rows.delete(Family.DELIVERIES, id.key());
        counts.add(Counts.DELIVERY + row.state(), -1);
        if (offering && row.state() == State.PENDING) {
            outbox.withdraw(row.delivery());
        }
    }

    private List<byte[]> causedBy(String name) {
        var keys = new ArrayList<byte[]>();
        var prefix = Keys.causedBy(name);
        rows.scan(Family.CAUSED, prefix, Keys.behind(prefix), (key, _) -> {
            return !slots.test(Keys.causedDelivery(key).slot()) || keys.add(key);
        });
        return keys;
    }

    /** Up to {@code limit} held deliveries that are due at {@code now}, oldest first. */
    List<DeliveryRecord> due(long now, int limit) {
        var due = new ArrayList<DeliveryId>();
        var next = new long[] {DeadlineTable.NEVER};
        rows.scan(Family.OUTSTANDING, prefix(State.HELD), Keys.behind(prefix(State.HELD)), (key, _) -> {
            var moment = ByteBuffer.wrap(key).getLong(1);
            var id = id(key);
            var mine = slots.test(id.slot());
            if (moment > now || (mine && due.size() == limit)) {
                next[0] = moment;
                return false;
            }
            if (mine) {
                due.add(id);
            }
            return true;
        });
        earliest = next[0];
        return due.stream().flatMap(id -> find(id).stream()).toList();
    }

    /** Offers what is pending, in the order in which it was made, and from now on what comes. */
    void startOffering() {
        offering = true;
        each(State.PENDING, this::offer);
    }

    private void each(State state, Consumer<DeliveryRecord> reader) {
        rows.scan(Family.OUTSTANDING, prefix(state), Keys.behind(prefix(state)), (key, _) -> {
            var id = id(key);
            if (slots.test(id.slot())) {
                find(id).ifPresent(reader);
            }
            return true;
        });
    }

    /** The key under which a delivery stands while something may still happen to it. */
    private static byte[] outstanding(State state, Instant moment, DeliveryId id) {
        return ByteBuffer.allocate(27)
                .put((byte) DeliveryCodec.code(state))
                .putLong(state == State.HELD ? moment.toEpochMilli() : 0)
                .put(id.key())
                .array();
    }

    /** The delivery of a row among those that are outstanding. */
    static DeliveryId id(byte[] outstanding) {
        return DeliveryId.ofKey(outstanding, 9);
    }

    static byte[] prefix(State state) {
        return new byte[] {(byte) DeliveryCodec.code(state)};
    }

    private void offer(DeliveryRecord row) {
        if (offering && row.state() == State.PENDING) {
            outbox.offer(row.delivery());
        }
    }

    private DeliveryRecord move(DeliveryRecord row, State state, Optional<Outcome> outcome) {
        if (isOutstanding(row.state())) {
            rows.unmark(Family.OUTSTANDING, key(row));
        }
        if (row.state() == State.HELD) {
            held.computeIfPresent(
                    row.delivery().profileId(), (_, ids) -> ids.remove(id(row)) && ids.isEmpty() ? null : ids);
        }
        counts.add(Counts.DELIVERY + row.state(), -1);
        counts.add(Counts.DELIVERY + state, 1);
        var moved = new DeliveryRecord(row.delivery(), state, outcome);
        put(moved);
        return moved;
    }

    private void put(DeliveryRecord row) {
        rows.put(Family.DELIVERIES, id(row).key(), DeliveryCodec.encode(row));
        if (isOutstanding(row.state())) {
            rows.mark(Family.OUTSTANDING, key(row));
        }
        if (row.state() == State.HELD) {
            hold(row);
        }
    }

    /** Where a delivery stands while it is outstanding. */
    static byte[] key(DeliveryRecord row) {
        return outstanding(row.state(), row.delivery().notBefore(), id(row));
    }

    static DeliveryId id(DeliveryRecord row) {
        return DeliveryId.parse(row.delivery().id())
                .orElseThrow(() -> new IllegalStateException(
                        "no delivery's id: " + row.delivery().id()));
    }

    static boolean isOutstanding(State state) {
        return switch (state) {
            case HELD, PENDING, DEAD -> true;
            case DELIVERED, CANCELLED -> false;
        };
    }
}
