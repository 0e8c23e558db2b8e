package io.pharos.model.read;

import io.pharos.model.Event;
import io.pharos.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the events of a test: a few keys of its own, and the properties beside them. */
final class TestEvents {
    private static final Set<String> OWN = Set.of("at", "visitor", "event", "source", "id", "order");
    private static final String SOURCE = "test";
    private static final String FORM = "an event such as { at: 2026-03-01T10:00Z, visitor: ada, event: purchase }";

    private final Tools tools;
    private final Problems problems;
    private final Scalars scalars;
    private final Constants constants;

    TestEvents(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.scalars = tools.scalars();
        this.constants = new Constants(tools);
    }

    List<Event> read(List<Yaml> nodes) {
        var events = new ArrayList<Event>();
        var number = 0;
        for (var node : nodes) {
            number++;
            // Of events of one millisecond, the one written first comes first: ids are compared as text.
            read(node, "test-%06d".formatted(number)).ifPresent(events::add);
        }
        return events;
    }

    private Optional<Event> read(Yaml node, String usualId) {
        if (!(node instanceof Yaml.Mapping mapping)) {
            problems.wrongType(node, FORM);
            return Optional.empty();
        }
        var own = new Yaml.Mapping(
                mapping.spot(),
                mapping.entries().stream()
                        .filter(entry -> OWN.contains(entry.name()))
                        .toList());
        var fields = Fields.of(own, Keys.of("at", "visitor", "event", "source", "id", "order"), problems);
        var at = fields.required("at", "when it happens").flatMap(tools.moments()::moment);
        var name =
                fields.required("event", "what happens").flatMap(written -> scalars.text(written, "the event's name"));
        var visitor = fields.required("visitor", "whose it is")
                .flatMap(written -> scalars.text(written, "the visitor's anonymous id"));
        var source = fields.value("source").flatMap(this::source);
        var id = fields.value("id").flatMap(written -> scalars.text(written, "the event's id"));
        var order = fields.value("order").flatMap(this::order);
        var properties = new LinkedHashMap<String, Value>();
        mapping.entries().stream()
                .filter(entry -> !OWN.contains(entry.name()))
                .forEach(entry -> addProperty(entry.name(), entry.value(), properties));
        if (at.isEmpty() || name.isEmpty() || visitor.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Event(
                id.orElse(usualId),
                source.orElse(SOURCE),
                visitor.get(),
                name.get(),
                at.get(),
                order.orElse(0L),
                at.get(),
                Event.Origin.LIVE,
                null,
                properties,
                List.of()));
    }

    private Optional<String> source(Yaml node) {
        var declared = tools.declared();
        return scalars.text(node, "the source that it comes from")
                .filter(name -> declared.check(name, declared.sources(), "a source", node.spot(), problems));
    }

    private Optional<Long> order(Yaml node) {
        try {
            return tools.numbers().number(node).map(number -> number.amount().longValueExact());
        } catch (ArithmeticException e) {
            problems.wrongType(node, "a whole number");
            return Optional.empty();
        }
    }

    /** As events are mapped on their way in: maps are flattened with dots, what is null is missing. */
    private void addProperty(String name, Yaml node, Map<String, Value> properties) {
        switch (node) {
            case Yaml.Scalar scalar when scalar.isNull() -> {}
            case Yaml.Mapping map ->
                map.entries().forEach(entry -> addProperty(name + "." + entry.name(), entry.value(), properties));
            case Yaml.Sequence list -> add(name, list, items(list), properties);
            case Yaml.Scalar scalar -> constants.byLooks(scalar).ifPresent(value -> add(name, node, value, properties));
            case Yaml.Broken _ -> {}
        }
    }

    private Value items(Yaml.Sequence list) {
        var items = new ArrayList<Value>();
        list.items().forEach(item -> constants.byLooks(item).ifPresent(items::add));
        return new Value.Items(items);
    }

    private void add(String name, Yaml node, Value value, Map<String, Value> properties) {
        if (properties.putIfAbsent(name, value) != null) {
            problems.add(
                    Code.DUPLICATE_KEY,
                    node.spot(),
                    Shown.quoted(name) + " once more",
                    "each property once",
                    "A map in a map is the same as a name with a dot.");
        }
    }
}
