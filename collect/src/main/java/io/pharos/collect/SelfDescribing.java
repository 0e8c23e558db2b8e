package io.pharos.collect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON with the schema that describes it, as Snowplow sends events and contexts.
 *
 * @param schema such as {@code iglu:org.example/order/jsonschema/1-0-0}
 * @param data as JSON
 * @see <a href="https://docs.snowplow.io/docs/api-reference/iglu/common-architecture/self-describing-jsons/">Self-describing JSON</a>
 */
record SelfDescribing(String schema, String data) {
    private static final Pattern IGLU = Pattern.compile("iglu:([^/]+)/([^/]+)/([^/]+)/([^/]+)");

    private static final String EXPECTED = "an object with a \"schema\" and \"data\"";

    /**
     * The one that another one wraps.
     *
     * @throws Refused if the text is none
     */
    static SelfDescribing in(String text) {
        var wrapped = new ArrayList<SelfDescribing>();
        var outer = read(text);
        read(outer.data(), json -> wrapped.add(of(json)));
        return wrapped.getFirst();
    }

    /** Those of the array that another one wraps. */
    static List<SelfDescribing> listIn(String text) {
        var wrapped = new ArrayList<SelfDescribing>();
        read(read(text).data(), json -> {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw unreadable(Json.found(json), "an array");
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                wrapped.add(of(json));
            }
        });
        return wrapped;
    }

    /** The name of the schema, or all of it if it is of another form. */
    String name() {
        return part(2);
    }

    String vendor() {
        return part(1);
    }

    String version() {
        return part(4);
    }

    private String part(int group) {
        var iglu = IGLU.matcher(schema);
        return iglu.matches() ? iglu.group(group) : schema;
    }

    private static SelfDescribing read(String text) {
        var read = new ArrayList<SelfDescribing>();
        read(text, json -> read.add(of(json)));
        return read.getFirst();
    }

    /** Lets {@code reader} read JSON that was a text in other JSON. */
    static void read(String text, Consumer<JsonParser> reader) {
        Json.read(Body.wellFormed(text.getBytes(StandardCharsets.UTF_8)), reader);
    }

    private static SelfDescribing of(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw unreadable(Json.found(json), EXPECTED);
        }
        @Nullable String schema = null;
        @Nullable String data = null;
        for (var key = json.nextName(); key != null; key = json.nextName()) {
            var token = json.nextToken();
            if (key.equals("schema") && token == JsonToken.VALUE_STRING) {
                schema = json.getString();
            } else if (key.equals("data")) {
                data = Json.text(json);
            } else {
                json.skipChildren();
            }
        }
        if (schema == null || schema.isBlank() || data == null) {
            throw unreadable("an object without a schema or without data", EXPECTED);
        }
        return new SelfDescribing(schema, data);
    }

    private static Refused unreadable(String found, String expected) {
        return Refused.request(Collected.BAD_REQUEST, "event.unreadable-json", "data", found, expected, "");
    }
}
