package io.pharos.collect;

import io.pharos.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what speaks the Tealium Collect HTTP API: flat events in JSON or in a query string, one or several with what they
 * share. Every key stays a property under its own name.
 *
 * @see <a href="https://docs.tealium.com/api/v3/http-api/endpoints/">Tealium HTTP API</a>
 */
final class TealiumEvents {
    static final String ACCOUNT = "tealium_account";
    static final String PROFILE = "tealium_profile";
    static final String DATASOURCE = "tealium_datasource";

    private static final String EVENT = "tealium_event";
    private static final String VISITOR = "tealium_visitor_id";
    private static final String OLD_VISITOR = "tealium_vid";
    private static final String TIME = "tealium_timestamp_epoch";
    private static final String RANDOM = "tealium_random";

    private TealiumEvents() {}

    /** @throws Refused if there is neither JSON nor a query, or a bulk without events */
    static List<Draft> read(byte[] body, Request request) {
        var drafts = new ArrayList<Draft>();
        if (request.protocol() == Protocol.TEALIUM_BULK) {
            Json.read(body, json -> readBulk(json, drafts));
        } else if (body.length > 0) {
            Json.read(body, json -> drafts.add(readEvent(json, "event", request.protocol())));
        } else {
            drafts.add(readQuery(request));
        }
        drafts.forEach(TealiumEvents::name);
        return drafts;
    }

    private static Draft readEvent(JsonParser json, String where, Protocol protocol) {
        var draft = new Draft(where);
        if (json.currentToken() != JsonToken.START_OBJECT) {
            draft.reject("event.wrong-type", "", Json.found(json), "an object that holds one event", "");
            json.skipChildren();
            return draft;
        }
        var reader = new PropertyReader(json, draft, ".");
        for (var key = json.nextName(); key != null; key = json.nextName()) {
            json.nextToken();
            requirePlain(key, draft, protocol);
            reader.property(key);
        }
        return draft;
    }

    private static void readBulk(JsonParser json, List<Draft> drafts) {
        var shared = new Draft("shared");
        var hasEvents = false;
        if (json.currentToken() == JsonToken.START_OBJECT) {
            for (var key = json.nextName(); key != null; key = json.nextName()) {
                var token = json.nextToken();
                if (token == JsonToken.START_OBJECT && key.equals("shared")) {
                    shared = readEvent(json, "shared", Protocol.TEALIUM_BULK);
                } else if (token == JsonToken.START_ARRAY && key.equals("events")) {
                    hasEvents = true;
                    readEvents(json, drafts);
                } else {
                    json.skipChildren();
                }
            }
        }
        if (!hasEvents) {
            throw Refused.request(
                    Collected.BAD_REQUEST,
                    "request.no-events",
                    "body",
                    "no array \"events\"",
                    "the events in \"events\"",
                    "");
        }
        Refused.requireFew(drafts.size(), shared);
        for (var draft : drafts) {
            draft.putUnder(shared);
        }
    }

    private static void readEvents(JsonParser json, List<Draft> drafts) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Refused.requireFew(drafts.size());
            var draft = readEvent(json, "events[" + drafts.size() + "]", Protocol.TEALIUM_BULK);
            draft.order = (long) drafts.size();
            drafts.add(draft);
        }
    }

    private static Draft readQuery(Request request) {
        var draft = new Draft("event");
        var values = new LinkedHashMap<String, List<Value>>();
        for (var parameter : request.query()) {
            requirePlain(parameter.getKey(), draft, request.protocol());
            values.computeIfAbsent(parameter.getKey(), _ -> new ArrayList<>()).add(QueryValue.of(parameter.getValue()));
        }
        values.forEach((key, several) ->
                draft.put(key, several.size() == 1 ? several.getFirst() : new Value.Items(several), "."));
        return draft;
    }

    /** A dot in a key is a fault that the documented API refuses too; the pixel's keys have some. */
    private static void requirePlain(String key, Draft draft, Protocol protocol) {
        if (protocol != Protocol.TEALIUM_VISITOR_DATA && key.indexOf('.') >= 0) {
            draft.reject(
                    "event.dotted-key", "." + key, "a key with a dot", "a key without one", "Write an underscore.");
        }
    }

    private static void name(Draft draft) {
        draft.name = take(EVENT, draft).orElse(SegmentCall.UNNAMED);
        var visitor = take(VISITOR, draft);
        draft.visitor = visitor.or(() -> take(OLD_VISITOR, draft)).orElse(null);
        var time = Field.text(draft.properties.get(TIME));
        var random = Field.text(draft.properties.get(RANDOM));
        time.ifPresent(text -> epoch(text)
                .ifPresentOrElse(at -> draft.time = at, () -> draft.unreadableTime("." + TIME, Json.found(text))));
        if (time.isPresent() && random.isPresent()) {
            draft.id = time.get() + "-" + random.get();
        }
    }

    private static Optional<Instant> epoch(String text) {
        try {
            var number = Long.parseLong(text);
            var seconds = number > 0 && number < Times.LEAST_MILLIS;
            return Times.millis(seconds ? number * 1000 : number);
        } catch (NumberFormatException notEpoch) {
            return Optional.empty();
        }
    }

    private static Optional<String> take(String key, Draft draft) {
        return Field.text(draft.properties.remove(key));
    }
}
