package io.pharos.model.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The definitions that Pharos brings along for workspaces that want them. They are read like any others. */
final class Preloaded {
    private static final String RESOURCE = "/io/pharos/model/preloaded.yaml";

    /** What their file is called, so that no file of a workspace is mistaken for it. */
    private static final String FILE = "built in";

    private Preloaded() {}

    /** Whether a definition of theirs stands there. */
    static boolean has(Spot spot) {
        return spot.file().equals(FILE);
    }

    /**
     * The definitions by section and name.
     *
     * @param badges those of the workspace; a visitor who wears none of them is unbadged
     */
    static Map<String, Map<String, Yaml.Entry>> definitions(Collection<Yaml.Entry> badges, Problems problems) {
        var read = Sections.of(new TreeMap<>(Map.of(FILE, text())), problems);
        var worn = badges.stream().map(Preloaded::worn).toList();
        var brought = new LinkedHashMap<String, Yaml.Entry>();
        read.definitions("badges").forEach((name, entry) -> brought.put(name, filled(entry, worn)));
        return Map.of("attributes", read.definitions("attributes"), "badges", brought);
    }

    private static Yaml worn(Yaml.Entry badge) {
        var spot = badge.key().spot();
        return new Yaml.Mapping(spot, List.of(new Yaml.Entry(new Yaml.Scalar(spot, "badge", true), badge.key())));
    }

    /** Fills the empty list of conditions that the file has. */
    private static Yaml filled(Yaml node, List<Yaml> conditions) {
        return switch (node) {
            case Yaml.Sequence(var spot, var items) when items.isEmpty() -> new Yaml.Sequence(spot, conditions);
            case Yaml.Sequence(var spot, var items) ->
                new Yaml.Sequence(
                        spot,
                        items.stream().map(item -> filled(item, conditions)).toList());
            case Yaml.Mapping(var spot, var entries) ->
                new Yaml.Mapping(
                        spot,
                        entries.stream().map(entry -> filled(entry, conditions)).toList());
            case Yaml.Scalar _, Yaml.Broken _ -> node;
        };
    }

    private static Yaml.Entry filled(Yaml.Entry entry, List<Yaml> conditions) {
        return new Yaml.Entry(entry.key(), filled(entry.value(), conditions));
    }

    private static String text() {
        try (var stream = Objects.requireNonNull(Preloaded.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }
}
