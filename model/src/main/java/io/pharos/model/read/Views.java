package io.pharos.model.read;

import io.pharos.model.Nearest;
import io.pharos.model.Workspace.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what pages may read. */
final class Views {
    private static final Keys KEYS = Keys.ofDefinition("show", "origins", "public");
    private static final String FORM = "a view such as { show: [lifetime_value, badges] }";
    private static final String BADGES = "badges";
    private static final String SEGMENTS = "segments";

    private final Tools tools;
    private final Problems problems;
    private final Map<String, Yaml.Entry> written;
    private final Names names;

    Views(Map<String, Yaml.Entry> written, Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.written = written;
        this.names = new Names(tools);
    }

    Map<String, View> read() {
        var views = new LinkedHashMap<String, View>();
        for (var entry : written.values()) {
            tools.scalars().checkSlug(entry.name(), entry.key().spot());
            Fields.of(entry.value(), KEYS, FORM, problems)
                    .ifPresent(fields -> views.put(entry.name(), read(entry.name(), fields)));
        }
        return views;
    }

    private View read(String name, Fields fields) {
        var about = new Abouts(tools).read(name, fields, written);
        var open = fields.value("public").flatMap(tools.scalars()::flag).orElse(false);
        var origins = fields.value("origins").map(new Origins(tools)::read).orElse(List.of());
        var shown = fields.required("show", "a list of attributes, badges, segments")
                .map(node -> tools.scalars().items(node, "a list such as [lifetime_value, badges]"))
                .orElse(List.of());
        var attributes = new ArrayList<String>();
        shown.stream()
                .filter(node -> !isAll(node))
                .forEach(node -> attribute(node, open).ifPresent(attributes::add));
        return new View(name, attributes, has(shown, BADGES), has(shown, SEGMENTS), origins, open, about);
    }

    private static boolean isAll(Yaml node) {
        return node instanceof Yaml.Scalar scalar
                && (scalar.text().equals(BADGES) || scalar.text().equals(SEGMENTS));
    }

    private boolean isAlmostAll(String name, Spot spot) {
        var known = tools.declared().attributes().keySet();
        var meant = Nearest.to(
                name, Stream.concat(known.stream(), Stream.of(BADGES, SEGMENTS)).toList());
        if (known.contains(name) || meant.filter(word -> !known.contains(word)).isEmpty()) {
            return false;
        }
        problems.add(
                Code.UNKNOWN_NAME,
                spot,
                Shown.quoted(name),
                "an attribute, badges or segments",
                "Did you mean " + meant.get() + "?");
        return true;
    }

    private static boolean has(List<Yaml> shown, String word) {
        return shown.stream()
                .anyMatch(node ->
                        node instanceof Yaml.Scalar scalar && scalar.text().equals(word));
    }

    private Optional<String> attribute(Yaml node, boolean open) {
        var attribute = tools.scalars()
                .text(node, "the name of an attribute, badges or segments")
                .filter(name -> !isAlmostAll(name, node.spot()))
                .flatMap(name -> names.lasting(name, "an attribute, badges or segments", node.spot()));
        if (open && attribute.filter(Declared.OfAttribute::restricted).isPresent()) {
            problems.add(
                    Code.RESTRICTED,
                    node.spot(),
                    Shown.found(node) + ", which is restricted, in a public view",
                    "attributes that anybody may read",
                    "Take it out, or take away public: true.");
        }
        return attribute.map(Declared.OfAttribute::name);
    }
}
