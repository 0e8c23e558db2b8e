package io.pharos.model.read;

import io.pharos.model.Action.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Reads what an action sends: any tree, whose texts may be templates. */
final class Mappings {
    private final Constants constants;
    private final Problems problems;

    Mappings(Tools tools) {
        this.constants = new Constants(tools);
        this.problems = tools.problems();
    }

    Optional<Mapping> read(Yaml node) {
        return switch (node) {
            case Yaml.Scalar scalar
            when scalar.text().contains("{{") || scalar.text().contains("{%") ->
                Optional.of(new Mapping.Template(scalar.text()));
            case Yaml.Scalar scalar
            when scalar.isNull() -> {
                problems.wrongType(node, "something to send", "Leave out what is not to be sent.");
                yield Optional.empty();
            }
            case Yaml.Scalar _, Yaml.Broken _ -> constants.byLooks(node).map(Mapping.Constant::new);
            case Yaml.Sequence list -> {
                var elements = new ArrayList<Mapping>();
                list.items().forEach(item -> read(item).ifPresent(elements::add));
                yield Optional.of(new Mapping.Elements(elements));
            }
            case Yaml.Mapping map -> {
                var fields = new LinkedHashMap<String, Mapping>();
                map.entries().forEach(entry -> read(entry.value()).ifPresent(value -> fields.put(entry.name(), value)));
                yield Optional.of(new Mapping.Fields(fields));
            }
        };
    }
}
