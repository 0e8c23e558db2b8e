package io.pharos.collect;

import io.pharos.model.Nearest;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * One call of a client of the Segment family, such as {@code track}. The keys of its properties and traits become
 * properties of their own name; its other fields give way to those, but for the user's id.
 */
final class SegmentCall {
    static final String UNNAMED = "unnamed";

    private static final List<String> TYPES = List.of("track", "identify", "page", "screen", "group", "alias");
    private static final String CONTEXT_TRAITS = "context.traits.";

    private final Draft draft;

    /** Fields beside properties, traits and context. */
    private final Draft rest;

    private final @Nullable String defaultType;
    private @Nullable String type;
    private @Nullable String event;
    private @Nullable String userId;
    private @Nullable Instant timestamp;
    private @Nullable Instant originalTimestamp;

    private SegmentCall(String where, @Nullable String defaultType) {
        this.draft = new Draft(where);
        this.rest = new Draft(where);
        this.defaultType = defaultType;
    }

    /** @param type of the call, unless it says its own */
    static SegmentCall single(String type) {
        return new SegmentCall("event", type);
    }

    /** @param place in the batch, from 0 */
    static SegmentCall inBatch(int place) {
        var call = new SegmentCall("batch[" + place + "]", null);
        call.draft.order = (long) place;
        return call;
    }

    void read(JsonParser json) {
        if (!isObject(json)) {
            return;
        }
        for (var key = json.nextName(); key != null; key = json.nextName()) {
            json.nextToken();
            field(key, json);
        }
    }

    /** Reads one field; of a single call, the fields around it are its own. */
    void field(String key, JsonParser json) {
        switch (key) {
            case "type" -> type = Field.text(json, draft, ".type");
            case "event" -> event = Field.text(json, draft, ".event");
            case "messageId" -> draft.id = Field.text(json, draft, ".messageId");
            case "anonymousId" -> draft.visitor = Field.text(json, draft, ".anonymousId");
            case "userId" -> userId = Field.text(json, draft, ".userId");
            case "timestamp" -> timestamp = Field.time(json, draft, ".timestamp");
            case "originalTimestamp" -> originalTimestamp = Field.time(json, draft, ".originalTimestamp");
            case "sentAt" -> draft.sentAt = Field.time(json, draft, ".sentAt");
            case "properties" -> Field.properties(json, draft, ".properties.", "");
            case "traits" -> Field.properties(json, draft, ".traits.", "");
            case "context" -> Field.properties(json, draft, ".context.", "context.");
            case "writeKey" -> draft.writeKey = Field.text(json, draft, ".writeKey");
            case "groupId" -> rest("group_id", json);
            case "previousId" -> rest("previous_id", json);
            // How the client was built and where else it sends: nothing about the visitor.
            case "_metadata" -> json.skipChildren();
            default -> rest(key, json);
        }
    }

    private void rest(String property, JsonParser json) {
        new PropertyReader(json, rest, ".").property(property);
    }

    /** The call as an event, with what the batch around it says. */
    Draft draft(SegmentBatch batch) {
        draft.time = originalTimestamp != null ? originalTimestamp : timestamp;
        draft.sentAt = draft.sentAt != null ? draft.sentAt : batch.sentAt();
        draft.writeKey = draft.writeKey != null ? draft.writeKey : batch.writeKey();
        if (!draft.isRejected()) {
            name();
        }
        if (event != null && !event.equals(draft.name)) {
            rest.properties.putIfAbsent("event", new Value.Text(event));
        }
        draft.addMissing(rest);
        draft.addMissing(batch.context());
        if (userId != null) {
            draft.properties.put("user_id", new Value.Text(userId));
        }
        return draft;
    }

    private void name() {
        var called = type != null ? type : defaultType != null ? defaultType : event != null ? "track" : "";
        switch (called) {
            case "track" -> nameTracked();
            case "identify" -> {
                draft.name = called;
                liftTraits();
            }
            case "page", "screen", "group", "alias" -> draft.name = called;
            default -> {
                var nearest = Nearest.to(called, TYPES).map(known -> "Did you mean \"" + known + "\"?");
                var found = called.isEmpty() ? "nothing" : Json.found(called);
                draft.reject(
                        "event.unknown-type", ".type", found, "one of " + String.join(", ", TYPES), nearest.orElse(""));
            }
        }
    }

    private void nameTracked() {
        draft.name = event != null ? event : UNNAMED;
        if (event == null) {
            draft.note(
                    "event.missing",
                    ".event",
                    "nothing",
                    "what was tracked",
                    "The event was kept as \"" + UNNAMED + "\".");
        }
    }

    /** RudderStack in the browser sends the traits of an identify call in its context only. */
    private void liftTraits() {
        for (var property : List.copyOf(draft.properties.entrySet())) {
            if (property.getKey().startsWith(CONTEXT_TRAITS)) {
                draft.properties.putIfAbsent(property.getKey().substring(CONTEXT_TRAITS.length()), property.getValue());
            }
        }
    }

    private boolean isObject(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> true;
            default -> {
                draft.reject("event.wrong-type", "", Json.found(json), "an object that holds one call", "");
                json.skipChildren();
                yield false;
            }
        };
    }
}
