package io.pharos.collect;

import io.pharos.model.Value;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads exact numbers; never through a binary fraction. */
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
        return amount(new String(json.getStringCharacters(), json.getStringOffset(), json.getStringLength()))
                .orElse(null);
    }

    /** The whole number the parser stands at; empty if it stands at something else or at a very large one. */
    static Optional<Long> whole(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getStringLength() <= DIGITS_OF_A_LONG
                ? Optional.of(json.getLongValue())
                : Optional.empty();
    }

    /** The number that the whole of {@code text} is, if it can be kept without loss. */
    static Optional<Value.Amount> amount(String text) {
        return decimal(text).map(Value.Amount::new);
    }

    static Optional<BigDecimal> decimal(String text) {
        if (text.isEmpty() || text.length() > Limits.NUMBER_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text)).filter(Value.Amount::fits);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
