package io.pharos.runtime;

import java.util.function.IntPredicate;

/** What the parts of a shard share. Owned by their shard. */
record ShardParts(
        Editions editions,
        Overlay rows,
        Counts counts,
        DeadlineTable deadlines,
        ProfileTable profiles,
        HistoryTable history,
        FoldAhead ahead,
        CheckpointTable checkpoints,
        Backlog backlog,
        Refolder refolder,
        Spacing spacing,
        Ledger ledger,
        Announcer announcer,
        Loader loader,
        Held held) {

    /**
     * @param shards how many there are
     * @param slots those of this one
     */
    static ShardParts of(Context context, Counts counts, int shards, IntPredicate slots) {
        var settings = context.settings();
        var spacing = new Spacing(settings.checkpointEvery());
        var editions = new Editions(context.edition(), context.earlier());
        var rows = new Overlay(context.state());
        var deadlines = new DeadlineTable(rows, slots);
        var ahead = new FoldAhead();
        var history = new HistoryTable(rows, editions, ahead);
        var expiry = new Expiry(editions, history);
        var profiles = new ProfileTable(editions, rows, deadlines, expiry, settings.cacheBytes() / shards);
        var checkpoints = new CheckpointTable(rows, editions, spacing);
        var backlog = new Backlog(rows, slots);
        var refolder = new Refolder(editions, history, checkpoints, backlog, spacing, ahead);
        var ledger = new Ledger(rows, counts, context.outbox(), slots);
        var announcer = new Announcer(context, editions, ledger, counts);
        var loader = new Loader(editions, profiles, refolder, counts, announcer);
        var held = new Held(editions, ledger, announcer);
        return new ShardParts(
                editions,
                rows,
                counts,
                deadlines,
                profiles,
                history,
                ahead,
                checkpoints,
                backlog,
                refolder,
                spacing,
                ledger,
                announcer,
                loader,
                held);
    }
}
