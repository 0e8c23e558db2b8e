package io.pharos.runtime;

import io.pharos.engine.Profile;
import io.pharos.model.Event;
import java.time.Instant;
import java.util.List;

/** When the persons of a shard are to be removed, for nothing has been heard of them for long enough. Owned by its shard. */
final class Expiry {
    private final Editions editions;
    private final HistoryTable history;

    Expiry(Editions editions, HistoryTable history) {
        this.editions = editions;
        this.history = history;
    }

    /** In milliseconds: nobody expires earlier whose last event is of that time. Costs nothing to tell. */
    long earliest(Instant lastEvent) {
        return Retention.expires(lastEvent, editions.current().retention().shortestMillis());
    }

    /**
     * In milliseconds, when somebody expires if nothing more is heard.
     *
     * @param lastEvent the time of the last event that was folded
     * @param now the profile as it stands
     */
    long of(long person, Instant lastEvent, Profile now) {
        var edition = editions.current();
        var segments = edition.retention().keeps().isEmpty()
                ? List.<String>of()
                : edition.rule().memberships(now).segments().keySet();
        return edition.retention()
                .of(segments)
                .map(length -> heard(person, lastEvent).plus(length).toEpochMilli())
                .orElse(DeadlineTable.NEVER);
    }

    /** The later of the time of the last event and its arrival. */
    private Instant heard(long person, Instant since) {
        var last = new Event[1];
        history.read(person, since, (_, event) -> {
            if (last[0] == null || Event.ORDER.compare(last[0], event) < 0) {
                last[0] = event;
            }
        });
        return last[0] == null ? since : HeadRule.latest(last[0].time(), last[0].arrival());
    }
}
