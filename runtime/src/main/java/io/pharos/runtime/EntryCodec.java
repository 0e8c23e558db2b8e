package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.engine.Engine;
import io.pharos.engine.EventCodec;
import io.pharos.model.Parsed;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries as the records of the log: one byte for kind and form, the time, the rest. Not thread-safe; entries are decoded in
 * the order of the log, since whose an event is depends on what was published before it.
 */
final class EntryCodec {
    private static final int INGEST = 1;
    private static final int TICK = 2;
    private static final int SETTLE = 3;
    private static final int REDELIVER = 4;
    private static final int PUBLISH = 5;
    private static final int REFOLD = 6;
    private static final int UNLINK = 7;
    private static final int CATCH_UP = 8;
    private static final int ERASE = 9;

    private static final Logger LOG = LoggerFactory.getLogger(EntryCodec.class);

    private final Language language;
    private Intake intake;

    /** @param workspace in force at the first entry that is decoded */
    EntryCodec(Workspace workspace, Language language) {
        this.intake = new Intake(workspace);
        this.language = language;
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
            case Entry.Erase erase -> {
                var to = new ByteWriter(64).one(ERASE).fixed(millis);
                Linked.write(erase.identifier(), to);
                yield to.toBytes();
            }
            case Entry.Publish publish -> {
                var to = new ByteWriter(1024).one(PUBLISH).fixed(millis);
                Versions.write(publish.publication(), to);
                yield to.toBytes();
            }
            case Entry.Refold refold -> {
                var to = new ByteWriter(16 + Long.BYTES * refold.profiles().length)
                        .one(REFOLD)
                        .fixed(millis)
                        .count(refold.profiles().length);
                for (var profile : refold.profiles()) {
                    to.fixed(profile);
                }
                yield to.toBytes();
            }
            case Entry.CatchUp catchUp ->
                new ByteWriter(32)
                        .one(CATCH_UP)
                        .fixed(millis)
                        .fixed(catchUp.profile())
                        .fixed(catchUp.upTo())
                        .toBytes();
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
            case ERASE -> new Entry.Erase(Linked.readIdentifier(from), new CompletableFuture<>());
            case PUBLISH -> publish(Versions.read(from));
            case REFOLD -> refold(from);
            case CATCH_UP -> new Entry.CatchUp(from.fixed(), from.fixed(), new CompletableFuture<>());
            case REDELIVER -> new Entry.Redeliver(id(from), new CompletableFuture<>());
            default -> throw from.damaged("there is no entry of kind " + kind);
        };
        from.end();
        return new Logged(position, at, entry);
    }

    private Entry ingest(byte[] bytes) {
        var event = EventCodec.decode(bytes);
        return new Entry.Ingest(event, intake.sender(event), bytes, new CompletableFuture<>());
    }

    private Entry publish(Publication publication) {
        Optional<Engine> engine = switch (language.read(publication.files())) {
            case Parsed.Valid<Workspace>(var workspace, var _) -> {
                intake = new Intake(workspace);
                yield Optional.of(Engine.of(workspace));
            }
            case Parsed.Invalid<Workspace>(var problems) -> {
                LOG.error(
                        "version {} cannot be read by this program; what came after it is applied as before it: {}",
                        publication.number(),
                        problems);
                yield Optional.empty();
            }
        };
        return new Entry.Publish(publication, engine, Optional.empty(), new CompletableFuture<>());
    }

    private static Entry refold(ByteReader from) {
        var profiles = new long[from.size()];
        for (var i = 0; i < profiles.length; i++) {
            profiles[i] = from.fixed();
        }
        return new Entry.Refold(profiles, new CompletableFuture<>());
    }

    private static DeliveryId id(ByteReader from) {
        return DeliveryId.parse(from.text()).orElseThrow(() -> from.damaged("no delivery's id"));
    }
}
