package io.pharos.server;

import io.pharos.model.Fact;
import io.pharos.model.Identifier;
import io.pharos.runtime.Host;
import io.pharos.runtime.Journal;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for events to be in a profile: for whoever has heard of one from somebody else than the server. */
final class Arrivals {
    /** To look whether an event is there. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Host host;
    private final Executor threads;

    Arrivals(Host host, Executor threads) {
        this.host = host;
        this.threads = threads;
    }

    /** Completes when the event is in the profile, or with {@link Refusal} if it is not after {@code most}. */
    CompletableFuture<Boolean> await(Identifier identifier, String event, Duration most) {
        return CompletableFuture.supplyAsync(
                () -> {
                    if (isIn(identifier, event, most)) {
                        return true;
                    }
                    throw Refusal.of(
                            ProblemType.UNKNOWN_EVENT,
                            "No event with the id \"" + event + "\" is in the profile of " + identifier + " after "
                                    + most.toMillis() + " ms.");
                },
                threads);
    }

    private boolean isIn(Identifier identifier, String event, Duration most) {
        var end = System.nanoTime() + most.toNanos();
        var heard = new Semaphore(0);
        try (var _ = host.journal().subscribe(new Listener(event, heard))) {
            while (!has(identifier, event)) {
                if (!heard.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
                heard.drainPermits();
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean has(Identifier identifier, String event) throws InterruptedException {
        try {
            return host.past().has(identifier, event).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw Refusal.forNow(ProblemType.BUSY, "Others are looking into the past.", 1);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("could not look for the event " + event, failed);
        }
    }

    /** An event of that id has come in, for whomever; or it may have, unheard. */
    private record Listener(String event, Semaphore heard) implements Journal.Listener {
        @Override
        public void heard(Journal.Entry entry) {
            if (entry.fact() instanceof Fact.Received received
                    && received.event().id().equals(event)) {
                heard.release();
            }
        }

        @Override
        public void missed(long facts) {
            heard.release();
        }
    }
}
