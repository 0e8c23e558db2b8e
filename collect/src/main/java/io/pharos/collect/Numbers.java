package io.pharos.collect;

import io.pharos.model.Value;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads numbers of JSON exactly; never through a binary fraction. */
final class Numbers {
    static final String EXPECTED = "a number of at most 34 significant digits between 1e-308 and 1e308";

    private static final int DIGITS_OF_A_LONG = 18;

    private Numbers() {}

    /** The number the parser stands at; null if it cannot be kept without loss. */
    static @Nullable Value read(JsonParser json) {
        // The length is known without reading the number, which of a hostile one would take long.
        if (json.getStringLength() > Limits.NUMBER_LENGTH) {
            return null;
        }
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getStringLength() <= DIGITS_OF_A_LONG) {
            return Value.Amount.of(json.getLongValue());
        }
        var text = new String(json.getStringCharacters(), json.getStringOffset(), json.getStringLength());
        return read(text).orElse(null);
    }

    /** The number that a text spells; empty for any other text. */
    static Optional<Value> read(String text) {
        if (text.length() > Limits.NUMBER_LENGTH) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(text);
            return Value.Amount.fits(number) ? Optional.of(new Value.Amount(number)) : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** The whole number that a text spells. */
    static Optional<Long> whole(String text) {
        try {
            return text.length() <= DIGITS_OF_A_LONG ? Optional.of(Long.parseLong(text)) : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** The whole number the parser stands at; empty if it stands at something else or at a very large one. */
    static Optional<Long> whole(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getStringLength() <= DIGITS_OF_A_LONG
                ? Optional.of(json.getLongValue())
                : Optional.empty();
    }
}
