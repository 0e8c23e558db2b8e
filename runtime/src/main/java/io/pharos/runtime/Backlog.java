package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.engine.EventCodec;
import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Events that lie in a history already but wait to be folded, since one of them came so late that the history has to be folded
 * again for a long way, which is done beside the shard. Rows, because the log up to them may be gone. Owned by its shard.
 */
final class Backlog {
    private final Overlay rows;
    /** By person, the positions of the events that wait. */
    private final Map<Long, NavigableMap<Long, Optional<Work.Apply>>> waiting = new HashMap<>();

    /** @param slots those of this shard */
    Backlog(Overlay rows, IntPredicate slots) {
        this.rows = rows;
        rows.scan(Family.BACKLOG, Keys.FIRST, Keys.behind(Keys.FIRST), (key, _) -> {
            var from = ByteBuffer.wrap(key);
            var person = from.getLong();
            if (slots.test(ProfileId.slot(person))) {
                wait(person, from.getLong(), Optional.empty());
            }
            return true;
        });
    }

    /**
     * An event that waits.
     *
     * @param asked what was asked of the shard; empty if nobody waits for the answer, since it has been started again
     */
    record Waiting(long position, Event event, Identifier routing, Optional<Work.Apply> asked) {}

    Set<Long> persons() {
        return Set.copyOf(waiting.keySet());
    }

    /** Of the events that wait. */
    Set<Long> positions(long person) {
        return Set.copyOf(waiting.getOrDefault(person, new TreeMap<>()).keySet());
    }

    boolean has(long person) {
        return waiting.containsKey(person);
    }

    boolean has(long person, long position) {
        var positions = waiting.get(person);
        return positions != null && positions.containsKey(position);
    }

    void add(long person, Work.Apply apply) {
        var ingest = apply.ingest();
        var row = new ByteWriter(ingest.bytes().length + 64);
        Linked.write(ingest.sender().routing(), row);
        rows.put(
                Family.BACKLOG,
                key(person, apply.logged().position()),
                row.blob(ingest.bytes()).toBytes());
        wait(person, apply.logged().position(), Optional.of(apply));
    }

    /** In the order in which they came, those up to a position of the log, included. */
    List<Waiting> upTo(long person, long position) {
        var found = new ArrayList<Waiting>();
        waiting.getOrDefault(person, new TreeMap<>())
                .headMap(position, true)
                .forEach((at, asked) -> found.add(read(person, at, asked)));
        return found;
    }

    void remove(long person, Waiting done) {
        rows.delete(Family.BACKLOG, key(person, done.position()));
        waiting.computeIfPresent(person, (_, positions) -> {
            positions.remove(done.position());
            return positions.isEmpty() ? null : positions;
        });
    }

    private void wait(long person, long position, Optional<Work.Apply> asked) {
        waiting.computeIfAbsent(person, _ -> new TreeMap<>()).put(position, asked);
    }

    private Waiting read(long person, long position, Optional<Work.Apply> asked) {
        var row = rows.get(Family.BACKLOG, key(person, position)).orElseThrow();
        var from = new ByteReader(row);
        var routing = Linked.readIdentifier(from);
        return new Waiting(position, EventCodec.decode(from.blob()), routing, asked);
    }

    private static byte[] key(long person, long position) {
        return ByteBuffer.allocate(16).putLong(person).putLong(position).array();
    }
}
