package io.pharos.model;

import java.util.LinkedHashMap;
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
        }
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
        };
    }
}
