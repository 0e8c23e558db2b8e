package io.pharos.actions;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pharos.model.Value;
import io.pharos.model.ValueText;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The values a template works with: texts, {@link BigDecimal}s, Booleans, lists and maps of them, and null for what is
 * missing.
 */
final class Plain {
    private static final JsonFactory JSON = new JsonFactory();

    private Plain() {}

    /** As it stands in a text: plain numbers, and JSON for lists and maps. */
    static String text(Object value, Budget budget) {
        return switch (value) {
            case String text -> text;
            case Number number -> exact(number).toString();
            case Collection<?> _, Map<?, ?> _ -> json(value, budget);
            default -> value.toString();
        };
    }

    static String json(@Nullable Object value, Budget budget) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), new Metered(text, budget))) {
            write(value, json);
        }
        return text.toString();
    }

    static void write(@Nullable Object value, JsonGenerator json) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case SafeString text -> json.writeString(text.toString());
            case Boolean flag -> json.writeBoolean(flag);
            case Number number -> json.writeNumber(exact(number).toString());
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((key, item) -> {
                    json.writeName(String.valueOf(key));
                    write(item, json);
                });
                json.writeEndObject();
            }
            case Collection<?> items -> {
                json.writeStartArray();
                items.forEach(item -> write(item, json));
                json.writeEndArray();
            }
            default ->
                throw new Unrenderable(
                        "a value that has no JSON form: " + value.getClass().getSimpleName());
        }
    }

    /** A number, or a text the whole of which is one. */
    static Optional<BigDecimal> number(@Nullable Object value) {
        return switch (value) {
            case Number number -> Optional.of(exact(number).amount());
            case String text -> numeric(text);
            case SafeString text -> numeric(text.toString());
            case null, default -> Optional.empty();
        };
    }

    /** @throws Unrenderable if it is beyond what Pharos counts with */
    static Value.Amount exact(Number number) {
        var decimal = number instanceof BigDecimal already ? already : new BigDecimal(number.toString());
        var rounded = decimal.round(Value.PRECISION);
        if (!Value.Amount.fits(rounded)) {
            throw new Unrenderable("a number beyond 1e308");
        }
        return new Value.Amount(rounded);
    }

    private static Optional<BigDecimal> numeric(String text) {
        return ValueText.amount(text).map(Value.Amount::amount);
    }
}
