package io.pharos.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** No threads: which part of a host takes its next step is drawn, so one seed gives one course of events. */
final class SeededThreads implements Threads {
    private final Random chance;
    private final Map<String, Deque<Runnable>> queues = new LinkedHashMap<>();
    private String held = "";
    private boolean stopped;

    SeededThreads(long seed) {
        this.chance = new Random(seed);
    }

    @Override
    public Executor serial(String name) {
        var queue = new ArrayDeque<Runnable>();
        queues.put(name, queue);
        return queue::add;
    }

    /** That part is busy and takes no step until another is held in its place. */
    void hold(String name) {
        held = name;
    }

    /** Lets some part take a step; false if none has anything to do. */
    boolean step() {
        var busy = queues.entrySet().stream()
                .filter(part -> !part.getKey().equals(held) && !part.getValue().isEmpty())
                .map(Map.Entry::getValue)
                .toList();
        if (busy.isEmpty() || stopped) {
            return false;
        }
        busy.get(chance.nextInt(busy.size())).remove().run();
        return true;
    }

    /** Lets everybody go on until nobody has anything to do. */
    void run() {
        while (step()) {
            continue;
        }
    }

    <T> T run(CompletableFuture<T> until) {
        while (!until.isDone() && step()) {
            continue;
        }
        if (!until.isDone()) {
            throw new AssertionError("nobody has anything to do, and it is not done");
        }
        return until.join();
    }

    /** The process is killed: nobody takes another step. */
    void kill() {
        stopped = true;
    }

    @Override
    public void close() {
        run();
    }
}
