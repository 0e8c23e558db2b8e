package io.pharos.model.read;

import io.pharos.model.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that a map may have.
 *
 * @param later part of the language, but not available yet
 * @param elsewhere what people may write instead of a key, and the key
 */
record Keys(List<String> known, List<String> later, Map<String, String> elsewhere) {
    private static final List<String> ABOUT = List.of("name", "notes", "labels", "was");

    Keys {
        known = List.copyOf(known);
        later = List.copyOf(later);
        elsewhere = Map.copyOf(elsewhere);
    }

    static Keys of(String... known) {
        return new Keys(List.of(known), List.of(), Map.of());
    }

    /** Of a definition, which people can say something about. */
    static Keys ofDefinition(String... known) {
        return new Keys(Stream.concat(Stream.of(known), ABOUT.stream()).toList(), List.of(), Map.of());
    }

    Keys later(String... keys) {
        return new Keys(known, List.of(keys), elsewhere);
    }

    /** @param theirsAndOurs in turn */
    Keys elsewhere(String... theirsAndOurs) {
        var more = new HashMap<>(elsewhere);
        for (var i = 0; i < theirsAndOurs.length; i += 2) {
            more.put(theirsAndOurs[i], theirsAndOurs[i + 1]);
        }
        return new Keys(known, later, more);
    }

    /** The key that somebody meant who wrote another. */
    Optional<String> meant(String written) {
        return Optional.ofNullable(elsewhere.get(written)).or(() -> Nearest.to(written, known));
    }

    String expected() {
        return known.size() == 1 ? known.getFirst() : "one of " + String.join(", ", known);
    }
}
