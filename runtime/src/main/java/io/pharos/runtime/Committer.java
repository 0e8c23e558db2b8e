package io.pharos.runtime;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes entries durable and hands them to the shards, in one order. Whatever waits is appended together, with one sync: the
 * longer that takes, the more waits for the next one.
 */
final class Committer {
    private static final int MOST_ENTRIES = 2_000;
    private static final long MOST_BYTES = 4L << 20;

    private final Log log;
    private final EntryCodec codec;
    private final InstantSource clock;
    private final Executor executor;
    private final Health health;
    private final Shards shards;
    private final WriteBack writeBack;
    private final Queue<List<? extends Entry>> inbox = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** The time of the last entry. */
    private Instant last;

    /** @param last when the last entry was logged */
    Committer(Log log, EntryCodec codec, InstantSource clock, Parts parts, Stage stage, Instant last) {
        this.log = log;
        this.codec = codec;
        this.clock = clock;
        this.executor = parts.committer();
        this.health = parts.health();
        this.shards = stage.shards();
        this.writeBack = stage.writeBack();
        this.last = last;
        writeBack.whenRelieved(this::wake);
    }

    /** Entries that follow each other in the log. Never blocks. */
    void submit(List<? extends Entry> entries) {
        inbox.add(entries);
        wake();
    }

    /** Completes when everything submitted before has been handed on. */
    CompletableFuture<Void> drained() {
        var drained = new CompletableFuture<Void>();
        waiting.add(drained);
        wake();
        return drained;
    }

    private void wake() {
        if (scheduled.compareAndSet(false, true)) {
            executor.execute(this::drain);
        }
    }

    private void drain() {
        scheduled.set(false);
        if (writeBack.isCongested() && health.failure().isEmpty()) {
            return; // woken again when it is not
        }
        var entries = new ArrayList<Entry>();
        var records = new ArrayList<byte[]>();
        try {
            take(entries, records);
            commit(entries, records);
        } catch (Throwable e) {
            health.fail(e);
            entries.forEach(entry -> entry.answer().completeExceptionally(health.stopped()));
        }
        if (!inbox.isEmpty()) {
            wake();
            return;
        }
        for (var drained = waiting.poll(); drained != null; drained = waiting.poll()) {
            drained.complete(null);
        }
    }

    private void take(List<Entry> entries, List<byte[]> records) {
        // As exact as it is logged: what follows from an entry must be the same when it is applied again.
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last;
        var bytes = 0L;
        while (entries.size() < MOST_ENTRIES && bytes < MOST_BYTES) {
            var next = inbox.poll();
            if (next == null) {
                return;
            }
            entries.addAll(next);
            for (var entry : next) {
                var record = codec.encode(entry, last);
                bytes += record.length;
                records.add(record);
            }
        }
    }

    private void commit(List<Entry> entries, List<byte[]> records) {
        if (entries.isEmpty()) {
            return;
        }
        if (health.failure().isPresent()) {
            throw health.stopped();
        }
        var position = log.end();
        log.append(records);
        var logged = new ArrayList<Logged>(entries.size());
        for (var entry : entries) {
            logged.add(new Logged(position++, last, entry));
        }
        shards.apply(logged);
        writeBack.appended(position, last, records);
    }
}
