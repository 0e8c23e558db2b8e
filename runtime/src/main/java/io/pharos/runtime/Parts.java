package io.pharos.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Where the parts of a host run, and whether they still do. */
final class Parts {
    private final Threads threads;
    private final Health health = new Health();
    private final Executor committer;
    private final Executor writer;
    private final Executor identities;
    private final Executor publisher;
    private final Executor refolding;
    private final Executor folding;
    private final Executor past;
    private final Executor census;
    private final Executor sweep;
    private final List<Executor> shards = new ArrayList<>();

    Parts(Threads threads) {
        this.threads = threads;
        this.committer = threads.serial("committer");
        this.writer = threads.serial("writer");
        this.identities = threads.serial("identities");
        this.publisher = threads.serial("publisher");
        this.refolding = threads.serial("refolding");
        this.folding = threads.serial("folding");
        this.past = threads.serial("past");
        this.census = threads.serial("census");
        this.sweep = threads.serial("sweep");
    }

    Health health() {
        return health;
    }

    Executor committer() {
        return committer;
    }

    Executor writer() {
        return writer;
    }

    Executor identities() {
        return identities;
    }

    Executor publisher() {
        return publisher;
    }

    Executor refolding() {
        return refolding;
    }

    /** Where histories are folded that would hold up a shard. */
    Executor folding() {
        return folding;
    }

    /** Where histories are folded again for those who ask: that may take long, and nobody else waits for it. */
    Executor past() {
        return past;
    }

    /** Where all events are looked at before a publication that changes who is who. */
    Executor census() {
        return census;
    }

    /** Where files are written anew, which takes long. */
    Executor sweep() {
        return sweep;
    }

    Executor shard(int index) {
        while (shards.size() <= index) {
            shards.add(threads.serial("shard-" + shards.size()));
        }
        return shards.get(index);
    }

    void close() {
        threads.close();
    }
}
