package io.pharos.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread for each part. */
final class PlatformThreads implements Threads {
    private final List<ExecutorService> executors = new ArrayList<>();

    @Override
    public synchronized Executor serial(String name) {
        var executor = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("pharos-" + name).daemon().factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        executors.add(executor);
        return executor;
    }

    @Override
    public synchronized void close() {
        executors.forEach(ExecutorService::close);
    }
}
