package io.pharos.server;

import io.pharos.engine.Cause;
import io.pharos.engine.Change;
import io.pharos.model.Event;
import io.pharos.model.Transition;
import io.pharos.model.Value;
import io.pharos.model.ValueJson;
import io.pharos.model.ValueText;
import io.pharos.runtime.Timeline;
import io.pharos.runtime.Timeline.Item;
import io.pharos.server.http.ProblemDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/** What happened to a profile, and what is coming, as the interface tells it. */
final class TimelineJson {
    private final Predicate<String> shown;
    private final boolean wholeEvents;
    private final long version;

    /**
     * @param shown which attributes the reader may see
     * @param wholeEvents whether the reader may see what events carry: it is what restricted attributes are made of
     * @param version of the published definitions
     */
    TimelineJson(Predicate<String> shown, boolean wholeEvents, long version) {
        this.shown = shown;
        this.wholeEvents = wholeEvents;
        this.version = version;
    }

    void write(Timeline timeline, JsonGenerator json) {
        json.writeStartObject();
        json.writeName("items");
        json.writeStartArray();
        timeline.items().forEach(item -> write(item, json));
        json.writeEndArray();
        timeline.before().ifPresent(place -> json.writeStringProperty("before", place.toString()));
        json.writeNumberProperty("version", version);
        json.writeEndObject();
    }

    private void write(Item item, JsonGenerator json) {
        switch (item) {
            case Item.Happened happened -> {
                json.writeStartObject();
                json.writeStringProperty("kind", "event");
                json.writeStringProperty("at", ValueText.time(happened.at()));
                json.writeName("event");
                event(happened.event(), json);
                changes(happened.changes(), json);
                json.writeName("problems");
                ProblemDocument.write(happened.problems(), json);
            }
            case Item.Turned turned -> {
                json.writeStartObject();
                FactJson.fields(turned.transition(), json);
                json.writeName("cause");
                cause(turned.cause(), json);
                if (turned.transition() instanceof Transition.VisitEnded) {
                    changes(turned.changes(), json);
                }
            }
            case Item.Acted acted -> {
                json.writeStartObject();
                json.writeStringProperty("kind", "action");
                json.writeStringProperty("at", ValueText.time(acted.at()));
                json.writeName("delivery");
                DeliveryJson.write(acted.delivery(), json);
            }
        }
        json.writeEndObject();
    }

    private void event(Event event, JsonGenerator json) {
        if (wholeEvents) {
            FactJson.write(event, json);
            return;
        }
        json.writeStartObject();
        named(event, json);
        json.writeEndObject();
    }

    private static void named(Event event, JsonGenerator json) {
        json.writeStringProperty("id", event.id());
        json.writeStringProperty("time", ValueText.time(event.time()));
        json.writeStringProperty("source", event.source());
        json.writeStringProperty("event", event.name());
    }

    private void changes(List<Change> changes, JsonGenerator json) {
        json.writeName("changes");
        json.writeStartArray();
        changes.stream().filter(change -> shown.test(change.attribute())).forEach(change -> {
            json.writeStartObject();
            json.writeStringProperty("attribute", change.attribute());
            value("before", change.before(), json);
            value("after", change.after(), json);
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    /** A missing value is absent. */
    static void value(String field, Optional<Value> value, JsonGenerator json) {
        value.ifPresent(known -> {
            json.writeName(field);
            ValueJson.write(known, json);
        });
    }

    static void cause(Cause cause, JsonGenerator json) {
        json.writeStartObject();
        switch (cause) {
            case Cause.OfEvent(var event) -> {
                json.writeStringProperty("kind", "event");
                named(event, json);
            }
            case Cause.OfVisitEnd _ -> json.writeStringProperty("kind", "visit_end");
            case Cause.OfTime _ -> json.writeStringProperty("kind", "time");
        }
        if (!(cause instanceof Cause.OfEvent)) {
            json.writeStringProperty("time", ValueText.time(cause.at()));
        }
        json.writeEndObject();
    }

    /** @param coming in order; one more than {@code limit} if there is more */
    static void coming(List<Transition> coming, int limit, Instant until, long version, JsonGenerator json) {
        json.writeStartObject();
        json.writeName("coming");
        json.writeStartArray();
        coming.stream().limit(limit).forEach(transition -> FactJson.write(transition, json));
        json.writeEndArray();
        json.writeBooleanProperty("more", coming.size() > limit);
        json.writeStringProperty("until", ValueText.time(until));
        json.writeNumberProperty("version", version);
        json.writeEndObject();
    }
}
