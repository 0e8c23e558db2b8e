package io.pharos.runtime;

import io.pharos.engine.EventCodec;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes entries of events. Thread-safe. */
final class Intake {
    private final Identification identification;

    Intake(Workspace workspace) {
        this.identification = new Identification(workspace);
    }

    Entry.Ingest entry(Event event) {
        var identified = identified(whole(event));
        return new Entry.Ingest(
                identified, sender(identified), EventCodec.encode(identified), new CompletableFuture<>());
    }

    Sender sender(Event event) {
        return Sender.of(identification.identifiers(event).getFirst());
    }

    /** Who is not named gets a name that follows from the event, so that the event sent again finds itself there. What was
     * sent in its place stays with the event. */
    private Event identified(Event event) {
        if (identification.routing(event).isPresent()) {
            return event;
        }
        var marks = new ArrayList<>(event.marks());
        marks.add(Identification.NO_VISITOR);
        var properties = new LinkedHashMap<>(event.properties());
        if (event.visitor() != null) {
            properties.putIfAbsent("visitor", new Value.Text(event.visitor()));
        }
        return new Event(
                event.id(),
                event.source(),
                Identification.stranger(event).value(),
                event.name(),
                event.time(),
                event.order(),
                event.arrival(),
                event.origin(),
                event.sentTime(),
                properties,
                marks);
    }

    /** The event with whole milliseconds, as it is stored: what is applied now must be what is applied again. */
    private static Event whole(Event event) {
        if (isWhole(event.arrival()) && isWhole(event.sentTime())) {
            return event;
        }
        var sentTime = event.sentTime();
        return new Event(
                event.id(),
                event.source(),
                event.visitor(),
                event.name(),
                event.time(),
                event.order(),
                event.arrival().truncatedTo(ChronoUnit.MILLIS),
                event.origin(),
                sentTime == null ? null : sentTime.truncatedTo(ChronoUnit.MILLIS),
                event.properties(),
                event.marks());
    }

    private static boolean isWhole(@Nullable Instant moment) {
        return moment == null || moment.truncatedTo(ChronoUnit.MILLIS).equals(moment);
    }
}
