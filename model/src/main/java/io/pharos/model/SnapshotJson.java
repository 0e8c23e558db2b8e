package io.pharos.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/**
 * Writes profiles as JSON, in one form: keys sorted by code point, plain numbers, missing values absent. The same profile
 * gives the same bytes, so two exports can be compared.
 */
public final class SnapshotJson {
    private SnapshotJson() {}

    /**
     * The fields of a profile, into an object that is open.
     *
     * @param shown which attributes the reader may see
     */
    public static void fields(Snapshot profile, Predicate<String> shown, JsonGenerator json) {
        json.writeStringProperty("id", profile.id());
        identifiers("identifiers", profile.identifiers(), json);
        attributes(profile.attributes(), shown, json);
        since("badges", profile.badges(), json);
        since("segments", profile.segments(), json);
        json.writeStringProperty("as_of", ValueText.time(profile.asOf()));
    }

    /** A field of identifiers: the values of each kind. */
    public static void identifiers(String field, Collection<Identifier> identifiers, JsonGenerator json) {
        var byKind = new TreeMap<String, ArrayList<String>>(Value.BY_CODE_POINT);
        for (var identifier : identifiers) {
            byKind.computeIfAbsent(identifier.kind(), _ -> new ArrayList<>()).add(identifier.value());
        }
        json.writeObjectPropertyStart(field);
        byKind.forEach((kind, values) -> {
            json.writeName(kind);
            json.writeStartArray();
            values.stream().sorted(Value.BY_CODE_POINT).forEach(json::writeString);
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    /** The field {@code attributes}. */
    public static void attributes(Map<String, Value> attributes, Predicate<String> shown, JsonGenerator json) {
        json.writeObjectPropertyStart("attributes");
        attributes.forEach((name, value) -> {
            if (shown.test(name)) {
                json.writeName(name);
                ValueJson.write(value, json);
            }
        });
        json.writeEndObject();
    }

    /** The field {@code badges} or {@code segments}: since when each is worn, or one has been in it. */
    public static void since(String field, SortedMap<String, Instant> names, JsonGenerator json) {
        json.writeObjectPropertyStart(field);
        names.forEach((name, since) -> {
            json.writeObjectPropertyStart(name);
            json.writeStringProperty("since", ValueText.time(since));
            json.writeEndObject();
        });
        json.writeEndObject();
    }
}
