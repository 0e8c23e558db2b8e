package io.pharos.collect;

import io.pharos.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads JSON into the flat properties of an event: objects are joined with dots, arrays of scalars are lists, arrays of
 * objects become {@linkplain Columns parallel lists}, arrays in arrays stay as JSON text, null is missing. Numbers stay
 * exact. The parser stands at a value before each method, and at that value's end after it.
 */
final class PropertyReader {
    private final JsonParser json;
    private final Draft draft;
    private final String section;

    /** @param section where the properties stand in the event, such as {@code .attributes.} */
    PropertyReader(JsonParser json, Draft draft, String section) {
        this.json = json;
        this.draft = draft;
        this.section = section;
    }

    /** @param prefix comes before the name of each property */
    void object(String prefix) {
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            property(prefix.isEmpty() ? name : prefix + name);
        }
    }

    void property(String name) {
        switch (json.currentToken()) {
            case START_OBJECT -> object(name + '.');
            case START_ARRAY -> array(name);
            default -> {
                var value = scalar(name);
                if (value != null) {
                    draft.put(name, value, section);
                }
            }
        }
    }

    private void array(String name) {
        var columns = new Columns();
        var rows = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            item(name, rows, columns);
            rows++;
        }
        if (rows == 0) {
            draft.put(name, new Value.Items(List.of()), section);
        } else if (columns.fits(rows)) {
            columns.lists(rows).forEach((column, list) -> draft.put(column, list, section));
        } else {
            tooLong(name);
        }
    }

    /** Says that a list was left out. */
    void tooLong(String name) {
        draft.drop(
                "event.list-too-long",
                section + name,
                "an array of more than " + Limits.LIST_VALUES + " values",
                "at most " + Limits.LIST_VALUES);
    }

    private void item(String column, int row, Columns columns) {
        if (columns.isFull()) {
            json.skipChildren();
            return;
        }
        switch (json.currentToken()) {
            case START_OBJECT -> {
                for (var name = json.nextName(); name != null; name = json.nextName()) {
                    json.nextToken();
                    item(column + '.' + name, row, columns);
                }
            }
            case START_ARRAY -> put(column, row, text(column, Json.text(json)), columns);
            default -> put(column, row, scalar(column), columns);
        }
    }

    private static void put(String column, int row, @Nullable Value value, Columns columns) {
        if (value != null) {
            columns.put(column, row, value);
        }
    }

    /** The scalar the parser stands at; null if it is null or cannot be kept. */
    @Nullable
    Value scalar(String name) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> text(name, json.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(name);
            case VALUE_TRUE -> new Value.Flag(true);
            case VALUE_FALSE -> new Value.Flag(false);
            case VALUE_NULL -> null;
            case START_OBJECT,
                    START_ARRAY,
                    END_OBJECT,
                    END_ARRAY,
                    PROPERTY_NAME,
                    NOT_AVAILABLE,
                    VALUE_EMBEDDED_OBJECT -> throw new IllegalStateException("not at a scalar: " + json.currentToken());
        };
    }

    /** The text as a value; null if it cannot be kept. */
    @Nullable
    Value text(String name, String text) {
        if (text.length() <= Limits.TEXT_LENGTH) {
            return new Value.Text(text);
        }
        draft.drop(
                "event.text-too-long",
                section + name,
                "a text of " + text.length() + " characters",
                "at most " + Limits.TEXT_LENGTH);
        return null;
    }

    private @Nullable Value number(String name) {
        var number = Numbers.read(json);
        if (number == null) {
            draft.drop("event.number-out-of-range", section + name, Json.found(json), Numbers.EXPECTED);
        }
        return number;
    }
}
