package io.pharos.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Runs a shard on its thread, in the order of what is handed in. */
final class ShardRunner {
    private final Shard shard;
    private final Executor executor;
    private final Health health;
    private final Mailbox mailbox;
    private final Rate rate;

    ShardRunner(Shard shard, Executor executor, Health health, Mailbox mailbox, Rate rate) {
        this.shard = shard;
        this.executor = executor;
        this.health = health;
        this.mailbox = mailbox;
        this.rate = rate;
    }

    /** Only for what any thread may ask of it. */
    Shard shard() {
        return shard;
    }

    void apply(List<Logged> entries) {
        executor.execute(() -> {
            var events = 0;
            for (var logged : entries) {
                apply(logged);
                if (logged.entry() instanceof Entry.Ingest ingest) {
                    events++;
                    mailbox.release(ingest.bytes().length);
                }
            }
            rate.add(events);
            shard.rows().weigh();
        });
    }

    private void apply(Logged logged) {
        try {
            if (health.failure().isEmpty()) {
                shard.apply(logged);
                return;
            }
        } catch (Throwable e) {
            health.fail(e);
        }
        logged.entry().answer().completeExceptionally(health.stopped());
    }

    /** Completes with what {@code question} makes of the shard, after everything handed in before. */
    <T> CompletableFuture<T> ask(Function<Shard, T> question) {
        var answer = new CompletableFuture<T>();
        executor.execute(() -> {
            try {
                answer.complete(question.apply(shard));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
