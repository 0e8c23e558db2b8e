package io.pharos.engine.testkit;

import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values and properties as a test writes them: plain Java objects. */
final class Values {
    private Values() {}

    static Value value(Object plain) {
        return switch (plain) {
            case Value value -> value;
            case String text -> new Value.Text(text);
            case Integer number -> Value.Amount.of(number);
            case Double number -> new Value.Amount(BigDecimal.valueOf(number));
            case BigDecimal number -> new Value.Amount(number);
            case Boolean set -> new Value.Flag(set);
            case Instant at -> new Value.Moment(at);
            case List<?> items ->
                new Value.Items(items.stream().map(Values::value).toList());
            case Set<?> texts ->
                Value.Tags.of(texts.stream().map(String.class::cast).toList());
            default -> throw new IllegalArgumentException("no value for a " + plain.getClass());
        };
    }

    /** @param namesAndValues in turn */
    static Map<String, Value> properties(Object... namesAndValues) {
        var properties = new LinkedHashMap<String, Value>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            properties.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return properties;
    }
}
