package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.Rows.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what was erased leaves the disk: the log up to there is dropped, and the files of the rows are written anew
 * where it lay. Those who ask while one is under way are served together by the next. What is refused because somebody was erased
 * names them in the log once more, and only there, so that is dropped a little later. Rows say what is still to be done, so that
 * a start after a crash does it. Safe for use by many threads.
 */
final class Sweep {
    /** Which erasure, by its position, is the last whose traces may be on the disk. */
    static final byte[] DUE = Keys.text("sweep due");

    /** Which entry, by its position, is the last that came to nothing and names somebody who may be in no row. */
    static final byte[] LOG_DUE = Keys.text("sweep of log due");

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** How long the log keeps whom it alone names. */
    static final Duration LOG_EVERY = Duration.ofSeconds(10);

    /** Who reads what was there before may have ended by then. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Storage storage;
    private final Stage stage;
    private final Executor committer;
    private final Executor executor;
    private Load next = new Load();
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private final AtomicBoolean isDropping = new AtomicBoolean();

    /** What is swept in one go. */
    private static final class Load {
        final List<Place> places = new ArrayList<>();
        final CompletableFuture<Boolean> done = new CompletableFuture<>();
        /** Of the last erasure among them. */
        long position;
    }

    Sweep(Storage storage, Stage stage, Parts parts) {
        this.storage = storage;
        this.stage = stage;
        this.committer = parts.committer();
        this.executor = parts.sweep();
    }

    /** Goes on with what a crash has left, over everything, since nobody knows any more where it lay. */
    void resume() {
        storage.state().get(Family.META, DUE).map(Keys::position).ifPresent(position -> {
            LOG.info("an erasure was interrupted; all files are written anew, so that nothing of it is left on disk");
            var _ = sweep(
                    Arrays.stream(Family.values())
                            .map(family -> new Place(family, Keys.FIRST))
                            .toList(),
                    position);
        });
        var _ = dropLog();
    }

    /** Drops the log up to the last entry that names somebody it alone may name. */
    CompletableFuture<?> dropLog() {
        var due = stage.shards().logDue();
        if (due.isEmpty() || !isDropping.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        return flushBehindLog()
                .thenCompose(_ -> stage.shards().logDropped(due.getAsLong()))
                .whenComplete((_, _) -> isDropping.set(false));
    }

    /** What is in the rows survives without the log, and that is gone. */
    private CompletableFuture<Void> flushBehindLog() {
        return CompletableFuture.runAsync(storage.log()::part, committer)
                .thenCompose(_ -> stage.writeBack().writeAndFlush());
    }

    /**
     * Completes when nothing is left there of what was removed before; with false if somebody who reads the state as it was
     * before has it kept: then it is tried again until they have ended.
     *
     * @param position of the erasure
     */
    synchronized CompletableFuture<Boolean> sweep(List<Place> places, long position) {
        var load = next;
        var isFirst = load.places.isEmpty();
        load.places.addAll(places);
        load.position = Math.max(load.position, position);
        if (isFirst) {
            last = last.handleAsync((_, _) -> take(), executor).thenCompose(this::sweep);
        }
        return load.done;
    }

    private synchronized Load take() {
        var taken = next;
        next = new Load();
        return taken;
    }

    private CompletableFuture<Boolean> sweep(Load load) {
        return flushBehindLog()
                .thenApplyAsync(_ -> storage.state().compact(load.places), executor)
                .thenCompose(isGone -> isGone ? finish(load) : CompletableFuture.completedFuture(tryAgain(load)))
                .whenComplete((isGone, failure) -> {
                    if (failure == null) {
                        load.done.complete(isGone);
                    } else {
                        LOG.error("what was erased may still be on disk; the next start sees to it", failure);
                        load.done.completeExceptionally(failure);
                    }
                });
    }

    private CompletableFuture<Boolean> finish(Load load) {
        return stage.shards()
                .swept(load.position)
                .thenCompose(_ -> stage.writeBack().writeAndFlush())
                .thenApply(_ -> true);
    }

    private boolean tryAgain(Load load) {
        CompletableFuture.delayedExecutor(AGAIN.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(() -> {
                    var _ = sweep(load.places, load.position);
                });
        return false;
    }
}
