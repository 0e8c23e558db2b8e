package io.pharos.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Runs a shard on its thread, in the order of what is handed in; what waits for another shard holds up what follows. */
final class ShardRunner {
    private final Shard shard;
    private final Turns turns;
    private final Health health;
    private final Mailbox mailbox;
    private final Rate rate;

    ShardRunner(Shard shard, Executor executor, Health health, Mailbox mailbox, Rate rate) {
        this.shard = shard;
        this.turns = new Turns(executor);
        this.health = health;
        this.mailbox = mailbox;
        this.rate = rate;
    }

    /** Only for what any thread may ask of it. */
    Shard shard() {
        return shard;
    }

    /** Work that asks nothing of other shards. */
    void doAll(List<Work> works) {
        turns.last(Work.NOTHING, () -> {
            var events = 0;
            for (var work : works) {
                events += perform(work);
            }
            rate.add(events);
            shard.rows().weigh();
        });
    }

    /** Work that may have to wait for other shards. */
    void doAfterOthers(Work work) {
        turns.last(work.awaited(), () -> {
            rate.add(perform(work));
            shard.rows().weigh();
        });
    }

    /** @return how many events it was */
    private int perform(Work work) {
        try {
            if (health.failure().isEmpty()) {
                if (work.logged().entry() instanceof Entry.Refold refold) {
                    refold(work, refold);
                } else {
                    shard.perform(work);
                }
            } else {
                work.abandon(health.stopped());
            }
        } catch (Throwable e) {
            health.fail(e);
            work.abandon(health.stopped());
        }
        if (!(work.logged().entry() instanceof Entry.Ingest ingest) || !work.isOnEvent()) {
            return 0;
        }
        mailbox.release(ingest.bytes().length);
        return 1;
    }

    private void refold(Work work, Entry.Refold refold) {
        var began = System.nanoTime();
        shard.perform(work);
        refold.answer().complete(System.nanoTime() - began);
    }

    /** Completes with what {@code question} makes of the shard, after everything handed in before. */
    <T> CompletableFuture<T> ask(Function<Shard, T> question) {
        var answer = new CompletableFuture<T>();
        turns.last(Work.NOTHING, () -> {
            try {
                answer.complete(question.apply(shard));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
