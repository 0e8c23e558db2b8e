package io.pharos.collect;

import io.pharos.model.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    static final String OVERRIDE = "tealium_override_tapid";

    private static final String EVENT = "tealium_event";
    private static final String VISITOR = "tealium_visitor_id";
    private static final String TRACE = "tealium_trace_id";

    /** Where else the visitor's id may stand: its old name, and the first-party cookie as the browser's tag tells it. */
    private static final List<String> OTHER_VISITORS = List.of("tealium_vid", "cp.utag_main_v_id");

    private static final String TIME = "tealium_timestamp_epoch";
    private static final String RANDOM = "tealium_random";
    private static final Set<String> TRUE = Set.of("true", "1");

    private TealiumEvents() {}

    /** @throws Refused if there is neither JSON nor a query, or a bulk without events */
    static List<Draft> read(byte[] body, Request request) {
        var drafts = new ArrayList<Draft>();
        switch (request.protocol()) {
            case TEALIUM_BULK -> Json.read(body, json -> readBulk(json, drafts));
            case TEALIUM_INTEGRATION -> Json.read(body, json -> readRecords(json, drafts));
            case TEALIUM_TAG -> Json.read(tagged(body, request), json -> drafts.add(readTag(json)));
            default -> {
                if (body.length > 0) {
                    Json.read(body, json -> drafts.add(readEvent(json, "event", request.protocol())));
                } else {
                    drafts.add(readQuery(request));
                }
            }
        }
        drafts.forEach(draft -> addPath(draft, request));
        drafts.forEach(TealiumEvents::name);
        return drafts;
    }

    /** What of these paths names the source; it counts whatever the event says. */
    private static void addPath(Draft draft, Request request) {
        request.path("account").ifPresent(account -> draft.properties.put(ACCOUNT, new Value.Text(account)));
        request.path("profile").ifPresent(profile -> draft.properties.put(PROFILE, new Value.Text(profile)));
        request.path("datasource").ifPresent(key -> draft.properties.put(DATASOURCE, new Value.Text(key)));
        if (request.protocol() == Protocol.TEALIUM_INTEGRATION) {
            request.query(TRACE).ifPresent(id -> draft.properties.put(TRACE, new Value.Text(id)));
        }
    }

    /** The JSON in the field {@code data} of the query, else of the form that is the body; or the body itself. */
    private static byte[] tagged(byte[] body, Request request) {
        if (Form.isJson(body)) {
            return body;
        }
        var data = request.query("data")
                .or(() -> Form.fields(body).stream()
                        .filter(field -> field.getKey().equals("data"))
                        .map(Map.Entry::getValue)
                        .findFirst());
        return Body.wellFormed(data.orElse("").getBytes(StandardCharsets.UTF_8));
    }

    /** What the tag knows stands under {@code data}; what else it sends are properties, too. */
    private static Draft readTag(JsonParser json) {
        var draft = new Draft("event");
        if (!Field.isObject(json, draft)) {
            return draft;
        }
        var reader = new PropertyReader(json, draft, ".");
        for (var key = json.nextName(); key != null; key = json.nextName()) {
            var token = json.nextToken();
            switch (key) {
                case "event" -> draft.name = Field.text(json, draft, ".event");
                case "data" -> {
                    if (token == JsonToken.START_OBJECT) {
                        reader.object("");
                    } else {
                        reader.property(key);
                    }
                }
                default -> reader.property(key);
            }
        }
        return draft;
    }

    private static void readRecords(JsonParser json, List<Draft> drafts) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            drafts.add(readRecord(json, "event"));
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Refused.requireFew(drafts.size());
            var draft = readRecord(json, "events[" + drafts.size() + "]");
            draft.order = (long) drafts.size();
            drafts.add(draft);
        }
    }

    private static Draft readRecord(JsonParser json, String where) {
        var draft = new Draft(where);
        if (Field.isObject(json, draft)) {
            new TealiumRecord(json, draft).object("");
        }
        return draft;
    }

    private static Draft readEvent(JsonParser json, String where, Protocol protocol) {
        var draft = new Draft(where);
        if (!Field.isObject(json, draft)) {
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
        QueryValue.each(request.query(), (key, value) -> {
            requirePlain(key, draft, request.protocol());
            Field.keep(key, value, draft);
        });
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
        var fallback = draft.name == null ? SegmentCall.UNNAMED : draft.name;
        draft.name = take(EVENT, draft).orElse(fallback);
        draft.visitor = parameter(OVERRIDE, draft)
                .or(() -> take(VISITOR, draft))
                .or(() -> OTHER_VISITORS.stream()
                        .flatMap(name -> take(name, draft).stream())
                        .findFirst())
                .orElse(null);
        var time = Field.text(draft.properties.get(TIME));
        var random = Field.text(draft.properties.get(RANDOM));
        time.ifPresent(text -> epoch(text)
                .ifPresentOrElse(at -> draft.time = at, () -> draft.unreadableTime("." + TIME, Json.found(text))));
        if (time.isPresent() && random.isPresent()) {
            draft.id = time.get() + "-" + random.get();
        }
    }

    static Optional<String> parameter(String name, Draft draft) {
        return Field.text(draft.properties.get(name));
    }

    static boolean isTrue(String parameter, Draft draft) {
        return parameter(parameter, draft).filter(TRUE::contains).isPresent();
    }

    /** Of a draft that has been named after its source. */
    static Sources.Pair pair(Draft draft) {
        return new Sources.Pair(
                parameter(ACCOUNT, draft).orElseThrow(),
                parameter(PROFILE, draft).orElseThrow());
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
