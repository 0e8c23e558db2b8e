package io.pharos.actions;

import io.pharos.model.Delivery;
import io.pharos.model.Event;
import io.pharos.model.Snapshot;
import io.pharos.model.ValueJson;
import io.pharos.model.ValueText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * What an action without a mapping sends: who, what happened, and the profile and the event in the forms the HTTP API
 * has for them. Restricted attributes are left out: who wants to send them names them.
 */
record Everything(Values values) implements Body {
    @Override
    public void write(Delivery delivery, Budget budget, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("delivery", delivery.id());
        json.writeStringProperty("action", delivery.action());
        json.writeStringProperty("workspace", values.workspace());
        json.writeName("trigger");
        Plain.write(Values.trigger(delivery.transition()), json);
        json.writeName("profile");
        profile(delivery.profile(), json);
        if (delivery.event() != null) {
            json.writeName("event");
            event(delivery.event(), json);
        }
        json.writeEndObject();
    }

    private void profile(Snapshot profile, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", profile.id());
        identifiers(profile, json);
        json.writeObjectPropertyStart("attributes");
        profile.attributes().forEach((name, value) -> {
            if (!values.isRestricted(name)) {
                json.writeName(name);
                ValueJson.write(value, json);
            }
        });
        json.writeEndObject();
        since("badges", profile.badges(), json);
        since("segments", profile.segments(), json);
        json.writeStringProperty("as_of", ValueText.time(profile.asOf()));
        json.writeEndObject();
    }

    private static void identifiers(Snapshot profile, JsonGenerator json) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var identifier : profile.identifiers()) {
            values.computeIfAbsent(identifier.kind(), _ -> new ArrayList<>()).add(identifier.value());
        }
        json.writeName("identifiers");
        Plain.write(values, json);
    }

    private static void since(String what, Map<String, Instant> moments, JsonGenerator json) {
        json.writeObjectPropertyStart(what);
        moments.forEach((name, at) -> {
            json.writeObjectPropertyStart(name);
            json.writeStringProperty("since", ValueText.time(at));
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private static void event(Event event, JsonGenerator json) {
        json.writeStartObject();
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
        json.writeEndObject();
    }
}
