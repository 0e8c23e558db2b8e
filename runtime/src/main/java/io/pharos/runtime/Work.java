package io.pharos.runtime;

import io.pharos.model.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What an entry of the log asks of one shard, once it is known whose it is. What an entry asks of several shards they do in the
 * order of the log as well: a shard that needs what another hands over waits for it. That other one is not behind a later
 * entry, and gives before it takes, so they never wait for each other.
 */
sealed interface Work {
    CompletableFuture<?> NOTHING = CompletableFuture.completedFuture(null);

    Logged logged();

    /** Must be complete before the work is done. */
    default CompletableFuture<?> awaited() {
        return NOTHING;
    }

    /** Whether it is on an event itself, rather than on what follows from it for others. */
    default boolean isOnEvent() {
        return false;
    }

    /** It will not be done: whoever waits for it is told. */
    default void abandon(Throwable failure) {
        logged().entry().answer().completeExceptionally(failure);
    }

    /** An entry that asks each shard for its part. */
    record Plain(Logged logged) implements Work {}

    /** An event that is there already. */
    record Duplicate(Logged logged, Entry.Ingest ingest, long person) implements Work {
        @Override
        public boolean isOnEvent() {
            return true;
        }
    }

    /** An event from before whoever it is of was erased: it is not taken. */
    record Refuse(Logged logged, Entry.Ingest ingest) implements Work {
        @Override
        public boolean isOnEvent() {
            return true;
        }
    }

    /**
     * Persons who were never there: a shard deletes what it has of them, and what it has of others that names them.
     *
     * @param shard its index
     */
    record Remove(Logged logged, int shard, Removal removal, CompletableFuture<Removed> done) implements Work {
        /** Whether somebody asked for it, rather than that they have expired. */
        boolean isErasure() {
            return logged.entry() instanceof Entry.Erase;
        }

        @Override
        public void abandon(Throwable failure) {
            done.completeExceptionally(failure);
        }
    }

    /**
     * An event of a person.
     *
     * @param isNew nothing is stored of the person so far
     * @param parcels what others hand over to the person; empty if the person's history is what it was, but for the event
     * @param others completes when everybody else is what they are now; only then the event is answered
     * @param problems of its identifiers
     */
    record Apply(
            Logged logged,
            Entry.Ingest ingest,
            Whose whose,
            boolean isNew,
            Optional<List<Parcel>> parcels,
            CompletableFuture<?> others,
            List<Problem> problems)
            implements Work {
        @Override
        public boolean isOnEvent() {
            return true;
        }

        @Override
        public CompletableFuture<?> awaited() {
            return parcels.<CompletableFuture<?>>map(Work::all).orElse(NOTHING);
        }

        @Override
        public void abandon(Throwable failure) {
            Work.super.abandon(failure);
            parcels.stream().flatMap(List::stream).forEach(parcel -> parcel.abandon(failure));
        }
    }

    /** @param parcels by the person they are for */
    record Release(Logged logged, Departure departure, Map<Long, Parcel> parcels) implements Work {
        @Override
        public void abandon(Throwable failure) {
            parcels.values().forEach(parcel -> parcel.abandon(failure));
        }
    }

    /** A person whose history is another than before, without an event of their own. */
    record Absorb(Logged logged, long person, List<Parcel> parcels, CompletableFuture<Boolean> done) implements Work {
        @Override
        public CompletableFuture<?> awaited() {
            return Work.all(parcels);
        }

        @Override
        public void abandon(Throwable failure) {
            parcels.forEach(parcel -> parcel.abandon(failure));
            done.completeExceptionally(failure);
        }
    }

    /** What is held for a person of whom nothing is left is decided by those it went to. */
    record Judge(Logged logged, long person, List<Parcel> parcels) implements Work {
        @Override
        public CompletableFuture<?> awaited() {
            return CompletableFuture.allOf(parcels.stream().map(Parcel::undone).toArray(CompletableFuture[]::new));
        }

        @Override
        public void abandon(Throwable failure) {
            // nobody waits for it
        }
    }

    private static CompletableFuture<?> all(List<Parcel> parcels) {
        return parcels.isEmpty()
                ? NOTHING
                : CompletableFuture.allOf(parcels.stream().map(Parcel::content).toArray(CompletableFuture[]::new));
    }
}
