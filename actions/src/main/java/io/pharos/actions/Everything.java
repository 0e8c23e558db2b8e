package io.pharos.actions;

import io.pharos.model.Delivery;
import io.pharos.model.EventJson;
import io.pharos.model.SnapshotJson;
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
        json.writeObjectPropertyStart("profile");
        SnapshotJson.fields(delivery.profile(), name -> !values.isRestricted(name), json);
        json.writeEndObject();
        if (delivery.event() != null) {
            json.writeObjectPropertyStart("event");
            EventJson.fields(delivery.event(), json);
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
