package io.pharos.model.read;

import io.pharos.model.Nearest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The few words that may stand in a place, and what each means.
 *
 * @param later part of the language, but not available yet
 * @param elsewhere what other products call a word, and ours for it
 */
record Words<T>(Map<String, T> known, List<String> later, Map<String, String> elsewhere) {
    Words {
        known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
        later = List.copyOf(later);
        elsewhere = Map.copyOf(elsewhere);
    }

    static <T> Words<T> none() {
        return new Words<>(Map.of(), List.of(), Map.of());
    }

    /** The constants of an enum, in lower case. */
    @SafeVarargs
    static <E extends Enum<E>> Words<E> of(E... constants) {
        var words = Words.<E>none();
        for (var constant : constants) {
            words = words.and(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return words;
    }

    Words<T> and(String word, T meaning) {
        var more = new LinkedHashMap<>(known);
        more.put(word, meaning);
        return new Words<>(more, later, elsewhere);
    }

    Words<T> later(String... words) {
        return new Words<>(known, List.of(words), elsewhere);
    }

    Words<T> elsewhere(String theirs, String ours) {
        var more = new LinkedHashMap<>(elsewhere);
        more.put(theirs, ours);
        return new Words<>(known, later, more);
    }

    Optional<T> get(String word) {
        return Optional.ofNullable(known.get(word));
    }

    String expected() {
        var words = new ArrayList<>(known.keySet());
        return words.size() > 2 ? "one of " + String.join(", ", words) : String.join(" or ", words);
    }

    String hint(String written) {
        var ours = elsewhere.get(written);
        return ours == null ? Nearest.hint(written, known.keySet()) : "Did you mean " + ours + "?";
    }
}
