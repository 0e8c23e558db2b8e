package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.runtime.Rows.Family;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds long histories beside the shards, one after the other. When one is done, an entry of the log says that the events that
 * waited for it are applied now: so it is at the same place when the log is applied again, by then without the help from here.
 * Safe for use by many threads.
 */
final class LongFolds {
    private static final long LONGEST_REST = Duration.ofSeconds(1).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(LongFolds.class);

    private final State state;
    private final Executor executor;
    private final Committer committer;
    private final double share;
    private final Map<Long, Done> done = new ConcurrentHashMap<>();

    /** @param share of the time that it may work */
    LongFolds(State state, Executor executor, Committer committer, double share) {
        this.state = state;
        this.executor = executor;
        this.committer = committer;
        this.share = share;
    }

    /**
     * What is to be folded, as the shard sees it now.
     *
     * @param upTo the events that waited by then are those up to this position of the log
     * @param from a checkpoint before the earliest that is to be folded
     * @param left positions of events that wait on
     * @param unwritten rows of the history from there on that the state may not have yet
     */
    record Task(
            long person,
            long upTo,
            Engine engine,
            Spacing spacing,
            Profile from,
            Collection<Event> late,
            Set<Long> left,
            NavigableMap<byte[], byte[]> unwritten) {}

    private record Done(Task task, HistoryFold fold) {}

    /** To be called on the shard's thread. */
    void start(Task task) {
        var view = state.view();
        executor.execute(() -> {
            var began = System.nanoTime();
            try (view) {
                done.put(task.person(), new Done(task, fold(task, view)));
            } catch (RuntimeException e) {
                LOG.error("profile {} could not be folded beside its shard, which does it itself", task.person(), e);
            }
            committer.submit(List.of(new Entry.CatchUp(task.person(), task.upTo(), new CompletableFuture<>())));
            rest(System.nanoTime() - began);
        });
    }

    /** Leaves the machine to others; what comes meanwhile is folded together then. */
    private void rest(long worked) {
        var pause = Math.min(LONGEST_REST, (long) (worked * (1 - share) / share));
        if (pause > 0) {
            LockSupport.parkNanos(pause);
        }
    }

    static HistoryFold fold(Task task, Rows written) {
        var fold = new HistoryFold(task.engine(), task.from(), task.spacing(), task.late());
        var from = HistoryTable.from(task.person(), task.from().steppedAt());
        var to = Keys.behind(Keys.profile(task.person()));
        new Merge(task.unwritten(), Overlay.EMPTY).over(written, Family.HISTORY, from, to, (key, row) -> {
            if (!task.left().contains(HistoryTable.position(key))) {
                fold.add(HistoryTable.toFold(task.engine(), row));
            }
            return true;
        });
        fold.profile(); // nothing is left to be done by the shard
        return fold;
    }

    /** What was folded of a person, if that is still what the shard wants. */
    Optional<HistoryFold> take(long person, long upTo, Engine engine) {
        return Optional.ofNullable(done.remove(person))
                .filter(each ->
                        each.task().upTo() == upTo && each.task().engine().version() == engine.version())
                .map(Done::fold);
    }

    /** Completes when what was started before is done. */
    CompletableFuture<Void> finished() {
        return CompletableFuture.runAsync(() -> {}, executor);
    }
}
