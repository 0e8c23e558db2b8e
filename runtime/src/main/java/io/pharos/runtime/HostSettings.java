package io.pharos.runtime;

import java.time.Duration;

/**
 * How much of the machine the host may use.
 *
 * @param shards threads that own profiles
 * @param mailboxEvents events taken but not yet applied, at most
 * @param mailboxBytes the same, by their encoded size
 * @param cacheBytes encoded profiles kept in the heap
 * @param writeBackBytes changes gathered in the heap before they are written back; twice as much may wait
 * @param writeBackEvery the longest time that changes wait to be written back
 * @param tickEvery how often deadlines are looked at; zero if never, which leaves it to the caller
 * @param journal facts kept for those who watch
 * @param refoldShare of its time that a shard may spend on bringing profiles under new definitions, and who folds long histories
 *     beside it on those; above 0 up to 1
 * @param checkpointEvery events from one checkpoint of a profile to the next, at least 1
 * @param foldedInPlace events that a late one makes a shard fold again itself, at most; if it is more, they are folded beside it.
 *     As long as log waits to be applied again it must stay what it was
 * @param patience how long who sends such an event is kept waiting for it to be applied, before the answer is that it waits
 */
public record HostSettings(
        int shards,
        int mailboxEvents,
        long mailboxBytes,
        long cacheBytes,
        long writeBackBytes,
        Duration writeBackEvery,
        Duration tickEvery,
        int journal,
        double refoldShare,
        int checkpointEvery,
        int foldedInPlace,
        Duration patience) {

    public static final HostSettings DEFAULT = new HostSettings(
            Runtime.getRuntime().availableProcessors(),
            20_000,
            64L << 20,
            256L << 20,
            32L << 20,
            Duration.ofSeconds(1),
            Duration.ofMillis(250),
            4_096,
            0.5,
            32,
            256,
            Duration.ofSeconds(2));

    public HostSettings {
        if (!(refoldShare > 0 && refoldShare <= 1)) {
            throw new IllegalArgumentException("refoldShare is " + refoldShare + "; expected above 0 up to 1");
        }
        if (checkpointEvery < 1) {
            throw new IllegalArgumentException("checkpointEvery is " + checkpointEvery + "; expected at least 1");
        }
    }

    /** @throws IllegalArgumentException unless checkpoints are at least one event apart */
    public HostSettings withFolding(int checkpointEvery, int foldedInPlace) {
        return new HostSettings(
                shards,
                mailboxEvents,
                mailboxBytes,
                cacheBytes,
                writeBackBytes,
                writeBackEvery,
                tickEvery,
                journal,
                refoldShare,
                checkpointEvery,
                foldedInPlace,
                patience);
    }

    public HostSettings withPatience(Duration wait) {
        return new HostSettings(
                shards,
                mailboxEvents,
                mailboxBytes,
                cacheBytes,
                writeBackBytes,
                writeBackEvery,
                tickEvery,
                journal,
                refoldShare,
                checkpointEvery,
                foldedInPlace,
                wait);
    }

    public HostSettings withShards(int number) {
        return new HostSettings(
                number,
                mailboxEvents,
                mailboxBytes,
                cacheBytes,
                writeBackBytes,
                writeBackEvery,
                tickEvery,
                journal,
                refoldShare,
                checkpointEvery,
                foldedInPlace,
                patience);
    }

    public HostSettings withMailbox(int events, long bytes) {
        return new HostSettings(
                shards,
                events,
                bytes,
                cacheBytes,
                writeBackBytes,
                writeBackEvery,
                tickEvery,
                journal,
                refoldShare,
                checkpointEvery,
                foldedInPlace,
                patience);
    }

    public HostSettings withCache(long bytes) {
        return new HostSettings(
                shards,
                mailboxEvents,
                mailboxBytes,
                bytes,
                writeBackBytes,
                writeBackEvery,
                tickEvery,
                journal,
                refoldShare,
                checkpointEvery,
                foldedInPlace,
                patience);
    }

    public HostSettings withTickEvery(Duration pause) {
        return new HostSettings(
                shards,
                mailboxEvents,
                mailboxBytes,
                cacheBytes,
                writeBackBytes,
                writeBackEvery,
                pause,
                journal,
                refoldShare,
                checkpointEvery,
                foldedInPlace,
                patience);
    }

    /** @throws IllegalArgumentException unless it is above 0 and at most 1 */
    public HostSettings withRefoldShare(double share) {
        return new HostSettings(
                shards,
                mailboxEvents,
                mailboxBytes,
                cacheBytes,
                writeBackBytes,
                writeBackEvery,
                tickEvery,
                journal,
                share,
                checkpointEvery,
                foldedInPlace,
                patience);
    }
}
