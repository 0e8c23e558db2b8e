package io.pharos.model.read;

import java.util.List;
import java.util.stream.Stream;

/**
 * The keys that a map may have.
 *
 * @param later part of the language, but not available yet
 */
record Keys(List<String> known, List<String> later) {
    private static final List<String> ABOUT = List.of("name", "notes", "labels", "was");

    Keys {
        known = List.copyOf(known);
        later = List.copyOf(later);
    }

    static Keys of(String... known) {
        return new Keys(List.of(known), List.of());
    }

    /** Of a definition, which people can say something about. */
    static Keys ofDefinition(String... known) {
        return new Keys(Stream.concat(Stream.of(known), ABOUT.stream()).toList(), List.of());
    }

    Keys later(String... keys) {
        return new Keys(known, List.of(keys));
    }

    String expected() {
        return known.size() == 1 ? known.getFirst() : "one of " + String.join(", ", known);
    }
}
