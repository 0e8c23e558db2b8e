package io.pharos.engine.testkit;

import io.pharos.model.Event;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of one visitor, in the order accepted: clustered in time, often at the very moments something falls due. */
final class RandomHistory {
    private final Chance chance;
    private final RandomValues values;
    private final Workspace workspace;
    private final @Nullable String visitor;
    private final List<Event> events = new ArrayList<>();

    /** @param visitor null for somebody known by a customer number only */
    RandomHistory(Chance chance, RandomValues values, Workspace workspace, @Nullable String visitor) {
        this.chance = chance;
        this.values = values;
        this.workspace = workspace;
        this.visitor = visitor;
    }

    List<Event> events(Instant start) {
        var time = start;
        var length = chance.oneIn(3) ? chance.between(1, 5) : chance.between(6, 30);
        for (var i = 0; i < length; i++) {
            events.add(event(time));
            time = next(time);
        }
        return chance.oneIn(3) ? chance.shuffled(events) : List.copyOf(events);
    }

    private Event event(Instant time) {
        // Some ids repeat: the later event is a duplicate, whatever it says.
        var id = "e" + (chance.oneIn(10) ? chance.between(0, events.size()) : events.size());
        return new Event(
                id,
                chance.pick("website", "website", "app", Draft.TILL),
                visitor,
                chance.pick(RandomValues.EVENT_NAMES),
                time,
                chance.oneIn(4) ? chance.between(-1, 2) : 0,
                time,
                chance.oneIn(5) ? Event.Origin.IMPORT : Event.Origin.LIVE,
                null,
                properties(time),
                List.of());
    }

    private Map<String, Value> properties(Instant time) {
        var properties = new LinkedHashMap<String, Value>();
        for (var property : chance.shuffled(RandomValues.PROPERTIES.keySet())) {
            // A visit's timeout is looked up where there is no platform.
            if (!chance.oneIn(property.equals("platform") ? 2 : 3)) {
                properties.put(property, values.sent(property, time));
            }
        }
        if (visitor == null) {
            properties.put("customer_id", new Value.Text(" C-1"));
        } else if (chance.oneIn(5)) {
            properties.put("email", new Value.Text(chance.pick("ada@example.org", "ADA@example.org")));
        }
        return properties;
    }

    private Instant next(Instant time) {
        var visits = workspace.visits();
        return switch (chance.between(0, 9)) {
            case 0, 1 -> time;
            case 2 -> time.plusMillis(chance.between(1, 2));
            case 3 -> time.plus(Duration.ofMinutes(chance.between(1, 40)));
            case 5 ->
                time.plus(chance.pick(visits.timeout(), visits.singleEvent(), visits.mobile(), visits.imported()))
                        .plusMillis(jitter());
            case 4, 6, 7 -> spanAfterSomeEvent(time);
            case 8 -> time.plus(Duration.ofHours(chance.between(1, 100)));
            default -> time.plus(Duration.ofDays(chance.between(1, 60)));
        };
    }

    private Instant spanAfterSomeEvent(Instant time) {
        var end = values.span()
                .after(chance.pick(latest()).time(), workspace.zone())
                .plusMillis(jitter());
        return end.isBefore(time) ? time : end;
    }

    private List<Event> latest() {
        return events.subList(Math.max(0, events.size() - 3), events.size());
    }

    private long jitter() {
        return chance.pick(-1, 0, 0, 1);
    }
}
