package io.pharos.bench;

import io.pharos.model.Event;
import io.pharos.model.ValueJson;
import io.pharos.model.ValueText;
import java.io.StringWriter;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Events in the native form. */
final class NativeJson {
    private static final JsonFactory JSON = new JsonFactory();

    private NativeJson() {}

    static String of(Event event) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("id", event.id());
            json.writeStringProperty("time", ValueText.time(event.time()));
            json.writeStringProperty("event", event.name());
            json.writeStringProperty("visitor", event.visitor());
            json.writeObjectPropertyStart("attributes");
            event.properties().forEach((name, value) -> {
                json.writeName(name);
                ValueJson.write(value, json);
            });
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }
}
