package io.pharos.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes values as JSON, in one form each: plain numbers, UTC times with milliseconds, sorted sets and tallies. */
public final class ValueJson {
    private ValueJson() {}

    public static void write(Value value, JsonGenerator json) {
        switch (value) {
            case Value.Text(var text) -> json.writeString(text);
            case Value.Amount amount -> json.writeNumber(amount.toString());
            case Value.Flag(var set) -> json.writeBoolean(set);
            case Value.Moment(var at) -> json.writeString(ValueText.time(at));
            case Value.Items(var items) -> {
                json.writeStartArray();
                items.forEach(item -> write(item, json));
                json.writeEndArray();
            }
            case Value.Tags(var sorted) -> {
                json.writeStartArray();
                sorted.forEach(json::writeString);
                json.writeEndArray();
            }
            case Value.Tally tally -> {
                json.writeStartObject();
                tally.entries().forEach(entry -> {
                    json.writeName(entry.key());
                    json.writeNumber(new Value.Amount(entry.amount()).toString());
                });
                json.writeEndObject();
            }
            case Value.Timeline(var entries) -> {
                json.writeStartArray();
                entries.forEach(entry -> write(entry.at(), entry.captured(), json));
                json.writeEndArray();
            }
            case Value.Funnel(var done, var completed) -> {
                json.writeStartObject();
                json.writeBooleanProperty("completed", completed);
                json.writeObjectPropertyStart("steps");
                done.forEach(step -> {
                    json.writeName(step.step());
                    write(step.at(), step.captured(), json);
                });
                json.writeEndObject();
                json.writeEndObject();
            }
        }
    }

    private static void write(Instant at, Map<String, Value> captured, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("at", ValueText.time(at));
        json.writeObjectPropertyStart("captured");
        captured.forEach((field, value) -> {
            json.writeName(field);
            write(value, json);
        });
        json.writeEndObject();
        json.writeEndObject();
    }

    /** {@code value} as plain Java objects: texts, BigDecimals, Booleans, lists and maps; for template engines. */
    public static Object plain(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Amount(var amount) -> amount;
            case Value.Flag(var set) -> set;
            case Value.Moment(var at) -> ValueText.time(at);
            case Value.Items(var items) -> items.stream().map(ValueJson::plain).toList();
            case Value.Tags(var sorted) -> sorted;
            case Value.Tally tally -> {
                var plain = new LinkedHashMap<String, Object>();
                tally.entries().forEach(entry -> plain.put(entry.key(), entry.amount()));
                yield plain;
            }
            case Value.Timeline(var entries) ->
                entries.stream()
                        .map(entry -> plain(entry.at(), entry.captured()))
                        .toList();
            case Value.Funnel(var done, var completed) -> {
                var steps = new LinkedHashMap<String, Object>();
                done.forEach(step -> steps.put(step.step(), plain(step.at(), step.captured())));
                yield Map.of("completed", completed, "steps", steps);
            }
        };
    }

    private static Map<String, Object> plain(Instant at, Map<String, Value> captured) {
        var plain = new LinkedHashMap<String, Object>();
        captured.forEach((field, value) -> plain.put(field, plain(value)));
        return Map.of("at", ValueText.time(at), "captured", plain);
    }
}
