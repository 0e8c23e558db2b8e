package io.pharos.model.read;

import io.pharos.model.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The values under the known keys of one map; every other key was reported. */
final class Fields {
    private final Yaml.Mapping mapping;
    private final Map<String, Yaml.Entry> entries;
    private final List<String> unknown;
    private final boolean usesLater;
    private final boolean single;
    private final Keys keys;
    private final Problems problems;

    private Fields(Yaml.Mapping mapping, Keys keys, Problems problems) {
        this.mapping = mapping;
        this.entries = new LinkedHashMap<>();
        this.problems = problems;
        for (var entry : mapping.entries()) {
            if (keys.known().contains(entry.name())) {
                entries.put(entry.name(), entry);
            }
        }
        var others = mapping.entries().stream().map(Yaml.Entry::name).filter(name -> !has(name));
        var later = others.collect(Collectors.partitioningBy(keys.later()::contains));
        this.unknown = later.getOrDefault(false, List.of());
        this.keys = keys;
        this.single = keys.known().size() == 1;
        this.usesLater = !later.getOrDefault(true, List.of()).isEmpty();
    }

    /** @param expected the form of the whole, for whoever wrote something that is no map */
    static Optional<Fields> of(Yaml node, Keys keys, String expected, Problems problems) {
        return switch (node) {
            case Yaml.Mapping mapping -> Optional.of(of(mapping, keys, problems));
            case Yaml.Scalar _, Yaml.Sequence _, Yaml.Broken _ -> {
                problems.wrongType(node, expected);
                yield Optional.empty();
            }
        };
    }

    static Fields of(Yaml.Mapping mapping, Keys keys, Problems problems) {
        for (var entry : mapping.entries()) {
            if (keys.later().contains(entry.name())) {
                problems.notAvailable(entry.key().spot(), entry.name(), keys.expected());
            } else if (!keys.known().contains(entry.name())) {
                unknown(entry.key(), keys, problems);
            }
        }
        return new Fields(mapping, keys, problems);
    }

    private static void unknown(Yaml.Scalar key, Keys keys, Problems problems) {
        problems.add(
                Code.UNKNOWN_KEY,
                key.spot(),
                Shown.quoted(key.text()),
                keys.expected(),
                keys.meant(key.text())
                        .map(meant -> "Did you mean " + meant + "?")
                        .orElse(""));
    }

    Spot spot() {
        return mapping.spot();
    }

    Problems problems() {
        return problems;
    }

    /** Whether every key was known. If not, one that seems to be missing is probably there in another form. */
    boolean isUnderstood() {
        return unknown.isEmpty() && !usesLater;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The value under {@code key}; empty if there is none, or one that was reported already. */
    Optional<Yaml> value(String key) {
        return entry(key).map(Yaml.Entry::value).filter(value -> !(value instanceof Yaml.Broken));
    }

    Optional<Yaml.Entry> entry(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The value under {@code key}; that it is missing is reported. */
    Optional<Yaml> required(String key, String expected) {
        if (!has(key) && !usesLater && !isMisspelled(key)) {
            problems.add(Code.MISSING_KEY, spot(), "no " + key, key + ": " + expected);
        }
        return value(key);
    }

    private boolean isMisspelled(String key) {
        return (single && !unknown.isEmpty())
                || unknown.stream()
                        .anyMatch(written -> Nearest.to(written, List.of(key)).isPresent()
                                || keys.meant(written).equals(Optional.of(key)));
    }
}
