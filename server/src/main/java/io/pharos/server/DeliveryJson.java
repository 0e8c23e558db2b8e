package io.pharos.server;

import io.pharos.model.ValueText;
import io.pharos.runtime.DeliveryRecord;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Deliveries of the ledger, as the interface lists them. */
final class DeliveryJson {
    private DeliveryJson() {}

    static void write(List<DeliveryRecord> deliveries, JsonGenerator json) {
        json.writeStartObject();
        json.writeName("deliveries");
        json.writeStartArray();
        deliveries.forEach(delivery -> write(delivery, json));
        json.writeEndArray();
        json.writeEndObject();
    }

    static String word(DeliveryRecord.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static void write(DeliveryRecord row, JsonGenerator json) {
        var delivery = row.delivery();
        var event = delivery.event();
        json.writeStartObject();
        json.writeStringProperty("id", delivery.id());
        json.writeStringProperty("action", delivery.action());
        json.writeStringProperty("state", word(row.state()));
        json.writeStringProperty("profile", delivery.profile().id());
        json.writeName("transition");
        FactJson.write(delivery.transition(), json);
        if (event != null) {
            json.writeStringProperty("event", event.id());
        }
        json.writeStringProperty("not_before", ValueText.time(delivery.notBefore()));
        row.outcome().ifPresent(outcome -> {
            json.writeName("outcome");
            FactJson.write(outcome, json);
        });
        json.writeEndObject();
    }
}
