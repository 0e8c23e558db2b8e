package io.pharos.model;

import tools.jackson.core.JsonGenerator;

/** Writes events as JSON, in the native form. */
public final class EventJson {
    private EventJson() {}

    /** The fields of an event as it was sent, into an object that is open. */
    public static void fields(Event event, JsonGenerator json) {
        json.writeStringProperty("id", event.id());
        json.writeStringProperty("time", ValueText.time(event.time()));
        json.writeStringProperty("source", event.source());
        json.writeStringProperty("event", event.name());
        if (event.visitor() != null) {
            json.writeStringProperty("visitor", event.visitor());
        }
        json.writeObjectPropertyStart("attributes");
        event.properties().forEach((name, value) -> {
            json.writeName(name);
            ValueJson.write(value, json);
        });
        json.writeEndObject();
    }
}
