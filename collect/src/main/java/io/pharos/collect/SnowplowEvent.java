package io.pharos.collect;

import io.pharos.model.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One event of a Snowplow tracker. The keys of a self-describing event's data become properties of their own name; fields of
 * the tracker give way to those, but for the user's id, and keep the name they were sent under.
 */
final class SnowplowEvent {
    private static final String USER = "uid";

    private final Draft draft;
    private final Map<String, String> fields = new LinkedHashMap<>();

    SnowplowEvent(String where) {
        this.draft = new Draft(where);
    }

    void read(JsonParser json) {
        if (!Field.isObject(json, draft)) {
            return;
        }
        var reader = new PropertyReader(json, draft, ".");
        for (var key = json.nextName(); key != null; key = json.nextName()) {
            var token = json.nextToken();
            var isText = token == JsonToken.VALUE_STRING
                    || (token.isScalarValue() && token != JsonToken.VALUE_NULL && SnowplowFields.knows(key));
            if (isText) {
                field(key, json.getString());
            } else {
                reader.property(key);
            }
        }
    }

    /** What is empty is missing. */
    void field(String field, String text) {
        if (text.length() > Limits.TEXT_LENGTH) {
            var found = "a text of " + text.length() + " characters";
            draft.drop("event.text-too-long", "." + field, found, "at most " + Limits.TEXT_LENGTH);
        } else if (!text.isEmpty()) {
            fields.put(field, text);
        }
    }

    Draft draft(long order) {
        if (draft.isRejected()) {
            return draft;
        }
        draft.order = order;
        draft.writeKey = fields.get("aid");
        draft.id = fields.remove("eid");
        draft.visitor = firstOf("duid", "nuid", "tnuid");
        name();
        time();
        contexts("co");
        contexts("cx");
        var user = Optional.ofNullable(fields.remove(USER));
        fields.forEach(
                (field, text) -> SnowplowFields.read(field, text, (property, value) -> keep(property, field, value)));
        user.ifPresent(this::user);
        return draft;
    }

    private @Nullable String firstOf(String... ids) {
        for (var id : ids) {
            if (fields.containsKey(id)) {
                return fields.remove(id);
            }
        }
        return null;
    }

    private void name() {
        var kind = fields.remove("e");
        draft.name = kind == null ? SegmentCall.UNNAMED : SnowplowFields.EVENTS.getOrDefault(kind, kind);
        for (var field : List.of("ue_pr", "ue_px")) {
            try {
                json(field).ifPresent(text -> describe(SelfDescribing.in(text), field));
            } catch (Refused unreadable) {
                keepUnread(field, unreadable);
            }
        }
    }

    private void describe(SelfDescribing event, String field) {
        SelfDescribing.read(event.data(), json -> {
            var reader = new PropertyReader(json, draft, "." + field + ".");
            if (json.currentToken() == JsonToken.START_OBJECT) {
                reader.object("");
            } else {
                reader.property("data");
            }
        });
        draft.name = event.name();
        keep("event_vendor", "schema.vendor", new Value.Text(event.vendor()));
        keep("event_version", "schema.version", new Value.Text(event.version()));
        fields.remove(field);
    }

    /** One context of a schema is a value for each of its keys; several are lists in step. */
    private void contexts(String field) {
        try {
            var text = json(field);
            if (text.isEmpty()) {
                return;
            }
            var contexts = SelfDescribing.listIn(text.get());
            var byName = new LinkedHashMap<String, List<SelfDescribing>>();
            for (var context : contexts) {
                byName.merge(context.name(), List.of(context), SnowplowEvent::joined);
            }
            byName.forEach((name, same) -> SelfDescribing.read(
                    same.size() == 1 ? same.getFirst().data() : array(same),
                    json -> new PropertyReader(json, draft, "." + field + ".").property("contexts." + name)));
            var schemas = contexts.stream()
                    .<Value>map(context -> new Value.Text(context.schema()))
                    .toList();
            keep("contexts", "contexts.schemas", new Value.Items(schemas));
            fields.remove(field);
        } catch (Refused unreadable) {
            keepUnread(field, unreadable);
        }
    }

    private static List<SelfDescribing> joined(List<SelfDescribing> some, List<SelfDescribing> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static String array(List<SelfDescribing> contexts) {
        return contexts.stream().map(SelfDescribing::data).collect(Collectors.joining(",", "[", "]"));
    }

    /** The JSON of a field, which is in base64 if its name ends in {@code x}. */
    private Optional<String> json(String field) {
        var text = Optional.ofNullable(fields.get(field));
        return field.endsWith("x")
                ? text.map(encoded -> Base64Text.decode(encoded)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse(encoded))
                : text;
    }

    /** The field itself stays among those that are kept as they are. */
    private void keepUnread(String field, Refused unreadable) {
        var problem = unreadable.problem();
        draft.note(
                "event.unreadable-json",
                "." + field,
                problem.found(),
                problem.expected(),
                "It was kept as it was sent, under the name of the field.");
    }

    /**
     * When it happened: the sender's clock is put right by the moment at which it sent, except where it says that it knows the
     * true time.
     */
    private void time() {
        var truly = instant("ttm");
        var sent = instant("stm");
        draft.time = truly != null ? truly : instant("dtm");
        draft.sentAt = truly != null ? null : sent;
    }

    private @Nullable Instant instant(String field) {
        var text = fields.get(field);
        if (text == null) {
            return null;
        }
        var time = Numbers.whole(text).flatMap(Times::millis);
        time.ifPresentOrElse(_ -> fields.remove(field), () -> draft.unreadableTime("." + field, Json.found(text)));
        return time.orElse(null);
    }

    private void user(String id) {
        var own = draft.properties.put("user_id", new Value.Text(id));
        if (own != null) {
            draft.properties.putIfAbsent("data.user_id", own);
        }
    }

    private void keep(String property, String otherwise, Value value) {
        var name = draft.properties.containsKey(property) ? otherwise : property;
        draft.put(name, value, ".");
    }
}
