package io.pharos.runtime;

import io.pharos.model.Workspace;
import io.pharos.runtime.Rows.Family;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Takes a {@link Census} beside whatever else happens: of what comes from now on as it comes, of what has been there from a
 * view of the rows. One at a time. Safe for use by many threads.
 */
final class CensusTaking {
    private static final int EVENTS_AT_ONCE = 2_000;

    private final Shards shards;
    private final WriteBack writeBack;
    private final State state;
    private final Health health;
    private final Executor executor;
    private volatile Optional<Preparation> progress = Optional.empty();
    private volatile CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private volatile boolean isStopped;

    CensusTaking(Stage stage, Storage storage, Parts parts) {
        this.shards = stage.shards();
        this.writeBack = stage.writeBack();
        this.state = storage.state();
        this.health = parts.health();
        this.executor = parts.census();
    }

    /** Empty if none is taken. */
    Optional<Preparation> progress() {
        return progress;
    }

    /**
     * Completes with a census that is complete, and stays so for as long as it is told what comes: until the publication is
     * met, or {@link #end}.
     *
     * @param version the number that the publication will have
     */
    CompletableFuture<Census> of(Workspace inForce, Workspace workspace, long version) {
        var census = new Census(inForce, workspace);
        progress = Optional.of(new Preparation(version, 0, 0));
        var taken = shards.follow(census)
                .thenCompose(_ -> writeBack.write())
                .thenComposeAsync(_ -> new Pass(census, version).run(), executor)
                .thenApply(_ -> census);
        last = taken;
        return taken;
    }

    /** Nobody needs it any more. */
    void end() {
        progress = Optional.empty();
        var _ = shards.follow(null);
    }

    /** Completes when the rows are let go. */
    CompletableFuture<?> stop() {
        isStopped = true;
        return last.handle((_, _) -> true);
    }

    /** Of the events that are in the rows. */
    private final class Pass {
        private final Census census;
        private final long version;
        private final State.View view = state.view();
        private final long all = Counts.load(view).of(Counts.EVENTS);
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();
        private byte[] from = Keys.FIRST;
        private long events;

        Pass(Census census, long version) {
            this.census = census;
            this.version = version;
        }

        CompletableFuture<Boolean> run() {
            var _ = done.whenComplete((_, _) -> view.close());
            goOn();
            return done;
        }

        private void goOn() {
            try {
                if (isStopped || health.failure().isPresent()) {
                    throw health.stopped();
                }
                if (read()) {
                    executor.execute(this::goOn);
                } else {
                    done.complete(true);
                }
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        }

        /** Whether there are more. */
        private boolean read() {
            var left = new int[] {EVENTS_AT_ONCE};
            view.scan(Family.HISTORY, from, Keys.behind(Keys.FIRST), (key, row) -> {
                census.add(key, row);
                from = Keys.after(key);
                left[0]--;
                return left[0] > 0;
            });
            events += EVENTS_AT_ONCE - left[0];
            progress = Optional.of(new Preparation(version, events, Math.max(all, events)));
            return left[0] == 0;
        }
    }
}
