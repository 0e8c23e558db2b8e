package io.pharos.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The host in numbers. Counts are over the whole life of the store and exact, also after a crash.
 *
 * @param erased events that were refused since they are from before whoever they are of was erased
 * @param lateFolds events that made their profile be folded again because they came late
 * @param deliveries how many there are, by what became of them
 * @param segments how many visitors are in each, by the segment's name
 * @param badges how many visitors wear each, by the badge's name
 * @param logPosition entries ever logged
 * @param writtenPosition entries that need not be applied again after a crash
 * @param mailboxEvents taken but not yet applied
 * @param lag how long the oldest deadline that is due has been waiting
 * @param preparation of a version that changes who is who, and is to come into force
 * @param refold how far profiles have come on their way under the definitions in force
 * @param failure why the host stopped taking events, if it did
 */
public record HostStats(
        long events,
        long duplicates,
        long failed,
        long erased,
        long lateFolds,
        long profiles,
        Map<DeliveryRecord.State, Long> deliveries,
        SortedMap<String, Long> segments,
        SortedMap<String, Long> badges,
        long logPosition,
        long writtenPosition,
        int mailboxEvents,
        long mailboxBytes,
        long eventsLastMinute,
        Duration lag,
        Optional<Preparation> preparation,
        Refold refold,
        Optional<String> failure) {

    static HostStats of(
            long logPosition,
            Stage stage,
            Mailbox mailbox,
            Optional<Preparation> preparation,
            Refold refold,
            Health health,
            Instant now) {
        var shards = stage.shards();
        var counts = new Counts();
        shards.all().forEach(runner -> counts.add(runner.shard().counts()));
        var deliveries = new EnumMap<DeliveryRecord.State, Long>(DeliveryRecord.State.class);
        for (var state : DeliveryRecord.State.values()) {
            deliveries.put(state, counts.of(Counts.DELIVERY + state));
        }
        var late = now.toEpochMilli() - Math.min(shards.earliest(), now.toEpochMilli());
        return new HostStats(
                counts.of(Counts.EVENTS),
                counts.of(Counts.DUPLICATES),
                counts.of(Counts.FAILED),
                counts.of(Counts.ERASED),
                counts.of(Counts.LATE),
                counts.of(Counts.PROFILES),
                deliveries,
                counts.under(Counts.SEGMENT),
                counts.under(Counts.BADGE),
                logPosition,
                stage.writeBack().position(),
                mailbox.events(),
                mailbox.bytes(),
                stage.rate().lastMinute(),
                Duration.ofMillis(late),
                preparation,
                refold,
                health.failure().map(Throwable::toString));
    }
}
