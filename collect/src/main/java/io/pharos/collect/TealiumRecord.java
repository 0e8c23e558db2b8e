package io.pharos.collect;

import io.pharos.model.Value;
import java.util.ArrayList;
import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Flattens any JSON as Tealium's advanced endpoint does: names are joined with underscores, in lower case; values in arrays
 * stay, but objects and arrays in them become JSON text.
 */
final class TealiumRecord {
    private final JsonParser json;
    private final Draft draft;
    private final PropertyReader reader;

    TealiumRecord(JsonParser json, Draft draft) {
        this.json = json;
        this.draft = draft;
        this.reader = new PropertyReader(json, draft, ".");
    }

    void object(String prefix) {
        for (var key = json.nextName(); key != null; key = json.nextName()) {
            var name = (prefix + key).toLowerCase(Locale.ROOT);
            switch (json.nextToken()) {
                case START_OBJECT -> object(name + '_');
                case START_ARRAY -> array(name);
                default -> reader.property(name);
            }
        }
    }

    private void array(String name) {
        var items = new ArrayList<Value>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            var value = json.currentToken().isStructStart() ? reader.text(name, Json.text(json)) : reader.scalar(name);
            if (value != null && items.size() <= Limits.LIST_VALUES) {
                items.add(value);
            }
        }
        if (items.size() > Limits.LIST_VALUES) {
            reader.tooLong(name);
        } else {
            draft.put(name, new Value.Items(items), ".");
        }
    }
}
