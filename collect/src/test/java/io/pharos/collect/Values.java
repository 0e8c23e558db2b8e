package io.pharos.collect;

import io.pharos.model.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** Short names for values in tests. */
final class Values {
    private Values() {}

    static Value text(String text) {
        return new Value.Text(text);
    }

    static Value amount(String number) {
        return new Value.Amount(new BigDecimal(number));
    }

    static Value items(Value... items) {
        return new Value.Items(List.of(items));
    }

    static Value texts(String... texts) {
        return new Value.Items(Stream.of(texts).<Value>map(Value.Text::new).toList());
    }
}
