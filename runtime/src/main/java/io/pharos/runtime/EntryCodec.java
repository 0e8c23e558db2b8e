package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.engine.EventCodec;
import io.pharos.model.Event;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Entries as the records of the log: one byte for kind and form, the time, the rest. */
final class EntryCodec {
    private static final int INGEST = 1;
    private static final int TICK = 2;
    private static final int SETTLE = 3;
    private static final int REDELIVER = 4;
    private static final int UNLINK = 5;

    private final Function<Event, Sender> senders;

    /** @param senders says whose an event is */
    EntryCodec(Function<Event, Sender> senders) {
        this.senders = senders;
    }

    byte[] encode(Entry entry, Instant at) {
        var millis = at.toEpochMilli();
        return switch (entry) {
            case Entry.Ingest ingest ->
                new ByteWriter(ingest.bytes().length + 16)
                        .one(INGEST)
                        .fixed(millis)
                        .blob(ingest.bytes())
                        .toBytes();
            case Entry.Tick _ -> new ByteWriter(9).one(TICK).fixed(millis).toBytes();
            case Entry.Settle settle -> {
                var to = new ByteWriter(64)
                        .one(SETTLE)
                        .fixed(millis)
                        .text(settle.id().toString());
                DeliveryCodec.write(settle.outcome(), to);
                yield to.toBytes();
            }
            case Entry.Unlink unlink -> {
                var to = new ByteWriter(64).one(UNLINK).fixed(millis);
                Linked.write(unlink.subject(), to);
                Linked.write(unlink.other(), to);
                yield to.toBytes();
            }
            case Entry.Redeliver again ->
                new ByteWriter(64)
                        .one(REDELIVER)
                        .fixed(millis)
                        .text(again.id().toString())
                        .toBytes();
        };
    }

    /** @throws IllegalArgumentException if the bytes are damaged, or of a newer form than this program knows */
    Logged decode(long position, byte[] bytes) {
        var from = new ByteReader(bytes);
        var kind = from.one();
        var at = Instant.ofEpochMilli(from.fixed());
        var entry = switch (kind) {
            case INGEST -> ingest(from.blob());
            case TICK -> new Entry.Tick(new CompletableFuture<>());
            case SETTLE -> new Entry.Settle(id(from), DeliveryCodec.readOutcome(from), new CompletableFuture<>());
            case UNLINK ->
                new Entry.Unlink(Linked.readIdentifier(from), Linked.readIdentifier(from), new CompletableFuture<>());
            case REDELIVER -> new Entry.Redeliver(id(from), new CompletableFuture<>());
            default -> throw from.damaged("there is no entry of kind " + kind);
        };
        from.end();
        return new Logged(position, at, entry);
    }

    private Entry ingest(byte[] bytes) {
        var event = EventCodec.decode(bytes);
        return new Entry.Ingest(event, senders.apply(event), bytes, new CompletableFuture<>());
    }

    private static DeliveryId id(ByteReader from) {
        return DeliveryId.parse(from.text()).orElseThrow(() -> from.damaged("no delivery's id"));
    }
}
