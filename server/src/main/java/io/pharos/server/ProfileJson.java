package io.pharos.server;

import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Value;
import io.pharos.model.ValueJson;
import io.pharos.model.ValueText;
import io.pharos.model.Workspace;
import io.pharos.server.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/**
 * A profile as JSON, in one form: keys sorted by code point, plain numbers, missing values absent. The same profile gives
 * the same bytes, so two exports can be compared.
 */
public final class ProfileJson {
    private ProfileJson() {}

    /** One line of an export, with its line end. */
    public static byte[] line(Snapshot profile) {
        return Json.line(json -> write(profile, _ -> true, OptionalLong.empty(), json));
    }

    /**
     * @param shown which attributes the reader may see
     * @param version of the published definitions it was folded under; an export has none
     */
    static void write(Snapshot profile, Predicate<String> shown, OptionalLong version, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", profile.id());
        json.writeName("identifiers");
        identifiers(profile, json);
        json.writeName("attributes");
        attributes(profile.attributes(), shown, json);
        json.writeName("badges");
        since(profile.badges(), json);
        json.writeName("segments");
        since(profile.segments(), json);
        json.writeStringProperty("as_of", ValueText.time(profile.asOf()));
        if (version.isPresent()) {
            json.writeNumberProperty("version", version.getAsLong());
        }
        json.writeEndObject();
    }

    /** What a view chose of a profile; of a visitor nobody knows, nothing. */
    static void write(Workspace.View view, Snapshot profile, Predicate<String> shown, JsonGenerator json) {
        json.writeStartObject();
        json.writeName("attributes");
        attributes(profile.attributes(), name -> view.attributes().contains(name) && shown.test(name), json);
        if (view.badges()) {
            json.writeName("badges");
            since(profile.badges(), json);
        }
        if (view.segments()) {
            json.writeName("segments");
            since(profile.segments(), json);
        }
        json.writeEndObject();
    }

    private static void identifiers(Snapshot profile, JsonGenerator json) {
        var byKind = new TreeMap<String, ArrayList<String>>(Value.BY_CODE_POINT);
        for (Identifier identifier : profile.identifiers()) {
            byKind.computeIfAbsent(identifier.kind(), _ -> new ArrayList<>()).add(identifier.value());
        }
        json.writeStartObject();
        byKind.forEach((kind, values) -> {
            json.writeName(kind);
            json.writeStartArray();
            values.stream().sorted(Value.BY_CODE_POINT).forEach(json::writeString);
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    private static void attributes(Map<String, Value> attributes, Predicate<String> shown, JsonGenerator json) {
        json.writeStartObject();
        attributes.forEach((name, value) -> {
            if (shown.test(name)) {
                json.writeName(name);
                ValueJson.write(value, json);
            }
        });
        json.writeEndObject();
    }

    private static void since(SortedMap<String, Instant> names, JsonGenerator json) {
        json.writeStartObject();
        names.forEach((name, since) -> {
            json.writeName(name);
            json.writeStartObject();
            json.writeStringProperty("since", ValueText.time(since));
            json.writeEndObject();
        });
        json.writeEndObject();
    }
}
