package io.pharos.collect;

import io.pharos.model.Nearest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads Pharos's own form of events. It is strict: what is not understood is said, never passed over. */
final class NativeEvents {
    private static final List<String> KEYS =
            List.of("id", "time", "source", "event", "visitor", "order", "attributes", "writeKey");

    private NativeEvents() {}

    /**
     * The events of a body that is one or an array of them.
     *
     * @throws Refused if the body is no JSON
     */
    static List<Draft> read(byte[] body) {
        var drafts = new ArrayList<Draft>();
        Json.read(body, json -> {
            switch (json.currentToken()) {
                case START_ARRAY -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        Refused.requireFew(drafts.size());
                        var draft = new Draft("events[" + drafts.size() + "]");
                        draft.order = (long) drafts.size();
                        drafts.add(draft);
                        read(json, draft);
                    }
                }
                default -> {
                    var draft = new Draft("event");
                    drafts.add(draft);
                    read(json, draft);
                }
            }
        });
        return drafts;
    }

    /**
     * Reads the one event of a line of a file.
     *
     * @throws Refused if the line is no JSON
     */
    static void read(byte[] line, Draft draft) {
        Json.read(line, json -> read(json, draft));
    }

    private static void read(JsonParser json, Draft draft) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            draft.reject("event.wrong-type", "", Json.found(json), "an object that holds one event", "");
            json.skipChildren();
            return;
        }
        for (var key = json.nextName(); key != null; key = json.nextName()) {
            json.nextToken();
            field(key, json, draft);
        }
        if (draft.name == null && !draft.isRejected()) {
            draft.reject("event.missing", ".event", "nothing", "what happened, such as \"purchase\"", "");
        }
    }

    private static void field(String key, JsonParser json, Draft draft) {
        switch (key) {
            case "id" -> draft.id = text(key, json, draft);
            case "time" -> draft.time = time(json, draft);
            case "source" -> draft.source = text(key, json, draft);
            case "event" -> draft.name = text(key, json, draft);
            case "visitor" -> draft.visitor = text(key, json, draft);
            case "order" -> order(json, draft);
            case "attributes" -> attributes(json, draft);
            case "writeKey" -> draft.writeKey = text(key, json, draft);
            default -> {
                var nearest = Nearest.to(key, KEYS).map(known -> "Did you mean \"" + known + "\"? ");
                draft.reject(
                        "event.unknown-key",
                        "." + key,
                        "the unknown key \"" + Json.shortened(key) + '"',
                        "one of " + String.join(", ", KEYS),
                        nearest.orElse("") + "What describes the event goes under \"attributes\".");
                json.skipChildren();
            }
        }
    }

    /** A text; blank and null are missing. */
    private static @Nullable String text(String key, JsonParser json, Draft draft) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString().isBlank() ? null : json.getString();
            case VALUE_NULL -> null;
            default -> {
                wrongType("." + key, json, draft, "text");
                yield null;
            }
        };
    }

    private static @Nullable Instant time(JsonParser json, Draft draft) {
        Optional<Instant> time = switch (json.currentToken()) {
            case VALUE_STRING -> Times.iso(json.getString());
            case VALUE_NUMBER_INT -> Numbers.whole(json).flatMap(Times::millis);
            default -> Optional.empty();
        };
        if (time.isEmpty() && json.currentToken() != JsonToken.VALUE_NULL) {
            wrongType(".time", json, draft, Times.EXPECTED);
        }
        return time.orElse(null);
    }

    private static void order(JsonParser json, Draft draft) {
        var order = Numbers.whole(json);
        order.ifPresent(number -> draft.order = number);
        if (order.isEmpty() && json.currentToken() != JsonToken.VALUE_NULL) {
            wrongType(".order", json, draft, "a whole number of at most 18 digits");
        }
    }

    private static void attributes(JsonParser json, Draft draft) {
        switch (json.currentToken()) {
            case START_OBJECT -> new PropertyReader(json, draft, ".attributes.").object("");
            case VALUE_NULL -> {}
            default -> wrongType(".attributes", json, draft, "an object of names and values");
        }
    }

    private static void wrongType(String path, JsonParser json, Draft draft, String expected) {
        draft.reject("event.wrong-type", path, Json.found(json), expected, "");
        json.skipChildren();
    }
}
