package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the shards changed back to the state, behind the log. At a point of the log every shard hands over its
 * changes as they are there; they are written as one batch together with that position, so the state is always that of one
 * moment. The shards go on meanwhile. Log behind what survives a crash is dropped.
 *
 * <p>Runs on the committer's thread, and on one of its own for the writing.
 */
final class WriteBack {
    /** Log that may have to be applied again after a crash, before the state is asked to flush. */
    private static final long UNFLUSHED_BYTES = 128L << 20;

    private final Log log;
    private final State state;
    private final Health health;
    private final Executor committer;
    private final Executor writer;
    private final Shards shards;
    private final HostSettings settings;
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private final List<Runnable> relieved = new CopyOnWriteArrayList<>();

    private volatile Progress end;
    private volatile Progress written;
    private boolean isWriting;
    private boolean isFlushAsked;
    private long unflushed;

    WriteBack(Storage storage, Parts parts, Shards shards, HostSettings settings, Progress start) {
        this.log = storage.log();
        this.state = storage.state();
        this.health = parts.health();
        this.committer = parts.committer();
        this.writer = parts.writer();
        this.shards = shards;
        this.settings = settings;
        this.end = start;
        this.written = start;
    }

    /** Runs {@code task} on the committer's thread whenever changes have been written. */
    void whenRelieved(Runnable task) {
        relieved.add(task);
    }

    /** Whether so much waits to be written that nothing should be added. */
    boolean isCongested() {
        return isWriting && shards.bytes() > 2 * settings.writeBackBytes();
    }

    /** Completes when there is room for changes that nobody waits for. From any thread. */
    CompletableFuture<Void> room() {
        return shards.bytes() > settings.writeBackBytes() ? write() : CompletableFuture.completedFuture(null);
    }

    /** The position up to which everything is written. */
    long position() {
        return written.position();
    }

    /** The log has grown up to {@code position}, excluded, and the shards have been handed what was added. */
    void appended(long position, Instant at, List<byte[]> records) {
        end = new Progress(position, at);
        for (var record : records) {
            unflushed += record.length;
        }
        if (shards.bytes() > settings.writeBackBytes()) {
            start();
        }
    }

    /** Completes when everything that the shards have been handed by now is written. From any thread. */
    CompletableFuture<Void> write() {
        var done = new CompletableFuture<Void>();
        committer.execute(() -> {
            waiting.add(done);
            start();
        });
        return done;
    }

    /** The same, and what is written survives; so does what is gone. From any thread. */
    CompletableFuture<Void> writeAndFlush() {
        var done = new CompletableFuture<Void>();
        committer.execute(() -> {
            isFlushAsked = true;
            waiting.add(done);
            start();
        });
        return done;
    }

    /** Writes if something has changed. From any thread. */
    void writeIfChanged() {
        if (end.position() > written.position() || shards.bytes() > 0) {
            var _ = write();
        }
    }

    private void start() {
        if (isWriting) {
            return;
        }
        isWriting = true;
        var upTo = end;
        var flushes = isFlushAsked || unflushed > UNFLUSHED_BYTES;
        isFlushAsked = false;
        unflushed = flushes ? 0 : unflushed;
        var asked = List.copyOf(waiting);
        waiting.clear();
        var _ = shards.freeze()
                .thenAcceptAsync(changes -> write(upTo, changes, flushes), writer)
                .thenCompose(_ -> shards.written())
                .whenCompleteAsync((_, failure) -> finish(asked, failure), committer);
    }

    private void write(Progress upTo, List<Changes> changes, boolean flushes) {
        if (health.failure().isPresent()) {
            throw health.stopped();
        }
        state.write(batch -> {
            changes.forEach(each -> each.write(batch));
            batch.put(Family.META, Progress.KEY, upTo.encode());
        });
        if (flushes) {
            state.flush();
        }
        state.getFlushed(Family.META, Progress.KEY).map(Progress::decode).ifPresent(kept -> log.drop(kept.position()));
        written = upTo;
    }

    private void finish(List<CompletableFuture<Void>> asked, @Nullable Throwable failure) {
        isWriting = false;
        if (failure != null) {
            health.fail(failure);
            asked.forEach(done -> done.completeExceptionally(health.stopped()));
            waiting.forEach(done -> done.completeExceptionally(health.stopped()));
            waiting.clear();
        }
        asked.forEach(done -> done.complete(null));
        relieved.forEach(Runnable::run);
        if (!waiting.isEmpty() || shards.bytes() > settings.writeBackBytes()) {
            start();
        }
    }
}
