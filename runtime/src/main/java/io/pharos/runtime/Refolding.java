package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings profiles under the definitions in force, those with the newest activity first, a few at a time, between whatever
 * else the shards have to do. Those that something happens to in the meantime are brought there by that. Each few are an
 * entry of the log. What is left is found by looking at the profiles, so it goes on after a restart, and toward what was
 * published last.
 */
final class Refolding {
    /** What is folded in one go, so that events get their turn. */
    private static final Duration SLICE = Duration.ofMillis(4);

    private static final int MOST_IN_SLICE = 256;
    /** So many profiles are put in order at once; beyond it the rest is looked for again. */
    private static final int MOST_IN_ORDER = 200_000;

    private static final Logger LOG = LoggerFactory.getLogger(Refolding.class);

    private final Stage stage;
    private final State state;
    private final Committer committer;
    private final Executor executor;
    private final InstantSource clock;
    private final HostSettings settings;
    private volatile Pass pass;
    private volatile CompletableFuture<Void> finished = CompletableFuture.completedFuture(null);

    /**
     * The way of all profiles under one version.
     *
     * @param shortest how long persons stay at least, in milliseconds
     * @param before how many were there when it began
     */
    private record Pass(long version, long fingerprint, long shortest, Instant began, long before, boolean stopped) {
        boolean takes(byte[] row) {
            var encoded = ProfileTable.peek(row);
            return encoded.version() != fingerprint
                    || ProfileTable.due(row) > Retention.expires(encoded.lastEvent(), shortest);
        }
    }

    Refolding(
            Stage stage,
            Storage storage,
            Committer committer,
            Parts parts,
            HostSettings settings,
            InstantSource clock) {
        this.stage = stage;
        this.state = storage.state();
        this.committer = committer;
        this.executor = parts.refolding();
        this.clock = clock;
        this.settings = settings;
        this.pass = new Pass(0, Edition.NONE.fingerprint(), DeadlineTable.NEVER, clock.instant(), 0, true);
    }

    /**
     * Sets off the pass of all shards toward {@code edition}; the one before is at its end. If persons expire otherwise than
     * under the last that all have followed, all are looked at, too: their deadlines may be too late.
     */
    void start(Edition edition) {
        var counts = counts();
        var done = counts.foldedUnder(edition.fingerprint());
        var shortest = edition.retention().shortestMillis();
        var next = new Pass(edition.number(), edition.fingerprint(), shortest, clock.instant(), done, false);
        if (next.fingerprint() == pass.fingerprint() && !pass.stopped()) {
            next = new Pass(next.version(), next.fingerprint(), shortest, pass.began(), pass.before(), false);
        }
        pass = next;
        var areLate = stage.shards().all().getFirst().shard().plannedFor() > shortest;
        if (done < counts.of(Counts.PROFILES) || areLate) {
            var mine = next;
            var shards = new CompletableFuture<?>[stage.shards().all().size()];
            Arrays.setAll(shards, index -> new ShardPass(mine, index, shards.length).run());
            finished = CompletableFuture.allOf(shards)
                    .thenCompose(_ -> finish(mine))
                    .whenComplete((_, failure) -> tell(mine, failure));
        }
    }

    private static void tell(Pass mine, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.error(
                    "profiles are not brought under version {} in the background any more; the next start goes on",
                    mine.version(),
                    failure);
        }
    }

    /** Completes when the pass that is under way has come to its end, or another has taken its place. */
    CompletableFuture<Void> finished() {
        return finished;
    }

    private CompletableFuture<Void> finish(Pass mine) {
        var everybodyIsThere = counts().fingerprints().stream().allMatch(each -> each == mine.fingerprint());
        return isCurrent(mine)
                ? stage.shards()
                        .ask(shard -> shard.followed(mine.version(), everybodyIsThere))
                        .thenApply(_ -> null)
                : CompletableFuture.completedFuture(null);
    }

    void stop() {
        pass = new Pass(pass.version(), pass.fingerprint(), pass.shortest(), pass.began(), pass.before(), true);
    }

    Refold progress() {
        var now = pass;
        var counts = counts();
        var all = counts.of(Counts.PROFILES);
        var done = Math.min(all, counts.foldedUnder(now.fingerprint()));
        return new Refold(now.version(), done, all, remaining(now, done, all));
    }

    private Optional<Duration> remaining(Pass now, long done, long all) {
        var folded = done - now.before();
        if (done == all || folded <= 0) {
            return Optional.empty();
        }
        var sofar = Duration.between(now.began(), clock.instant());
        return Optional.of(Duration.ofMillis((long) ((double) sofar.toMillis() / folded * (all - done))));
    }

    private Counts counts() {
        var counts = new Counts();
        // from the last: the first has those of all the shards that there were, and no others may be missing from it
        stage.shards()
                .all()
                .reversed()
                .forEach(runner -> counts.add(runner.shard().counts()));
        return counts;
    }

    private boolean isCurrent(Pass mine) {
        return pass.equals(mine);
    }

    /** The part of a pass that is a shard's. */
    private final class ShardPass {
        private final Pass mine;
        private final byte[] from;
        private final byte[] to;
        private final ShardRunner shard;
        private long[] profiles = {};
        private int next;
        private boolean isLast;
        private int slice = 1;

        ShardPass(Pass mine, int index, int shards) {
            this.mine = mine;
            this.shard = stage.shards().all().get(index);
            this.from = ProfileId.first(index, shards);
            this.to = index == shards - 1 ? Keys.behind(Keys.FIRST) : ProfileId.first(index + 1, shards);
        }

        CompletableFuture<Void> run() {
            return stage.writeBack().write().thenRunAsync(this::look, executor).thenCompose(_ -> goOn());
        }

        /** Finds those that are left, as they are written. */
        private void look() {
            var newest = new Newest(MOST_IN_ORDER);
            try (var view = state.view()) {
                view.scan(Family.PROFILES, from, to, (key, row) -> {
                    if (mine.takes(row)) {
                        newest.add(
                                ByteBuffer.wrap(key).getLong(),
                                ProfileTable.peek(row).lastEvent());
                    }
                    return isCurrent(mine);
                });
            }
            isLast = !newest.isCut();
            profiles = newest.newestFirst();
            next = 0;
        }

        private CompletableFuture<Void> goOn() {
            if (!isCurrent(mine)) {
                return CompletableFuture.completedFuture(null);
            }
            if (next == profiles.length) {
                return isLast ? CompletableFuture.completedFuture(null) : run();
            }
            return stage.writeBack()
                    .room()
                    .thenCompose(_ -> fold())
                    .thenCompose(this::rest)
                    .thenCompose(_ -> goOn());
        }

        private CompletableFuture<Long> fold() {
            var few = Arrays.copyOfRange(profiles, next, Math.min(profiles.length, next + slice));
            return shard.ask(asked -> asked.beforeLong(few))
                    .thenCompose(shorts -> shorts > 0
                            ? fold(next + shorts)
                            : foldAhead(profiles[next])
                                    .thenCompose(ahead -> fold(next + 1).thenApply(nanos -> ahead + nanos)));
        }

        /** Beside the shard, which then only has to take it over. Completes with how long it took, in nanoseconds. */
        private CompletableFuture<Long> foldAhead(long profile) {
            var began = System.nanoTime();
            return shard.ask(asked -> asked.foldAhead(profile).map(task -> new Glance(task, state.view())))
                    .thenApplyAsync(glance -> glance.map(Glance::fold), executor)
                    .thenCompose(fold -> shard.ask(asked -> asked.foldedAhead(profile, fold)))
                    .handle((_, _) -> System.nanoTime() - began); // what cannot be folded here is told by the shard
        }

        private CompletableFuture<Long> fold(int end) {
            var entry = new Entry.Refold(Arrays.copyOfRange(profiles, next, end), new CompletableFuture<>());
            next = end;
            committer.submit(List.of(entry));
            return entry.answer();
        }

        /** Leaves the shard to others for as long as its share of the time demands. */
        private CompletableFuture<Void> rest(long nanos) {
            var share = settings.refoldShare();
            slice = nanos > SLICE.toNanos() ? Math.max(1, slice / 2) : Math.min(MOST_IN_SLICE, slice * 2);
            var pause = (long) (nanos * (1 - share) / share);
            return pause == 0
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(pause, TimeUnit.NANOSECONDS, executor));
        }
    }

    /** What is to be folded, and the rows as they were when the shard said so. */
    private record Glance(LongFolds.Task task, State.View written) {
        HistoryFold fold() {
            try (written) {
                return LongFolds.fold(task, written);
            }
        }
    }
}
