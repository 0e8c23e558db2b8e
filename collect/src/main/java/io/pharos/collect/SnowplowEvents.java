package io.pharos.collect;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what Snowplow's trackers send: one event in a query string, or several in the array {@code data} of a payload.
 *
 * @see <a href="https://docs.snowplow.io/docs/events/going-deeper/http-parameters/">Snowplow tracker protocol</a>
 */
final class SnowplowEvents {
    private SnowplowEvents() {}

    /** @throws Refused if the body is no payload */
    static List<Draft> read(byte[] body, Request request) {
        var events = new ArrayList<SnowplowEvent>();
        if (body.length > 0) {
            Json.read(body, json -> readPayload(json, events));
        } else {
            var event = new SnowplowEvent("event");
            request.query().forEach(parameter -> event.field(parameter.getKey(), parameter.getValue()));
            events.add(event);
        }
        var drafts = new ArrayList<Draft>(events.size());
        events.forEach(event -> drafts.add(event.draft(drafts.size())));
        return drafts;
    }

    private static void readPayload(JsonParser json, List<SnowplowEvent> events) {
        var hasData = false;
        if (json.currentToken() == JsonToken.START_OBJECT) {
            for (var key = json.nextName(); key != null; key = json.nextName()) {
                if (json.nextToken() == JsonToken.START_ARRAY && key.equals("data")) {
                    hasData = true;
                    readData(json, events);
                } else {
                    json.skipChildren();
                }
            }
        }
        if (!hasData) {
            throw Refused.request(
                    Collected.BAD_REQUEST,
                    "request.no-events",
                    "body",
                    "no array \"data\"",
                    "the events in \"data\"",
                    "");
        }
    }

    private static void readData(JsonParser json, List<SnowplowEvent> events) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Refused.requireFew(events.size());
            var event = new SnowplowEvent("data[" + events.size() + "]");
            event.read(json);
            events.add(event);
        }
    }
}
