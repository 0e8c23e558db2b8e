package io.pharos.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** All shards of a host, by what they own. */
final class Shards {
    private final List<ShardRunner> runners;

    Shards(List<ShardRunner> runners) {
        this.runners = List.copyOf(runners);
    }

    List<ShardRunner> all() {
        return runners;
    }

    ShardRunner owner(int slot) {
        return runners.get(ProfileId.shard(slot, runners.size()));
    }

    /** Hands each shard what concerns it, in order. */
    void apply(List<Logged> entries) {
        var parts = new ArrayList<List<Logged>>();
        runners.forEach(_ -> parts.add(new ArrayList<>()));
        for (var logged : entries) {
            switch (logged.entry()) {
                case Entry.Ingest ingest -> part(parts, ingest.sender().slot()).add(logged);
                case Entry.Settle settle -> part(parts, settle.id().slot()).add(logged);
                case Entry.Redeliver again -> part(parts, again.id().slot()).add(logged);
                case Entry.Tick tick -> {
                    parts.forEach(part -> part.add(logged));
                    tick.answer().complete(true);
                }
            }
        }
        for (var i = 0; i < runners.size(); i++) {
            if (!parts.get(i).isEmpty()) {
                runners.get(i).apply(parts.get(i));
            }
        }
    }

    /** Completes with the answers of all shards, in their order. */
    <T> CompletableFuture<List<T>> ask(Function<Shard, T> question) {
        var answers = runners.stream().map(runner -> runner.ask(question)).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
    }

    long bytes() {
        return runners.stream()
                .mapToLong(runner -> runner.shard().rows().bytes())
                .sum();
    }

    /** The least moment, in milliseconds, at which a tick may find something to do. */
    long earliest() {
        return runners.stream()
                .mapToLong(runner -> runner.shard().earliest())
                .min()
                .orElse(DeadlineTable.NEVER);
    }

    private List<Logged> part(List<List<Logged>> parts, int slot) {
        return parts.get(ProfileId.shard(slot, runners.size()));
    }
}
