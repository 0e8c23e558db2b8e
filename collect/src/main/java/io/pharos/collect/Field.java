package io.pharos.collect;

import io.pharos.model.Value;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the fields that third-party clients send beside the properties. It is lenient: these clients take no advice, and
 * throw away what is refused, so what cannot be read is left out and said.
 */
final class Field {
    private Field() {}

    /** A text, or a number as text; null if it is missing, blank or something else. */
    static @Nullable String text(JsonParser json, Draft draft, String path) {
        return switch (json.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                var text = json.getString();
                yield text.isBlank() ? null : text;
            }
            case VALUE_NULL -> null;
            default -> {
                draft.drop("event.wrong-type", path, Json.found(json), "text");
                json.skipChildren();
                yield null;
            }
        };
    }

    static @Nullable Instant time(JsonParser json, Draft draft, String path) {
        Optional<Instant> time = switch (json.currentToken()) {
            case VALUE_STRING -> Times.iso(json.getString());
            case VALUE_NUMBER_INT -> Numbers.whole(json).flatMap(Times::millis);
            default -> Optional.empty();
        };
        var missing = switch (json.currentToken()) {
            case VALUE_NULL -> true;
            case VALUE_STRING -> json.getString().isBlank();
            default -> false;
        };
        if (time.isEmpty() && !missing) {
            draft.unreadableTime(path, Json.found(json));
        }
        json.skipChildren();
        return time.orElse(null);
    }

    /** Whether the parser stands at an object; otherwise rejects the draft, which one was to hold, and passes over the value. */
    static boolean isObject(JsonParser json, Draft draft) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        draft.reject("event.wrong-type", "", Json.found(json), "an object that holds one event", "");
        json.skipChildren();
        return false;
    }

    /** The properties of an object; nothing of something else. */
    static void properties(JsonParser json, Draft draft, String section, String prefix) {
        switch (json.currentToken()) {
            case START_OBJECT -> new PropertyReader(json, draft, section).object(prefix);
            case VALUE_NULL -> {}
            default -> {
                draft.drop("event.wrong-type", section, Json.found(json), "an object of names and values");
                json.skipChildren();
            }
        }
    }

    /** Keeps what a query or a form holds, unless it is too large. */
    static void keep(String name, Value value, Draft draft) {
        if (value instanceof Value.Items(var items)
                && (items.size() > Limits.LIST_VALUES || items.stream().anyMatch(Field::isTooLong))) {
            draft.drop(
                    "event.list-too-long",
                    "." + name,
                    "a list of " + items.size() + " values",
                    "at most " + Limits.LIST_VALUES + ", of at most " + Limits.TEXT_LENGTH + " characters");
        } else if (isTooLong(value)) {
            draft.drop(
                    "event.text-too-long",
                    "." + name,
                    "a longer text",
                    "at most " + Limits.TEXT_LENGTH + " characters");
        } else {
            draft.put(name, value, ".");
        }
    }

    private static boolean isTooLong(Value value) {
        return value instanceof Value.Text(var text) && text.length() > Limits.TEXT_LENGTH;
    }

    /** The text of a property that names somebody or something: numbers count, blank texts do not. */
    static Optional<String> text(@Nullable Value value) {
        return Optional.ofNullable(value).flatMap(Row::text).filter(text -> !text.isBlank());
    }
}
