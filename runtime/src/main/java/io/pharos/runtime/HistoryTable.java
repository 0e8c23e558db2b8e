package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.engine.Engine;
import io.pharos.engine.EventCodec;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** The events of each person, for good. */
final class HistoryTable {
    /** How rows began that were nothing but the event, before persons were joined. */
    private static final int BARE = 1;

    private static final int OF_SUBJECT = 2;
    private static final int OF_OWNER = 3;

    private final Overlay rows;
    private final Editions editions;
    private final FoldAhead ahead;

    /** @param ahead is told what changes */
    HistoryTable(Overlay rows, Editions editions, FoldAhead ahead) {
        this.rows = rows;
        this.editions = editions;
        this.ahead = ahead;
    }

    void add(Whose whose, long position, Entry.Ingest ingest) {
        var nodes = editions.current().identification().nodes(ingest.event());
        add(whose.person(), new Filed(ingest.event(), position, nodes, whose.owner(), ingest.bytes()));
    }

    void add(long person, Filed filed) {
        ahead.changes(person, filed.event());
        rows.put(Family.HISTORY, key(person, filed), row(filed));
    }

    static byte[] row(Filed filed) {
        var isOwn = filed.owner().equals(filed.subject());
        var to = new ByteWriter(filed.bytes().length + 32).one(isOwn ? OF_SUBJECT : OF_OWNER);
        if (!isOwn) {
            Linked.write(filed.owner(), to);
        }
        return to.blob(filed.bytes()).toBytes();
    }

    void remove(long person, Filed filed) {
        ahead.changes(person, filed.event());
        rows.delete(Family.HISTORY, key(person, filed));
    }

    boolean isEmpty(long person) {
        var any = new boolean[1];
        var prefix = Keys.profile(person);
        rows.scan(Family.HISTORY, prefix, Keys.behind(prefix), (_, _) -> {
            any[0] = true;
            return false;
        });
        return !any[0];
    }

    interface Reader {
        /** @param position of the entry that brought it */
        void event(long position, Event event);
    }

    /**
     * Hands out the events of a person from a moment on, as far as definitions look at them: by time, within one moment by the
     * order in which they came.
     */
    void read(long person, Instant since, Reader reader) {
        var engine = editions.current().engine();
        rows.scan(Family.HISTORY, from(person, since), Keys.behind(Keys.profile(person)), (key, row) -> {
            reader.event(position(key), toFold(engine, row));
            return true;
        });
    }

    /** What has changed from a moment on and may not be written yet, for whoever reads it elsewhere. */
    NavigableMap<byte[], byte[]> unwritten(long person, Instant since) {
        return rows.unwritten(Family.HISTORY, from(person, since), Keys.behind(Keys.profile(person)));
    }

    /** As far as the definitions look at it. */
    static Event toFold(Engine engine, byte[] row) {
        return engine.event(Stored.of(row).bytes());
    }

    /** The least key of an event of a person at or after a moment; {@link Instant#MIN} stands for the first. */
    static byte[] from(long person, Instant since) {
        return since.equals(Instant.MIN) ? Keys.profile(person) : Keys.history(person, since, 0);
    }

    /** With the places where they lie.
     *
     * @param since in milliseconds
     */
    List<Filed> filed(long person, long since) {
        var filed = new ArrayList<Filed>();
        var from =
                since == Long.MIN_VALUE ? Keys.profile(person) : Keys.history(person, Instant.ofEpochMilli(since), 0);
        rows.scan(Family.HISTORY, from, Keys.behind(Keys.profile(person)), (key, row) -> {
            filed.add(filed(key, row, editions.current().identification()));
            return true;
        });
        return filed;
    }

    static Filed filed(byte[] key, byte[] row, Identification identification) {
        var stored = Stored.of(row);
        var event = EventCodec.decode(stored.bytes());
        var nodes = identification.nodes(event);
        return new Filed(event, position(key), nodes, stored.owner().orElse(nodes.getFirst()), stored.bytes());
    }

    /** By time; within one moment by the order in which they came. */
    static List<Event> of(Rows rows, long person) {
        var events = new ArrayList<Event>();
        var prefix = Keys.profile(person);
        rows.scan(Family.HISTORY, prefix, Keys.behind(prefix), (_, row) -> {
            events.add(event(row));
            return true;
        });
        return events;
    }

    /** Of the entry that brought the event. */
    static long position(byte[] key) {
        return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
    }

    static Event event(byte[] row) {
        return EventCodec.decode(Stored.of(row).bytes());
    }

    /**
     * What a row holds.
     *
     * @param owner if it is not the event's own subject
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Stored(Optional<Identifier> owner, byte[] bytes) {
        static Stored of(byte[] row) {
            var from = new ByteReader(row);
            return switch (from.one()) {
                case BARE -> new Stored(Optional.empty(), row);
                case OF_OWNER -> new Stored(Optional.of(Linked.readIdentifier(from)), from.blob());
                default -> new Stored(Optional.empty(), from.blob());
            };
        }
    }

    private static byte[] key(long person, Filed filed) {
        return Keys.history(person, filed.event().time(), filed.position());
    }
}
