package io.pharos.runtime;

import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;

/**
 * Runs tasks on an executor that runs one at a time, in the order in which they are handed in; one that waits for something
 * holds up what follows. Tasks may be handed in from any thread.
 */
final class Turns {
    private final Executor executor;
    private final Deque<Task> tasks = new ConcurrentLinkedDeque<>();
    /** Only looked at on the executor. */
    private boolean waits;

    /** @param awaited must be complete before it is run */
    private record Task(CompletableFuture<?> awaited, Runnable run) {}

    Turns(Executor executor) {
        this.executor = executor;
    }

    /** @param awaited must be complete, one way or the other, before it is run */
    void last(CompletableFuture<?> awaited, Runnable run) {
        tasks.addLast(new Task(awaited, run));
        executor.execute(this::next);
    }

    /** Before everything that waits for its turn. To be called by the task whose turn it is, which so goes on later. */
    void first(CompletableFuture<?> awaited, Runnable run) {
        tasks.addFirst(new Task(awaited, run));
        executor.execute(this::next);
    }

    /** Called at least once for each task. */
    private void next() {
        var task = tasks.peek();
        if (waits || task == null) {
            return;
        }
        if (task.awaited().isDone()) {
            tasks.remove();
            task.run().run();
            return;
        }
        waits = true;
        var _ = task.awaited().whenComplete((_, _) -> executor.execute(this::resume));
    }

    /** What was called in vain meanwhile is made up for. */
    private void resume() {
        waits = false;
        while (!waits && !tasks.isEmpty()) {
            next();
        }
    }
}
