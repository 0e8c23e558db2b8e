package io.pharos.model.read;

import io.pharos.model.Workspace.Segment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads segments. */
final class Segments {
    private static final Keys KEYS = Keys.ofDefinition("if", "keep").later("list");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final String FORM = "a segment such as { if: { badge: vip } }";

    private final Tools tools;
    private final Map<String, Yaml.Entry> written;
    private final Conditions conditions;

    Segments(Map<String, Yaml.Entry> written, Tools tools) {
        this.tools = tools;
        this.written = written;
        this.conditions = new Conditions(tools);
    }

    Map<String, Segment> read(Map<String, Uses> uses) {
        var segments = new LinkedHashMap<String, Segment>();
        for (var entry : written.values()) {
            tools.scalars().checkSlug(entry.name(), entry.key().spot());
            var used = new Uses();
            uses.put(entry.name(), used);
            read(entry, Site.InDefinition.of(used)).ifPresent(segment -> segments.put(entry.name(), segment));
        }
        return segments;
    }

    private Optional<Segment> read(Yaml.Entry entry, Site site) {
        var fields = Fields.of(entry.value(), KEYS, FORM, tools.problems());
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var about = new Abouts(tools).read(entry.name(), fields.get(), written);
        var keep = fields.get().value("keep").flatMap(node -> new Spans(tools.problems()).fixed(node, SHORTEST));
        return fields.get()
                .required("if", "who is in it")
                .flatMap(node -> conditions.read(node, site))
                .map(condition -> new Segment(entry.name(), condition, keep, about));
    }
}
